import KithFoundation
import KithGraph
import KithOutput
import Testing

@Suite struct FeedWriterTests {
  private let people = NameTable(["a b", "mina", "지안"])
  private let items = NameTable(["cake", "tart"])

  private var interactions: FeedTable {
    FeedTable(
      .interactions,
      columns: [
        FeedColumn("user", .names(people, codes: [1, 2]), .person, note: "who"),
        FeedColumn("item", .names(items, codes: [0, 1]), .item, note: "what"),
        FeedColumn("times", .integers([2, 1]), unit: "actions", range: "1 or more", note: "how often"),
        FeedColumn("last", .times([1500, Timestamp.missing]), .time, note: "when", missing: "not known"),
      ])
  }

  private var users: FeedTable {
    FeedTable(
      .users,
      columns: [
        FeedColumn("user", .names(people), .person, note: "who"),
        FeedColumn("pagerank", .reals([0.25, .nan, 0.5]), note: "score", missing: "alone"),
        FeedColumn("community", .integers([0, .min, 1]), .label, note: "group", missing: "alone"),
        FeedColumn("attribute_city", .text(["Seoul", nil, "Busan"]), .label, note: "city", missing: "unknown"),
      ])
  }

  private func text(_ file: FeedWriter.File?) -> String? { file.map { String(decoding: $0.bytes, as: UTF8.self) } }

  @Test func csvIsAsItIs() throws {
    let writer = FeedWriter(layout: .csv, folder: "shop")
    try writer.check([interactions, users])
    #expect(writer.file(interactions)?.name == "interactions.csv" && writer.file(interactions)?.rows == 2)
    #expect(
      text(writer.file(interactions)) == "user,item,times,last\nmina,cake,2,1970-01-01T00:00:01.500Z\n지안,tart,1,\n")
    #expect(
      text(writer.file(users))
        == "user,pagerank,community,attribute_city\na b,0.25,0,Seoul\nmina,,,\n지안,0.5,1,Busan\n")
  }

  @Test func recBoleHasTypedHeadersAndSeconds() throws {
    let writer = FeedWriter(layout: .recbole, folder: "shop")
    try writer.check([interactions, users])
    #expect(writer.file(interactions)?.name == "shop.inter" && writer.file(users)?.name == "shop.user")
    #expect(
      text(writer.file(interactions))
        == "user_id:token\titem_id:token\trating:float\ttimestamp:float\nmina\tcake\t2\t1.5\n지안\ttart\t1\t\n")
    #expect(
      text(writer.file(users))
        == "user_id:token\tpagerank:float\tcommunity:token\tattribute_city:token\n"
        + "a b\t0.25\t0\tSeoul\nmina\t\t\t\n지안\t0.5\t1\tBusan\n")
  }

  @Test func libRecHasTriplesAndNothingElse() throws {
    let writer = FeedWriter(layout: .librec, folder: "shop")
    try writer.check([interactions, users])
    #expect(writer.file(users) == nil)
    #expect(text(writer.file(interactions)) == "mina cake 2\n지안 tart 1\n")
  }

  @Test func numbersHaveTablesThatSayWhoseTheyAre() throws {
    let writer = FeedWriter(layout: .librec, numbersIDs: true, folder: "shop")
    #expect(text(writer.file(interactions)) == "1 0 2\n2 1 1\n")
    let tables = writer.numbering(people: people, items: items)
    #expect(tables.map(\.name) == ["user_ids.csv", "item_ids.csv"] && tables.map(\.rows) == [3, 2])
    #expect(text(tables[0]) == "number,user\n0,a b\n1,mina\n2,지안\n")
    let shown = writer.numbering(people: people, items: items, isShown: [false, true, true])
    #expect(text(shown[0]) == "number,user\n1,mina\n2,지안\n" && shown[0].rows == 2 && shown[1].rows == 2)
    #expect(text(writer.file(interactions.selecting([1]))) == "2 1 1\n")
    #expect(FeedWriter(layout: .csv, folder: "x").numbering(people: people, items: items).isEmpty)
  }

  @Test(arguments: [
    ("tab\there", true, false, false), ("two words", true, true, false), ("a,b", true, true, false),
    ("\"quoted\"", true, false, true), ("5\" nail", true, true, false), ("NA", true, false, true),
    ("nan", true, false, true), ("None", true, false, true), ("NANA", true, true, true),
    ("line\nend", true, false, false), ("a\rb", true, false, false), ("빵", true, true, true),
    ("=1+1", true, true, true), ("\u{1}x", true, true, false),
  ])
  func namesThatPeersWouldNotReadBackAreRefused(name: String, csv: Bool, recbole: Bool, librec: Bool) {
    let names = NameTable([name])
    let table = FeedTable(
      .interactions,
      columns: [
        FeedColumn("user", .names(names), .person, note: "who"),
        FeedColumn("item", .names(items, codes: [0]), .item, note: ""),
        FeedColumn("times", .integers([1]), note: "how often"),
      ])
    for (layout, isFine) in [(FeedLayout.csv, csv), (.recbole, recbole), (.librec, librec)] {
      let writer = FeedWriter(layout: layout, folder: "shop")
      if isFine {
        #expect(throws: Never.self) { try writer.check([table]) }
      } else {
        let error = #expect(throws: KithError.self) { try writer.check([table]) }
        #expect(error?.diagnostic.code == "E609" && error?.exitCode == .badData)
        #expect(error?.diagnostic.message.contains("1 id of column user, such as \"\(name)\"") == true)
      }
      #expect(throws: Never.self) {
        try FeedWriter(layout: layout, numbersIDs: true, folder: "shop").check([table])
      }
    }
  }

  @Test func aNameThatNoRowUsesIsNoMatter() throws {
    try FeedWriter(layout: .librec, folder: "shop").check([interactions])
  }

  @Test func labelsAndHeadersAreCheckedToo() {
    for (name, value) in [("attribute_city", "Seo\tul"), ("attribute_a:b", "Seoul")] {
      let table = FeedTable(
        .users,
        columns: [
          FeedColumn("user", .names(NameTable(["mina"])), .person, note: "who"),
          FeedColumn(name, .text([value]), .label, note: ""),
        ])
      let error = #expect(throws: KithError.self) { try FeedWriter(layout: .recbole, folder: "s").check([table]) }
      #expect(error?.diagnostic.help?.contains("--traits") == true)
      #expect(throws: Never.self) { try FeedWriter(layout: .csv, folder: "s").check([table]) }
      #expect(throws: Never.self) { try FeedWriter(layout: .librec, folder: "s").check([table]) }
    }
  }

  @Test func theDictionaryTellsOfEveryColumnWritten() throws {
    let csv = FeedWriter(layout: .csv, folder: "shop").dictionary([interactions, users])
    #expect(csv.name == "dictionary.csv" && csv.rows == 8)
    let lines = try #require(text(csv)).split(separator: "\n")
    #expect(lines[0] == "file,column,type,unit,range,meaning,missing")
    #expect(lines[3] == "interactions.csv,times,integer,actions,1 or more,how often,")
    #expect(lines[4] == "interactions.csv,last,time,\"ISO 8601, UTC\",,when,not known")
    let recbole = try #require(text(FeedWriter(layout: .recbole, folder: "shop").dictionary([interactions])))
    #expect(recbole.contains("shop.inter,timestamp,float,\"seconds since 1970, UTC\",,when,not known\n"))
    let librec = FeedWriter(layout: .librec, numbersIDs: true, folder: "shop").dictionary([interactions, users])
    #expect(librec.rows == 3 && text(librec)?.contains("ratings.txt,user,integer,,,who,\n") == true)
  }

  @Test func everyFileIsAmongTheNamesOfAFolder() {
    let names = FeedWriter.names(folder: "shop")
    for layout in FeedLayout.allCases {
      let writer = FeedWriter(layout: layout, numbersIDs: true, folder: "shop")
      let files = [writer.file(interactions), writer.file(users)].compactMap { $0 }
      for file in files + writer.numbering(people: people, items: items) { #expect(names.contains(file.name)) }
    }
    #expect(names.contains("dictionary.csv") && names.contains("trust.txt") && names.contains("shop.net"))
  }
}
