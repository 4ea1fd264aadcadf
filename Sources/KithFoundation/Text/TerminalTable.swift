/// A table for people to read in a terminal: aligned columns under a rule.
///
///     print(TerminalTable(header: ["id", "score"], rows: [["도토리", "0.12"]], alignment: [.left, .right])
///       .lines(width: 80).joined(separator: "\n"))
///
/// Cells are escaped (`TerminalText`) and measured in columns (`TextWidth`). Where the table is
/// wider than `width`, its widest text columns give way first and cut cells end in `…`. O(cells).
public struct TerminalTable: Sendable {
  public enum Alignment: Sendable {
    /// Text, cut where space is short.
    case left
    /// Dates and codes: left, never cut.
    case whole
    /// Numbers: right, never cut.
    case right
  }

  public var header: [String]
  public var rows: [[String]]
  /// One a column; missing ones are left.
  public var alignment: [Alignment]

  public init(header: [String], rows: [[String]], alignment: [Alignment] = []) {
    self.header = header
    self.rows = rows
    self.alignment = alignment
  }

  /// The header, a rule and the rows; `width` nil means as wide as it needs.
  public func lines(width: Int?) -> [String] {
    let cells = ([header] + rows).map { row in row.map(TerminalText.escaped) }
    let count = cells.map(\.count).max() ?? 0
    if count == 0 { return [] }
    let natural = (0..<count).map { column in
      cells.map { column < $0.count ? TextWidth.columns(of: $0[column]) : 0 }.max() ?? 0
    }
    let widths = fitted(natural, to: width)
    let render = { (row: [String]) -> String in
      let texts = (0..<count).map { column -> String in
        let text = TextWidth.truncated(column < row.count ? row[column] : "", to: widths[column])
        return TextWidth.padded(text, to: widths[column], leading: isRight(column))
      }
      return trimmedEnd(texts.joined(separator: "  "))
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return [render(cells[0]), rule] + cells.dropFirst().map(render)
  }

  private func isRight(_ column: Int) -> Bool { alignment(of: column) == .right }
  private func alignment(of column: Int) -> Alignment { column < alignment.count ? alignment[column] : .left }

  /// Takes columns away from the widest column that may be cut until the table fits, leaving each at least 6.
  private func fitted(_ natural: [Int], to width: Int?) -> [Int] {
    guard let width else { return natural }
    var widths = natural
    var excess = natural.reduce(0, +) + 2 * (natural.count - 1) - width
    while excess > 0 {
      let candidates = widths.indices.filter { alignment(of: $0) == .left && widths[$0] > 6 }
      guard let widest = candidates.max(by: { (widths[$0], $1) < (widths[$1], $0) }) else { break }
      let next = candidates.filter { $0 != widest }.map { widths[$0] }.max() ?? 6
      let cut = min(excess, max(1, widths[widest] - max(next, 6)))
      widths[widest] -= cut
      excess -= cut
    }
    return widths
  }

  private func trimmedEnd(_ text: String) -> String {
    var text = text
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
