import KithFoundation
import KithOutput

/// A result table as it is shown to people: reals to four significant digits, times to the second.
enum TerminalLayout {
  static func table(_ table: Table) -> TerminalTable {
    let columns = table.columns.indices
    return TerminalTable(
      header: table.columns.map(\.name),
      rows: (0..<table.rowCount).map { row in columns.map { cell(table, row: row, column: $0) } },
      alignment: table.columns.map { column in
        switch column.values {
        case .integers, .reals, .written: .right
        case .times: .whole
        case .text, .names: .left
        }
      })
  }

  private static func cell(_ table: Table, row: Int, column: Int) -> String {
    switch table.columns[column].values {
    case .integers(let cells): cells[row] == .min ? "" : grouped(cells[row])
    case .reals(let cells), .written(let cells, _): cells[row].isFinite ? real(cells[row]) : ""
    case .times(let cells): cells[row] == Timestamp.missing ? "" : time(Timestamp(milliseconds: cells[row]))
    default: table.cell(row: row, column: column) ?? ""
    }
  }

  /// `2026-06-01 02:00` (UTC), with seconds where there are any.
  static func time(_ time: Timestamp) -> String {
    let text = time.iso8601
    let hasSeconds = time.milliseconds % 60_000 != 0
    return "\(time.date) \(text.dropFirst(11).prefix(hasSeconds ? 8 : 5))"
  }

  /// Four significant digits, without an exponent unless there is no other way: `0.09704`, `231`, `1.2e-12`.
  static func real(_ value: Double) -> String {
    let size = value.magnitude
    if size == 0 { return "0" }
    if size >= 1e15 || size < 1e-9 { return rounded(value, digits: 4).description }
    if size >= 9999.5 { return grouped(Int(value.rounded())) }
    var digits = 3
    var scaled = size
    while scaled >= 10, digits > 0 { (digits, scaled) = (digits - 1, scaled / 10) }
    while scaled < 1 { (digits, scaled) = (digits + 1, scaled * 10) }
    return fixed(value, digits: digits)
  }

  private static func rounded(_ value: Double, digits: Int) -> Double {
    var scale = 1.0
    while (value * scale).magnitude < 1000 { scale *= 10 }
    return (value * scale).rounded() / scale
  }

  /// With up to `digits` decimals, trailing zeros dropped.
  static func fixed(_ value: Double, digits: Int) -> String {
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let units = Int((value.magnitude * Double(scale)).rounded())
    var fraction = String(units % scale)
    fraction = String(repeating: "0", count: max(0, digits - fraction.count)) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let whole = grouped(units / scale)
    return (value < 0 ? "-" : "") + (digits == 0 || fraction.isEmpty ? whole : whole + "." + fraction)
  }
}
