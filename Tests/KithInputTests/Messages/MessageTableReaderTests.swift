import KithFoundation
import KithGraph
import Testing

@testable import KithInput

@Suite struct MessageTableReaderTests {
  /// The rows of `MessageResolverTests.twelve` as an export would write them.
  static let csv = """
    id,parent_id,author,channel,post_id,created_at,text
    p1,,brand,insta,p1,2024-03-01 09:00:00,새 향 출시
    c1,,a,insta,p1,2024-03-01 09:01:00,"예뻐요, 정말"
    c2,c1,b,insta,p1,2024-03-01 09:02:00,"동
    감"
    c3,c1,c,insta,p1,2024-03-01 09:03:00,@b 어디서 샀어요?
    c5,,d,insta,p1,2024-03-01 09:05:00,"@e ""이거"" 봐 @a"
    v4,gone,c,tube,film,,맞아요

    """

  @Test func readsATableWithEverything() throws {
    let reading = try read([("x.csv", Self.csv)]) { $0.timeZone = "Asia/Seoul" }
    #expect(
      lines(of: reading.log, withPlace: true) == [
        "brand>- post in insta about p1 at 1709251200000 :2",
        "a>brand comment in insta about p1 at 1709251260000 :3",
        "b>a reply in insta about p1 at 1709251320000 :4",
        "c>b reply in insta about p1 at 1709251380000 :6",
        "d>brand comment in insta about p1 at 1709251500000 :7",
        "d>e mention in insta about p1 at 1709251500000 :7",
        "d>a mention in insta about p1 at 1709251500000 :7",
        "c>- reply in tube about film :8",
      ])
    #expect(reading.summary.rowsRead == 6)
    #expect(reading.summary.rowsKept == 8)
    #expect(reading.summary.withoutTarget == 2)
    let facts = try #require(reading.summary.files.first)
    #expect(facts.format == .messages)
    #expect(facts.roles.map(\.role) == [.id, .parent, .from, .channel, .item, .at, .text])
    #expect(facts.timeForm == "ISO 8601")
    #expect(reading.summary.messages?.retargeted == 1)
    #expect(reading.summary.warnings.map(\.code) == ["W301"])
  }

  @Test func otherDialectsSayTheSame() throws {
    let expected = try lines(of: read([("x.csv", Self.csv)]).log)
    let korean = "번호;부모;작성자;채널;게시물;작성일시;내용"
    let semicolons = Self.csv.replacing(/(?m)^id.*$/, with: korean)
    var rows = semicolons.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for at in rows.indices.dropFirst() {
      rows[at] = rows[at].replacing("예뻐요, 정말", with: "예뻐요; 정말").replacing(",", with: ";")
    }
    #expect(try lines(of: read([("x.csv", "\u{feff}" + rows.joined(separator: "\r\n"))]).log) == expected)
  }

  @Test func parentsMayStandInAnotherFile() throws {
    let log = try read([
      ("replies.csv", "id,parent,author,text\n2,1,b,yes\n"), ("posts.csv", "id,parent,author,text\n1,,a,hello\n"),
    ]).log
    #expect(lines(of: log) == ["b>a comment", "a>- post"])
    #expect(log.evidence[1].line == 2)
  }

  @Test func numbersAsTimesGetTheirUnitFromTheLargest() throws {
    let seconds = try read([("x.csv", "id,parent,author,ts\n1,,a,1700000000\n2,1,b,5\n")])
    #expect(seconds.log.times == [1_700_000_000_000, 5000])
    let milliseconds = try read([("x.csv", "id,parent,author,ts\n1,,a,1700000000000\n2,1,b,5\n")])
    #expect(milliseconds.log.times == [1_700_000_000_000, 5])
    #expect(milliseconds.summary.files[0].timeForm == "milliseconds since 1970")
  }

  @Test func theFirstTimeOutsideTheYearsIsPlaced() throws {
    let csv = "id,parent_id,author,at\n1,,a,1600000000\n2,1,b,-70000000000\n3,1,c,-70000000001\n"
    let error = try #require(throws: KithError.self) { try read([("x.csv", csv)]) }
    #expect(error.diagnostic.code == "E213")
    #expect(error.diagnostic.place?.line == 3)
    #expect(error.diagnostic.place?.file.hasSuffix("x.csv") == true)
    #expect(error.diagnostic.message.contains("-70000000000 seconds"))
  }

  @Test func badRowsStopOrAreCounted() throws {
    let text = "id,parent,author,at\n1,,a,2024-01-01\n2,1,b,yesterday\n3,1,c,2024-01-02\n"
    let stop = try #require(try failure("x.csv", text))
    #expect(stop.code == "E213")
    #expect(stop.line == 3)
    #expect(stop.column == 4)
    for policy in [BadRowPolicy.skip, .collect] {
      let reading = try read([("x.csv", text)]) { $0.onBadRow = policy }
      #expect(reading.summary.badRows == 1)
      #expect(reading.summary.rejects.map { String(decoding: $0.record, as: UTF8.self) } == ["2,1,b,yesterday"])
      #expect(lines(of: reading.log).count == 2)
    }
  }

  @Test func oneIDTwiceStopsOrIsDropped() throws {
    let text = "id,parent,author,text\n1,,a,one\n1,,b,two\n"
    #expect(try failure("x.csv", text)?.code == "E221")
    let reading = try read([("x.csv", text)]) { $0.onBadRow = .skip }
    #expect(lines(of: reading.log) == ["a>- post"])
  }

  @Test func aTableWithoutAuthorsSaysWhatItHas() throws {
    let error = try #require(try failure("x.csv", "id,parent,wrote,text\n1,,a,b\n") { $0.format = .messages })
    #expect(error.code == "E207")
    #expect(error.error.diagnostic.message.contains("\"wrote\""))
    let named = try read([("x.csv", "id,parent,wrote,text\n1,,a,b\n")]) { $0.columns.from = "wrote" }
    #expect(lines(of: named.log) == ["a>- post"])
  }

  @Test func anonymousRowsAreActivity() throws {
    let reading = try read([
      ("x.tsv", "comment_no\tuser_id_no\tcontents\treg_time\n1\t\t좋은 기사\t2018-10-01T01:02:03+0900\n")
    ])
    #expect(reading.summary.withoutActor == 1)
    #expect(reading.log.count == 1)
    #expect(reading.log.people.count == 0)
  }
}
