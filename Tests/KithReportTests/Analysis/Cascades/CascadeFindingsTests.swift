import KithFoundation
import KithGraph
import KithOutput
import Testing

@testable import KithReport

@Suite struct CascadeFindingsTests {
  typealias Row = SyntheticLog.Row

  /// Two posts: b, c and d answer a's; c answers b; the shop's post, which nobody logged, is shared by e, whom f answers.
  static let rows = [
    Row(actor: "a", time: 1_000, kind: "post", text: "hello", item: "p1"),
    Row(actor: "b", target: "a", time: 2_000, kind: "comment", text: "first", item: "p1"),
    Row(actor: "c", target: "b", time: 3_000, kind: "reply", text: "second", item: "p1"),
    Row(actor: "d", target: "a", time: 4_000, kind: "comment", text: "third", item: "p1"),
    Row(actor: "a", target: "b", time: 5_000, kind: "reply", text: "thanks", item: "p1"),
    Row(actor: "e", target: "shop", time: 61_000, kind: "share", text: "look", item: "p2"),
    Row(actor: "f", target: "e", time: 121_000, kind: "comment", text: "nice", item: "p2"),
    Row(actor: "g", target: "f", time: 181_000, kind: "mention", text: "@f", item: "p2"),
  ]

  private func analysis(_ rows: [Row], brand: [String] = [], quotes: Int = 3) throws -> Analysis {
    try Analysis(log: SyntheticLog.log(rows), options: ReportOptions(quotes: quotes, brand: brand))
  }

  @Test func countsWhoSetOffWhat() throws {
    let analysis = try analysis(Self.rows)
    let found = try #require(analysis.cascades)
    let people = analysis.log.people
    #expect(found.cascades.count == 3 && found.cascades.memberCount == 8 && found.people == 8)
    #expect(found.followed.map(\.metrics.size) == [4, 3])
    #expect(found.followed[0].metrics.depth == 2)
    #expect(
      found.kinds == [.init(name: "comment", count: 3), .init(name: "reply", count: 2), .init(name: "share", count: 1)])
    #expect(found.otherKinds == [.init(name: "mention", count: 1)])
    #expect(found.triggers.map { people[$0.person] } == ["a", "shop"])
    let (a, shop) = (found.triggers[0], found.triggers[1])
    #expect(a.setOff == 4 && a.direct == 2 && a.roots == 1 && a.unlogged == 0 && a.start == 1_000)
    #expect(shop.setOff == 3 && shop.direct == 1 && shop.unlogged == 1 && shop.start == nil)
    #expect(a.evidence.map { people[$0.person] } == ["b", "d"])
    #expect(a.evidence[0].text == "first" && a.evidence[0].kind == "comment" && a.evidence[0].item == "p1")
    #expect(found.source.exogenous == 3 && found.source.endogenous == 5)
    // Five followed: a twice, b, shop and e once each, of eight who took part.
    #expect(found.sharing?.total == 5 && found.sharing?.people == 8)
  }

  @Test func theBrandsAccountsAreAlwaysAStart() throws {
    let model = ReportModel(try analysis(Self.rows, brand: ["shop", "b"])).json
    #expect(model.value(at: "cascades.source.accounts") == ["b", "shop"])
    #expect(model.value(at: "cascades.source.brand.members")?.intValue == 5)
    #expect(model.value(at: "cascades.source.others.members")?.intValue == 3)
    #expect(model.value(at: "cascades.source.unlogged.cascades")?.intValue == 0)
    let plain = ReportModel(try analysis(Self.rows)).json
    #expect(plain.value(at: "cascades.source.brand.undefined")?.stringValue == "no account of the brand was named")
    #expect(throws: KithError.self) { try analysis(Self.rows, brand: ["nobody"]) }
  }

  @Test func saysWhyThereAreNone() throws {
    let reason = { (rows: [Row]) in
      ReportModel(try analysis(rows)).json.value(at: "cascades.undefined")?.stringValue
    }
    #expect(try reason([]) == "nobody addressed anyone else")
    #expect(try reason([Row(actor: "a", target: "b")]) == "no row has a time")
    let mentions = [Row(actor: "a", target: "b", time: 1, kind: "mention"), Row(actor: "b", time: 2, kind: "mention")]
    #expect(try reason(mentions)?.hasPrefix("no row answers") == true)
    // Whoever acts at one moment follows nobody of it.
    #expect(try reason([Row(actor: "a", target: "b", time: 1), Row(actor: "b", target: "a", time: 1)]) != nil)
    #expect(try analysis([Row(actor: "a", target: "b", time: 1)]).cascades?.followed.count == 1)
  }

  @Test func rowsThatTellTheSameStepDoNotDependOnTheirOrder() throws {
    let twice = [
      Row(actor: "b", target: "a", time: 2_000, kind: "reply", text: "zz", item: "p"),
      Row(actor: "b", target: "a", time: 2_000, kind: "comment", text: "yy", item: "p"),
      Row(actor: "b", target: "a", time: 2_000, kind: "comment", text: "xx", item: "p"),
      Row(actor: "b", target: "a", time: 2_000, kind: "mention", text: "aa", item: "p"),
      Row(actor: "c", target: "a", time: 2_000, kind: "comment", text: "", item: "p"),
    ]
    for seed: UInt64 in 1...4 {
      let found = try #require(try analysis(SyntheticLog.shuffled(twice, seed: seed)).cascades)
      #expect(found.triggers[0].evidence.map(\.text) == ["xx", nil])
      #expect(found.triggers[0].evidence.map(\.kind) == ["comment", "comment"])
    }
    #expect(try analysis(twice, quotes: 0).cascades?.triggers[0].evidence.map(\.text) == [nil, nil])
  }

  @Test func tablesHoldEveryCascadeAndTrigger() throws {
    let found = try #require(try analysis(Self.rows).cascades)
    let text = { (table: Table) in String(decoding: table.bytes(as: .csv), as: UTF8.self) }
    #expect(
      text(found.cascadesTable) == """
        cascade,item,root,origin,start,size,depth,breadth,virality,t50_s,t90_s,lifetime_s
        1,p1,a,first,1970-01-01T00:00:01Z,4,2,2,1.6666666666666667,1,3,3
        2,p2,shop,unlogged,,3,2,1,1.3333333333333333,0,60,60

        """)
    #expect(
      text(found.triggersTable) == """
        rank,id,cascades,set_off,direct,memberships
        1,a,1,4,2,1
        2,shop,1,3,1,1
        3,b,0,0,1,1
        4,e,0,0,1,1

        """)
  }
}
