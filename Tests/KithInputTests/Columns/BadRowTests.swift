import KithFoundation
import Testing

@testable import KithInput

/// What is said of rows that cannot be read: code, place, sentence, exit.
@Suite struct BadRowTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var line: Int?
    var column: Int?
    var says: String
    var exit = ExitCode.badData

    init(_ name: String, _ text: String, _ line: Int?, _ column: Int?, _ says: String, exit: ExitCode = .badData) {
      testDescription = name
      self.text = text
      self.line = line
      self.column = column
      self.says = says
      self.exit = exit
    }
  }

  static let cases: [Case] = [
    Case("too few fields", "from,to,at\na,b,1\na,b\n", 3, 2, "expected 3 fields, found 2"),
    Case("too many fields", "from,to,at\na,b,1\na,b,2,4,5\n", 3, 4, "expected 3 fields, found 5"),
    Case("line counts quoted line ends", "from,to,text\na,b,\"x\ny\r\nz\"\na\n", 5, 1, "expected 3 fields, found 1"),
    Case(
      "unclosed quote", "from,to,text\na,b,c\na,b,\"open\nmore\nmore\n", 3, 3, "a quote is opened here and never closed"
    ),
    Case(
      "unclosed quote after a closed one", "from,to,text\na,\"x\ny\",\"open\nmore\n", 3, 3, "a quote is opened here"),
    Case("text after quote", "from,to,text\na,b,\"x\"y\n", 2, 3, "text after a closing quote, at byte 8"),
    Case("NUL", "from,to\na,b\nc\0d,e\n", 3, 1, "NUL byte at byte 2"),
    Case("empty id", "from,to\na,b\n,b\n", 3, 1, "the \"from\" id is empty"),
    Case("weight NaN", "from,to,weight\na,b,NaN\n", 2, 3, "weight is not a finite number: \"NaN\""),
    Case("weight inf", "from,to,weight\na,b,inf\n", 2, 3, "not a finite number"),
    Case("weight 1e400", "from,to,weight\na,b,1e400\n", 2, 3, "too large"),
    Case("weight hex", "from,to,weight\na,b,0x1p3\n", 2, 3, "not a finite number"),
    Case("weight comma", "from;to;weight\na;b;1,5\n", 2, 3, "write a point, not a comma"),
    Case("weight full width", "from,to,weight\na,b,１２\n", 2, 3, "not a finite number"),
    Case("weight empty", "from,to,weight\na,b,\n", 2, 3, "weight is empty"),
    Case("weight negative", "from,to,weight\na,b,1\na,b,-1\n", 3, 3, "weight is negative: \"-1\""),
    Case("time words", "from,to,at\na,b,2020-01-01\na,b,yesterday\n", 3, 3, "time is not ISO 8601"),
    Case("time February 30", "from,to,at\na,b,2020-02-30\n", 2, 3, "time is not ISO 8601"),
    Case("time year 0", "from,to,at\na,b,0000-01-01\n", 2, 3, "time is not ISO 8601"),
    Case("date among numbers", "from,to,at\na,b,1\na,b,2\na,b,2020-01-01\n", 4, 3, "as the others are"),
    Case("epoch out of range", "from,to,at\na,b,-99999999999\n", 2, 3, "outside the years 1 to 9999"),
    Case(
      "long id", "from,to\na,b\na,\(String(repeating: "x", count: 4097))\n", 3, 2, "4097 bytes; the limit is 4096",
      exit: .limit),
    Case(
      "long field", "from,to,text\na,b,\(String(repeating: "x", count: 1 << 20 + 1))\n", 2, 3, "the limit is 1048576",
      exit: .limit),
    Case("duplicate names", "from,to,to\na,b,c\n", 1, nil, "columns 2 and 3 are both named \"to\""),
    Case("no relation", "width,height\n1,2\n", 1, nil, "no column is known to be \"from\" and \"to\""),
    Case("one column", "from\na\n", 1, nil, "only one column found"),
    Case("no file content", "", nil, nil, "is empty: expected a header or an edge"),
    Case("remarks only", "# a\n\n% b\n", nil, nil, "(3 lines, all blank or remarks)"),
  ]

  @Test(arguments: cases)
  func isSaidWithItsPlace(_ bad: Case) throws {
    let error = try #require(try failure(bad.text))
    #expect(error.diagnostic.message.contains(bad.says), "\(error.diagnostic.message)")
    #expect(error.diagnostic.place?.line == bad.line)
    #expect(error.diagnostic.place?.column == bad.column)
    #expect(error.exitCode == bad.exit)
  }

  @Test func rowsAreSkippedOrCollected() throws {
    let bad = (0..<30).map { "a,b,x\($0)" }.joined(separator: "\n")
    let text = "from,to,weight\na,b,1\n\(bad)\nc,d,2\nstray\n"
    let skipped = try reading(text) { $0.onBadRow = .skip }
    #expect(rows(skipped.log) == ["a|b|1.0", "c|d|2.0"])
    #expect(skipped.summary.badRows == 31)
    #expect(skipped.summary.rejects.count == 10)
    let collected = try reading(text) { $0.onBadRow = .collect }
    #expect(collected.summary.rejects.count == 31)
    #expect(collected.summary.rejects.map { $0.diagnostic.place?.line } == Array(3...32) + [34])
    #expect(collected.summary.rejects.last?.record == Array("stray".utf8))
    #expect(collected.log.people.strings == ["a", "b", "c", "d"])
  }

  @Test func theFirstBadRowWinsOnAnyNumberOfThreads() throws {
    var lines = (0..<4000).map { "a\($0),b\($0),\($0)" }
    lines[1234] = "a,b,-1"
    lines[1300] = "a,b"
    lines[3999] = "a,b,-3"
    let folder = try Folder()
    let path = try folder.write("w.csv", "from,to,weight\n" + lines.joined(separator: "\n"))
    let options = InputOptions(sources: [path])
    for threads in [1, 2, 3, 7] {
      let source = ByteSource(path, options: options)
      let error = #expect(throws: KithError.self) {
        try InteractionTableReader(blockBytes: 512).read(
          [source], options: options, execution: Execution(threads: threads))
      }
      #expect(error?.diagnostic.place == Place(file: path, line: 1236, column: 3, columnName: "weight"))
      #expect(error?.diagnostic.excerpt == "a,b,-1")
    }
  }

  @Test func endlessRecordHitsALimit() throws {
    let text = "from,to\na," + String(repeating: "x", count: 100_000)
    let error = try #require(try failure(text) { $0.limits.record = 50_000 })
    #expect(error.exitCode == .limit)
    #expect(error.diagnostic.place?.line == 2)
    let open = "from,to\na,b\nb,\"" + String(repeating: "x\n", count: 100_000)
    let quote = try #require(try failure(open) { $0.limits.record = 150_000 })
    #expect(quote.exitCode == .badData)
    #expect(quote.diagnostic.place?.line == 3)
    #expect(quote.diagnostic.message.contains("not closed within 150000 bytes"))
  }

  @Test func tooManyColumnsHitALimit() throws {
    let text = (0..<20_000).map { "c\($0)" }.joined(separator: ",") + "\n"
    let error = try #require(try failure(text))
    #expect(error.exitCode == .limit)
    #expect(error.diagnostic.message.contains("20000 columns"))
  }
}
