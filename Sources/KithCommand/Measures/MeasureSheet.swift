import KithFoundation
import KithMeasures
import KithOutput

/// What is known of measures, for people and for files.
enum MeasureSheet {
  static func table(of measures: [MeasureInfo]) -> Table {
    Table(
      schema: "kith.measures/1",
      columns: [
        Table.Column("name", .text(measures.map(\.name))), Table.Column("title", .text(measures.map(\.title))),
        Table.Column(
          "result", .text(measures.map { (MeasureRegistry.entry($0.name)?.kind ?? .other).rawValue }),
          note: "what has a value: nodes are people"),
        Table.Column("question", .text(measures.map(\.question))),
        Table.Column("convention", .text(measures.map(\.convention))),
        Table.Column("needs", .text(measures.map(\.needs))),
        Table.Column(
          "command", .text(measures.map { MeasureRegistry.entry($0.name)?.command }), note: "without the input"),
        Table.Column("options", .text(measures.map { options(of: $0) }), missing: "it has none"),
        Table.Column("complexity", .text(measures.map(\.complexity))),
        Table.Column("citation", .text(measures.map(\.citation))),
      ])
  }

  /// `--damping, --restart`.
  static func options(of info: MeasureInfo) -> String? {
    guard let entry = MeasureRegistry.entry(info.name) else { return nil }
    let names = MeasureOption.allCases.filter { $0.isUsed(by: entry) }.map(\.name)
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }

  private static func facts(of measure: MeasureInfo) -> [(name: String, text: String)] {
    let entry = MeasureRegistry.entry(measure.name)
    let facts = [
      ("question", measure.question), ("convention", measure.convention), ("needs", measure.needs),
      ("command", entry?.command), ("options", options(of: measure)), ("cost", measure.complexity),
      ("source", measure.citation),
    ]
    return facts.compactMap { name, text in text.map { (name, $0) } }
  }

  static func text(_ measure: MeasureInfo, width: Int) -> String {
    let lines = facts(of: measure).flatMap { name, text in
      Wrapping.lines(
        "  " + TextWidth.padded(name, to: 10) + "  ", indent: 14, words: text.split(separator: " ").map(String.init),
        width: width)
    }
    return (["\(measure.title) (\(measure.name))"] + lines).map { $0 + "\n" }.joined()
  }

  /// Names and questions under a heading for each kind of result.
  static func list(width: Int?) -> String {
    let width = width ?? 100
    return groups.map { result, measures in
      let names = measures.map { TextWidth.columns(of: $0.name) }.max() ?? 0
      let lines = measures.flatMap { measure in
        Wrapping.lines(
          "  " + TextWidth.padded(measure.name, to: names) + "  ", indent: names + 4,
          words: measure.question.split(separator: " ").map(String.init), width: width)
      }
      return ([result.heading] + lines).map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }

  /// The measures by what they return, in the registry's order.
  private static var groups: [(MeasureInfo.Result, [MeasureInfo])] {
    MeasureInfo.Result.allCases.map { result in
      (result, MeasureRegistry.entries.filter { $0.kind == result }.map(\.info))
    }
    .filter { !$0.1.isEmpty }
  }

  /// The page of all measures: `Documentation/Measures.md`.
  static var page: String {
    var page = """
      # Measures

      Every measure of Kith: what it answers, what its numbers mean, what it needs and costs, where it comes from.
      `kith explain NAME` shows one in the terminal. An edge a → b says that a addressed b; a weight is a strength,
      never a length.

      <!-- Made by `make docs`; a test compares. -->


      """
    for (result, measures) in groups {
      page += "## \(result.heading.replacing(" (", with: " (`").replacing(")", with: "`)"))\n\n"
      page += "| measure | question |\n|---|---|\n"
      page += measures.map { "| [`\($0.name)`](#\($0.name)) | \(MarkdownText.escaped($0.question)) |\n" }.joined()
      for measure in measures { page += "\n" + section(measure) }
      page += "\n"
    }
    return String(page.dropLast())
  }

  private static func section(_ measure: MeasureInfo) -> String {
    "### \(measure.name)\n\n**\(MarkdownText.escaped(measure.title))**\n\n"
      + facts(of: measure).map { name, text in
        let isCode = name == "command" || name == "options"
        return "- \(name): \(isCode ? "`\(text)`" : MarkdownText.escaped(text))\n"
      }.joined()
  }
}
