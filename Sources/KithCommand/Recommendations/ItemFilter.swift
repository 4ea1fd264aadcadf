import ArgumentParser
import Foundation
import KithFoundation
import KithInput

/// One condition on an attribute of items, as typed: `genre=jazz`, `price<=20`.
struct ItemFilter {
  enum Comparison: String {
    case equal = "="
    case different = "!="
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="
  }

  let text: String
  let column: String
  let comparison: Comparison
  let value: String

  init(_ text: String) throws {
    let isOperator = { (character: Character) in "!<>=".contains(character) }
    let column = text.prefix { !isOperator($0) }
    let rest = text.dropFirst(column.count)
    let sign = rest.prefix(rest.dropFirst().first == "=" && rest.first != "=" ? 2 : 1)
    self.column = column.trimmingCharacters(in: .whitespaces)
    guard let comparison = Comparison(rawValue: String(sign)), !self.column.isEmpty else {
      throw ValidationError("--filter takes a column, a comparison and a value, such as 'genre=jazz', not \"\(text)\"")
    }
    self.text = text
    self.comparison = comparison
    value = rest.dropFirst(sign.count).trimmingCharacters(in: .whitespaces)
  }

  /// By row of the table, whether it holds.
  ///
  /// Text is compared without regard to case or to how letters are composed; numbers by value. What is larger or
  /// smaller is told by numbers where the column holds them, else by the order of the text, which suits dates. An unknown
  /// attribute is different from everything, equal to `column=` alone, and neither larger nor smaller. E705 (exit 64)
  /// for a column that is not there, E453 (exit 65) for a cell that is no number among numbers.
  func holds(in table: ItemTable) throws -> [Bool] {
    let cells = try table.column(named: column)
    let (wanted, number) = (FoldedText(value), Double(value))
    let isSame = { (cell: String) in
      FoldedText(cell) == wanted || number != nil && Double(cell) == number
    }
    switch comparison {
    case .equal: return cells.values.map(isSame)
    case .different: return cells.values.map { !isSame($0) }
    case .less, .atMost, .more, .atLeast: break
    }
    let hasNumbers = cells.values.contains { Double($0)?.isFinite ?? false }
    return try cells.values.enumerated().map { row, cell in
      if cell.isEmpty { return false }
      guard let number, hasNumbers else { return holds(FoldedText(cell).text, wanted.text) }
      guard let mine = Double(cell), mine.isFinite else {
        throw KithError(
          .badData,
          Diagnostic(
            "E453", "the \(column) of \(table.ids[row]) is \"\(cell)\", not a number",
            help: "write numbers such as 1200 or 0.5, and leave a cell empty where it is not known"))
      }
      return holds(mine, number)
    }
  }

  private func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool {
    switch comparison {
    case .less: a < b
    case .atMost: a <= b
    case .more: a > b
    case .atLeast: a >= b
    case .equal: a == b
    case .different: a != b
    }
  }

  /// What to try instead, when no item holds.
  func advice(in table: ItemTable) throws -> String {
    let known = try table.column(named: column).values.filter { !$0.isEmpty }
    var counts: [String: Int] = [:]
    for value in known { counts[value, default: 0] += 1 }
    let common = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    if comparison == .equal, let near = Suggestion.nearest(to: value, in: common) { return "did you mean \"\(near)\"?" }
    let numbers = known.compactMap(Double.init)
    if !numbers.isEmpty, numbers.count == known.count, let least = numbers.min(), let most = numbers.max() {
      return "\(column) runs from \(TerminalLayout.real(least)) to \(TerminalLayout.real(most))"
    }
    if common.isEmpty { return "no item has a \(column)" }
    return "\(column) is \(common.prefix(8).joined(separator: ", "))" + (common.count > 8 ? " and more" : "")
  }
}

/// Text without regard to case or to how letters are composed.
struct FoldedText: Equatable {
  let text: String

  init(_ text: String) { self.text = text.precomposedStringWithCanonicalMapping.lowercased() }

}

extension ItemTable {
  /// An attribute, or the ids, by the name typed; E705 (exit 64) with the nearest where there is none.
  func column(named name: String) throws -> Column {
    if let column = columns.first(where: { $0.name == name }) { return column }
    let names = columns.map(\.name)
    throw KithError(
      .usage,
      Diagnostic(
        "E705", "the table of items has no column \"\(name)\"",
        help: Suggestion.nearest(to: name, in: names).map { "did you mean \"\($0)\"?" }
          ?? "its columns are \(names.joined(separator: ", "))"))
  }
}
