import KithFoundation
import KithGraph
import Testing

@testable import KithInput

@Suite struct JSONLinesReaderTests {
  static let messages = """
    {"id":1,"user":{"screen_name":"mina"},"created_at":"2024-03-01T00:00:00Z","text":"새 향"}

    {"id":2,"user":{"screen_name":"bora"},"created_at":"2024-03-01T00:01:00Z","parent_id":1,"text":"@juno 봤어?","extra":[1,{"a":null}]}
    {"id":3,"user":{"screen_name":"juno"},"created_at":null,"parent_id":2,"text":"응"}
    """

  @Test func readsMessagesWithNestedNames() throws {
    let reading = try read([("x.jsonl", Self.messages)])
    #expect(
      lines(of: reading.log, withPlace: true) == [
        "mina>- post at 1709251200000 :1", "bora>mina comment at 1709251260000 :3",
        "bora>juno mention at 1709251260000 :3",
        "juno>bora reply :4",
      ])
    let facts = reading.summary.files[0]
    #expect(facts.format == .jsonLines)
    #expect(facts.columns == ["id", "user.screen_name", "created_at", "text", "parent_id"])
    #expect(Set(facts.roles.map(\.role)) == [.id, .from, .at, .text, .parent])
    #expect(facts.rows == 3)
  }

  @Test func anArrayOfObjectsSaysTheSame() throws {
    let array = "[\n" + Self.messages.split(separator: "\n").joined(separator: ",\n") + "\n]\n"
    let reading = try read([("x.json", array)])
    #expect(lines(of: reading.log) == (try lines(of: read([("x.jsonl", Self.messages)]).log)))
    #expect(reading.log.evidence[0].line == 2)
    #expect(reading.summary.rowsRead == 3)
    #expect(try read([("x.json", "[]")]) { $0.columns.from = "a" }.log.count == 0)
  }

  @Test func readsInteractionsAndDottedPaths() throws {
    let text =
      #"{"a":{"who":"x"},"b":"y","type":"RT","n":2.5,"text":"@z"}"# + "\r\n"
      + #"{"a":{"who":"y"},"b":null,"type":"post"}"#
    let log = try read([("x.jsonl", text)]) {
      $0.columns = ColumnMapping(from: "a.who", to: "b", weight: "n")
    }.log
    #expect(lines(of: log) == ["x>y share", "y>- post"])
    #expect(log.weights == [2.5, 1])
  }

  @Test func bigNumbersStayIDs() throws {
    let text =
      #"{"id":9007199254740993,"author":1.0}"# + "\n"
      + #"{"id":9007199254740992,"parent":9007199254740993,"author":"b"}"#
    #expect(try lines(of: read([("x.jsonl", text)]).log) == ["1.0>- post", "b>1.0 comment"])
  }

  @Test func faultsNameFileLineAndColumn() throws {
    let good = #"{"id":1,"author":"a"}"#
    for (line, code, column) in [
      (#"{"id":2,"author":}"#, "E301", 18), (#"{"id":2,"id":3}"#, "E302", 9), ("[1]", "E305", 1),
      (#"{"id":2,"author":{"x":1}}"#, "E306", nil), (#"{"id":2,"author":"\udfff"}"#, "E304", 19),
    ] as [(String, String, Int?)] {
      let text = good + "\n\n" + line + "\n" + #"{"id":4,"author":"d"}"#
      let error = try #require(try failure("x.jsonl", text))
      #expect(error.code == code)
      #expect(error.line == 3)
      #expect(error.column == column)
      let rest = try read([("x.jsonl", text)]) { $0.onBadRow = .collect }
      #expect(lines(of: rest.log) == ["a>- post", "d>- post"])
      #expect(rest.summary.rejects.map { String(decoding: $0.record, as: UTF8.self) } == [line])
      #expect(rest.summary.rowsRead == 3)
    }
  }

  @Test func brokenArraysEndTheReading() throws {
    let error = try #require(try failure("x.json", "[{\"id\":1,\"author\":\"a\"},\n {\"id\":2,}]"))
    #expect(error.code == "E301")
    #expect(error.line == 2)
    #expect(error.column == 10)
  }

  @Test func columnsAreFoundOrTheErrorListsThem() throws {
    let text = #"{"one":"a","two":{"three":"b"}}"#
    let error = try #require(try failure("x.jsonl", text))
    #expect(error.code == "E207")
    #expect(error.error.diagnostic.message.contains("two.three"))
    #expect(
      try failure("x.jsonl", text) { $0.columns.from = "two.thre" }?.error.diagnostic.help
        == "did you mean \"two.three\"?")
    #expect(try failure("x.jsonl", text) { $0.columnList = ["from", "to"] }?.error.exitCode == .usage)
    #expect(try failure("x.jsonl", "{\n") == nil || failure("x.jsonl", "{\n")?.code == "E301")
    #expect(try failure("x.jsonl", " \n\n") { $0.format = .jsonLines }?.code == "E201")
  }

  @Test func numbersAsTimes() throws {
    let text = #"{"author":"a","created_utc":1700000000}"# + "\n" + #"{"author":"b","created_utc":1700000001}"#
    #expect(try read([("x.jsonl", text)]).log.times == [1_700_000_000_000, 1_700_000_001_000])
  }
}
