import Foundation
import KithFoundation
import KithGraph
import KithOutput
import Testing

@Suite struct TableTests {
  let table = Table(
    schema: "kith.scores/1",
    columns: [
      Table.Column("id", .names(NameTable(["a,b", "say \"hi\"", "=1+1", "한글\n줄", ""]))),
      Table.Column("score", .reals([0.5, 1e-7, .nan, 2, -1]), unit: "share", missing: "not reached"),
      Table.Column("count", .integers([1, -2, .min, 4, 5])),
      Table.Column("first", .times([0, Timestamp.missing, 1_500, 0, 0])),
      Table.Column("note", .text([nil, "", "＝x", "tab\there", "@me"])),
    ])

  func text(_ format: TableFormat, isForExcel: Bool = false) -> String {
    String(decoding: table.bytes(as: format, writing: TableWriting(isForExcel: isForExcel)), as: UTF8.self)
  }

  @Test func csv() {
    #expect(
      text(.csv) == """
        id,score,count,first,note
        "a,b",0.5,1,1970-01-01T00:00:00Z,
        "say ""hi\""",0.0000001,-2,,""
        =1+1,,,1970-01-01T00:00:01.500Z,＝x
        "한글
        줄",2,4,1970-01-01T00:00:00Z,tab\there
        "",-1,5,1970-01-01T00:00:00Z,@me

        """)
  }

  @Test func numbersStayAsTheyWereWritten() {
    let texts = NameTable(["0.50", "1e0", "", "-3"])
    let table = Table(
      schema: "t/1", columns: [Table.Column("x", .written([0.5, 1, .nan, -3], texts), missing: "none")])
    let file = { (format: TableFormat) in String(decoding: table.bytes(as: format), as: UTF8.self) }
    #expect(
      file(.csv) == "x\n0.50\n1e0\n\n-3\n" && file(.jsonl) == "{\"x\":0.5}\n{\"x\":1}\n{\"x\":null}\n{\"x\":-3}\n")
    #expect(file(.markdown).contains("---: |\n| 0.50 |\n| 1e0 |\n| |"))
    let some = table.selecting([3, 0])
    #expect(
      String(decoding: some.bytes(as: .tsv), as: UTF8.self) == "x\n-3\n0.50\n" && some.cell(row: 1, column: 0) == "0.50"
    )
  }

  @Test func csvForExcelGuardsTextAndLeavesNumbers() {
    let text = text(.csv, isForExcel: true)
    #expect(text.unicodeScalars.first == "\u{FEFF}")
    #expect(text.contains("\"'=1+1\",,"))
    #expect(text.contains("\"'＝x\""))
    #expect(text.contains("\"'@me\""))
    #expect(text.contains("\"\",-1,5"))
  }

  @Test(arguments: ["=a", "+a", "-a", "@a", "\ta", "\ra", "＝a", "＋a", "－a", "＠a"])
  func everyFormulaOpenerIsGuarded(label: String) {
    let table = Table(schema: "s", columns: [Table.Column("c", .text([label]))])
    let guarded = String(decoding: table.bytes(as: .csv, writing: TableWriting(isForExcel: true)), as: UTF8.self)
    #expect(guarded.contains("\"'" + label))
    #expect(!String(decoding: table.bytes(as: .csv), as: UTF8.self).contains("'"))
  }

  @Test func tsv() {
    #expect(
      text(.tsv).hasSuffix("한글\\n줄\t2\t4\t1970-01-01T00:00:00Z\ttab\\there\n\t-1\t5\t1970-01-01T00:00:00Z\t@me\n"))
  }

  @Test func json() throws {
    let parsed = try #require(
      try JSONSerialization.jsonObject(with: Data(table.bytes(as: .json))) as? [String: Any])
    #expect(parsed["schema"] as? String == "kith.scores/1")
    let rows = try #require(parsed["rows"] as? [[String: Any]])
    #expect(rows.count == 5)
    #expect(rows[2]["score"] is NSNull)
    #expect(rows[2]["count"] is NSNull)
    #expect(rows[3]["id"] as? String == "한글\n줄")
    #expect((parsed["columns"] as? [[String: Any]])?[1]["missing"] as? String == "not reached")
  }

  @Test func jsonLines() throws {
    let lines = text(.jsonl).split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[1] == #"{"id":"say \"hi\"","score":0.0000001,"count":-2,"first":null,"note":""}"#)
  }

  @Test func markdown() {
    #expect(
      text(.markdown).hasPrefix(
        """
        | id | score | count | first | note |
        | --- | ---: | ---: | --- | --- |
        | a,b | 0.5 | 1 | 1970-01-01T00:00:00Z | |
        """))
    #expect(text(.markdown).split(separator: "\n").count == 7)
  }

  @Test func emptyTablesAreValid() throws {
    let empty = Table(schema: "s/1", columns: [Table.Column("a", .integers([]))])
    #expect(String(decoding: empty.bytes(as: .csv), as: UTF8.self) == "a\n")
    #expect(empty.bytes(as: .jsonl).isEmpty)
    _ = try JSONSerialization.jsonObject(with: Data(empty.bytes(as: .json)))
  }

  @Test func selectsRows() {
    #expect(table.selecting([3, 0]).cell(row: 1, column: 0) == "a,b")
    #expect(table.prefix(2).rowCount == 2)
    #expect(table.prefix(99).rowCount == 5)
    #expect(table.cell(row: 2, column: 2) == nil)
  }
}
