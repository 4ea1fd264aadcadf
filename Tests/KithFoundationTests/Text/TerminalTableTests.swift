import Testing

@testable import KithFoundation

struct TerminalTableTests {
  @Test func alignsByColumns() {
    let table = TerminalTable(
      header: ["id", "score"], rows: [["도토리", "0.5"], ["b", "12.25"]], alignment: [.left, .right])
    #expect(
      table.lines(width: nil) == [
        "id      score",
        "──────  ─────",
        "도토리    0.5",
        "b       12.25",
      ])
  }

  @Test func theWidestTextGivesWayAndNumbersStay() {
    let table = TerminalTable(
      header: ["name", "word", "n"], rows: [[String(repeating: "가", count: 20), "short", "123456789"]],
      alignment: [.left, .left, .right])
    let lines = table.lines(width: 40)
    #expect(lines.allSatisfy { TextWidth.columns(of: $0) <= 40 })
    #expect(lines[2].hasSuffix("…   short  123456789"))
  }

  @Test func hostileCellsAreInert() {
    let lines = TerminalTable(header: ["id"], rows: [["\u{1B}]0;x\u{7}\nnext"]]).lines(width: 80)
    #expect(lines[2] == "\\u{1b}]0;x\\u{7}\\u{a}next")
  }

  @Test func emptyAndRaggedTables() {
    #expect(TerminalTable(header: [], rows: []).lines(width: 10) == [])
    #expect(TerminalTable(header: ["a"], rows: []).lines(width: 10) == ["a", "─"])
    #expect(TerminalTable(header: ["a", "b"], rows: [["1"]]).lines(width: nil).last == "1")
  }
}
