import KithFoundation
import Testing

@testable import KithInput

@Suite struct ColumnRolesTests {
  func roles(_ header: String, _ change: (inout InputOptions) -> Void = { _ in }) throws -> [String] {
    var options = InputOptions(sources: [])
    change(&options)
    let names = header.split(separator: ",").map(String.init)
    let roles = try ColumnRoles(header: names, fieldCount: names.count, options: options, place: Place(file: "t"))
    return roles.uses(columns: names).map { "\($0.role.rawValue)=\($0.column)" }
  }

  @Test func namesAreKnown() throws {
    #expect(try roles("Source,Target,Weight") == ["from=Source", "to=Target", "weight=Weight"])
    #expect(
      try roles("작성자,대상,작성일시,채널,게시물,내용") == ["from=작성자", "to=대상", "at=작성일시", "channel=채널", "item=게시물", "text=내용"])
    #expect(
      try roles("id,parent_id,author,target,channel,timestamp,text") == [
        "id=id", "parent=parent_id", "from=author", "to=target", "channel=channel", "at=timestamp", "text=text",
      ])
    #expect(
      try roles("user_id,reply_to,Created At,type") == ["from=user_id", "to=reply_to", "at=Created At", "kind=type"])
  }

  @Test func namesAndPositionsCanBeGiven() throws {
    #expect(try roles("x,y,z") { $0.columns = ColumnMapping(from: "z", to: "2") } == ["to=y", "from=z"])
    #expect(try roles("from,to,other") { $0.columns.to = "other" } == ["from=from", "to=other"])
  }

  @Test func slipsAreMended() throws {
    let error = #expect(throws: KithError.self) { try roles("author,target") { $0.columns.from = "auther" } }
    #expect(error?.diagnostic.help == "did you mean \"author\"?")
    let missing = try #require(try failure("autor,target\na,b\n"))
    #expect(missing.diagnostic.message.contains("the columns are \"autor\", \"target\""))
    #expect(missing.diagnostic.help?.contains("--from \"autor\"") == true)
  }

  @Test func columnListNamesRolesInOrder() throws {
    let log = try reading("1 2 100 RT\n3 1 200 RE\n") { $0.columnList = ["from", "to", "at", "kind"] }.log
    #expect(rows(log) == ["1|2|1970-01-01T00:01:40Z|share", "3|1|1970-01-01T00:03:20Z|reply"])
    #expect(try rows(reading("x,1,2\n") { $0.columnList = ["_", "to", "from"] }.log) == ["2|1"])
    #expect(try rows(reading("Source,Target\n1,2\n") { $0.columnList = ["from", "to"] }.log) == ["1|2"])
    #expect(
      try failure("1,2\n") { $0.columnList = ["from", "to", "at"] }?.diagnostic.message.contains("--columns names 3")
        == true)
    #expect(
      try failure("1,2\n") { $0.columnList = ["form", "to"] }?.diagnostic.help?.contains("did you mean from?") == true)
  }

  @Test func headerlessNumbersAreGuessedWithAWarning() throws {
    let reading = try reading("# FromNodeId\tToNodeId\n% more\n1\t2\n3\t1\n")
    #expect(rows(reading.log) == ["1|2", "3|1"])
    #expect(reading.summary.warnings.map(\.code) == ["W207"])
    #expect(reading.log.evidence[0].line == 3)
    let konect = try KithInputTests.reading("% asym positive\n1 2 4 1082008561\n")
    #expect(rows(konect.log) == ["1|2|2004-04-15T05:56:01Z|4.0"])
  }

  @Test func blanksSeparateInRunsAndRemarksMayFollow() throws {
    #expect(try rows(reading("  1   2 \r\n# remark\n\n3\t 4\n").log) == ["1|2", "3|4"])
  }

  @Test func delimiterMustBeOneByte() throws {
    for bad in ["ab", "\n", "\"", "é", ""] {
      #expect(try failure("from,to\na,b\n") { $0.delimiter = bad }?.exitCode == .usage)
    }
    #expect(try rows(reading("from~to\na~b\n") { $0.delimiter = "~" }.log) == ["a|b"])
  }

  @Test func tabTextMayStartWithAStrayQuote() throws {
    let log = try reading("author\ttarget\ttext\na\tb\t\"unbalanced\nc\td\tplain\n") { $0.keepsText = true }.log
    #expect(rows(log) == ["a|b|\"unbalanced", "c|d|plain"])
    let quotation = try reading("author\ttarget\ttext\na\tb\t\"whole\"\nc\td\tplain\n") { $0.keepsText = true }.log
    #expect(rows(quotation) == ["a|b|\"whole\"", "c|d|plain"])
    let doubled = try reading("author\ttarget\ttext\na\tb\t\"a \"\"b\"\"\"\n") { $0.keepsText = true }.log
    #expect(rows(doubled) == ["a|b|a \"b\""])
    let all = try reading("\"author\"\t\"target\"\n\"a\"\t\"b\"\n").log
    #expect(rows(all) == ["a|b"])
    let quoted = try reading("author\ttarget\ttext\na\tb\t\"tab\there\"\nc\td\tplain\n") { $0.keepsText = true }.log
    #expect(rows(quoted) == ["a|b|tab\there", "c|d|plain"])
  }

  @Test func headerOnlyIsAnEmptyLog() throws {
    let reading = try reading("from,to\n")
    #expect(reading.log.count == 0)
    #expect(reading.summary.files[0].hasHeader == true)
  }

  @Test func dataTakenAsHeaderWarns() throws {
    let reading = try reading("1,2\n3,4\n") {
      $0.hasHeader = true
      $0.columns = ColumnMapping(from: "1", to: "2")
    }
    #expect(reading.summary.warnings.map(\.code) == ["W209"])
  }
}
