import KithFoundation
import KithInput

/// An inspection for people at a terminal.
struct InspectionSheet {
  let inspection: Inspection
  let colored: Bool
  let width: Int

  func text() -> String {
    (files + [""] + facts + [""] + questions).map { $0 + "\n" }.joined()
  }

  private func bold(_ text: String) -> String { colored ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private var files: [String] {
    inspection.summary.files.flatMap { file -> [String] in
      var facts = [ByteCount.text(file.bytes), file.format.typedName]
      if let delimiter = file.delimiter { facts.append("separated by \(delimiter)") }
      facts.append(file.encoding + (file.isCompressed ? " in gzip" : ""))
      if let hasHeader = file.hasHeader { facts.append(hasHeader ? "header" : "no header") }
      facts.append(counted(file.rows, "row"))
      let name = file.path == "-" ? "standard input" : TerminalText.escaped(file.path)
      var lines = [bold(name) + "  " + facts.joined(separator: ", ")]
      if !file.roles.isEmpty {
        lines += listed(
          "columns", file.roles.map { $0.column == $0.role.rawValue ? $0.column : "\($0.column) → \($0.role.rawValue)" }
        )
      }
      let used = Set(file.roles.map(\.position))
      let unused = file.columns.indices.filter { !used.contains($0 + 1) }.map { file.columns[$0] }
      if !unused.isEmpty { lines += listed("not used", unused) }
      if let form = file.timeForm { lines += listed("times", [form]) }
      return lines
    }
  }

  private var facts: [String] {
    let period = inspection.period.map { ", \(Self.span($0))" } ?? ""
    var lines = [
      bold(
        "\(counted(inspection.interactions, "interaction")) between \(counted(inspection.people, "person", "people"))\(period)"
      )
    ]
    lines += listed(
      "people", ["\(grouped(inspection.actors)) act", "\(grouped(inspection.addressed)) are addressed"])
    lines += listed("relations", ["\(grouped(inspection.relations)) pairs (a addressed b)"])
    if !inspection.kinds.isEmpty { lines += listed("kinds", shares(inspection.kinds)) }
    if !inspection.channels.isEmpty { lines += listed("channels", shares(inspection.channels)) }
    if let items = inspection.items { lines += listed("items", [grouped(items)]) }
    if let weights = inspection.weights {
      lines += listed(
        "weights",
        ["\(TerminalLayout.real(Double(weights.lowerBound))) to \(TerminalLayout.real(Double(weights.upperBound)))"])
    }
    let left = Self.leftOut(inspection.summary)
    if !left.isEmpty { lines += listed("left out", left.map { "\(grouped($0.count)) \($0.name)" }) }
    return lines
  }

  private var questions: [String] {
    let ready = inspection.questions.filter { $0.need == nil }
    let lacking = inspection.questions.filter { $0.need != nil }
    let column = 2 + 2 + (inspection.questions.map { TextWidth.columns(of: $0.text) }.max() ?? 0) + 2
    var lines: [String] = []
    if !ready.isEmpty {
      lines.append(bold("It can answer"))
      lines += ready.flatMap { line("✓", "32", $0.text, "kith \($0.verb)", column) }
    }
    if !lacking.isEmpty {
      lines.append(bold("It could, with more columns"))
      lines += lacking.flatMap { line("✗", "31", $0.text, "add \($0.need ?? "")", column) }
    }
    return lines
  }

  /// What was met and left out of the graph, as counts with words.
  static func leftOut(_ summary: ReadingSummary) -> [Inspection.Share] {
    [
      Inspection.Share(name: "to oneself", count: summary.selfEdges),
      Inspection.Share(name: "addressed to nobody", count: summary.withoutTarget),
      Inspection.Share(name: "by nobody known", count: summary.withoutActor),
      Inspection.Share(name: "of other kinds", count: summary.filteredByKind),
      Inspection.Share(name: "outside the window", count: summary.filteredByWindow),
      Inspection.Share(name: "that cannot be read", count: summary.badRows),
    ].filter { $0.count > 0 }
  }

  static func span(_ period: ClosedRange<Timestamp>) -> String {
    let (first, last) = (period.lowerBound.date, period.upperBound.date)
    return first == last ? "on \(first)" : "\(first) to \(last)"
  }

  private func shares(_ all: [Inspection.Share]) -> [String] {
    let most = all.prefix(8).map { "\($0.name) \(grouped($0.count))" }
    return most + (all.count > 8 ? ["and \(grouped(all.count - 8)) more"] : [])
  }

  private func line(_ mark: String, _ color: String, _ text: String, _ rest: String, _ column: Int) -> [String] {
    let sign = colored ? "\u{1B}[\(color)m\(mark)\u{1B}[0m" : mark
    return Wrapping.lines(
      "  \(sign) " + TextWidth.padded(text, to: column - 4), indent: column,
      words: rest.split(separator: " ").map(String.init), width: width)
  }

  /// `  name      a · b · c`, continued under the first value.
  private func listed(_ name: String, _ values: [String]) -> [String] {
    Wrapping.lines(
      "  " + TextWidth.padded(name, to: 10) + " ", indent: 13, words: values.map(TerminalText.escaped),
      separator: " · ", width: width)
  }
}
