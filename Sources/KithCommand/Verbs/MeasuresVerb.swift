import ArgumentParser
import KithFoundation
import KithMeasures
import KithOutput

struct MeasuresVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "measures",
    abstract: "List the measures by what they give, or explain some.",
    discussion: Example.text([
      Example("Which measures are there?", "kith measures"),
      Example("What exactly is this number?", "kith measures pagerank"),
      Example("All of them as a page.", "kith measures --format markdown"),
      Example("For a script.", "kith measures --format json"),
    ]))

  @Argument(help: "Measures to explain.", completion: .list(MeasureRegistry.all.map(\.name)))
  var names: [String] = []

  @Option(name: [.short, .long], help: "How the list is written.")
  var format: OutputArguments.Format?

  @OptionGroup(title: "Run") var run: RunArguments

  var speaksJSON: Bool { format == .json || format == .jsonl }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    if !names.isEmpty { return try ExplainVerb.explain(names, format: format, session) }
    let destination = Destination(format: format)
    switch destination.effectiveFormat {
    case .table:
      try session.write(MeasureSheet.list(width: Terminal.width(of: 1)))
      if session.talk.isTerminal { session.talk.note("next: kith explain \(MeasureRegistry.all[0].name)") }
    case .markdown: try session.write(MeasureSheet.page)
    default: try destination.write(MeasureSheet.table(of: MeasureRegistry.all), session: session)
    }
    return .success
  }
}
