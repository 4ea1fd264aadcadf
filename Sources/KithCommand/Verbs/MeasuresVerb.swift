import ArgumentParser
import KithFoundation
import KithMeasures
import KithOutput

struct MeasuresVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "measures",
    abstract: "List the measures, or explain some: what they answer, their convention, cost and source.",
    discussion: Example.text([
      Example("Which measures are there?", "kith measures"),
      Example("What exactly is this number?", "kith measures pagerank"),
      Example("For a methods section.", "kith measures pagerank in-degree --format markdown"),
    ]))

  @Argument(help: "Measures to explain.", completion: .list(MeasureRegistry.all.map(\.name)))
  var names: [String] = []

  @Option(name: [.short, .long], help: "How the list is written.")
  var format: OutputArguments.Format?

  @OptionGroup(title: "Run") var run: RunArguments

  var speaksJSON: Bool { format == .json || format == .jsonl }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let chosen = try names.map { try MeasureArgument.info(of: $0) }
    let destination = Destination(format: format)
    if destination.effectiveFormat != .table {
      try destination.write(Self.table(of: chosen.isEmpty ? MeasureRegistry.all : chosen), session: session)
    } else if chosen.isEmpty {
      let table = TerminalTable(
        header: ["measure", "question"], rows: MeasureRegistry.all.map { [$0.name, $0.question] })
      try session.write(table.lines(width: Terminal.width(of: 1)).joined(separator: "\n") + "\n")
      if session.talk.isTerminal { session.talk.note("next: kith measures \(MeasureRegistry.all[0].name)") }
    } else {
      let width = Terminal.width(of: 1) ?? 100
      try session.write(chosen.map { Self.sheet($0, width: width) }.joined(separator: "\n"))
    }
    return .success
  }

  private static func table(of measures: [MeasureInfo]) -> Table {
    Table(
      schema: "kith.measures/1",
      columns: [
        Table.Column("name", .text(measures.map(\.name))), Table.Column("title", .text(measures.map(\.title))),
        Table.Column("question", .text(measures.map(\.question))),
        Table.Column("convention", .text(measures.map(\.convention))),
        Table.Column("complexity", .text(measures.map(\.complexity))),
        Table.Column("citation", .text(measures.map(\.citation))),
      ])
  }

  private static func sheet(_ measure: MeasureInfo, width: Int) -> String {
    let facts = [
      ("question", measure.question), ("convention", measure.convention), ("cost", measure.complexity),
      ("source", measure.citation),
    ]
    let lines = facts.flatMap { name, text in
      Wrapping.lines(
        "  " + TextWidth.padded(name, to: 10) + "  ", indent: 14, words: text.split(separator: " ").map(String.init),
        width: width)
    }
    return (["\(measure.title) (\(measure.name))"] + lines).map { $0 + "\n" }.joined()
  }
}
