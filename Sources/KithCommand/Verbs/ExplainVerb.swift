import ArgumentParser
import KithFoundation
import KithMeasures
import KithOutput

struct ExplainVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain measures: what they answer, their convention, needs, cost and source.",
    discussion: Example.text([
      Example("What exactly is this number?", "kith explain pagerank"),
      Example("Two side by side, for a methods section.", "kith explain pagerank in-degree --format markdown"),
      Example("For a script.", "kith explain leiden --format json"),
    ]))

  @Argument(
    help: "Measures to explain; `kith measures` lists them.", completion: .list(MeasureRegistry.all.map(\.name)))
  var names: [String]

  @Option(name: [.short, .long], help: "How it is written.")
  var format: OutputArguments.Format?

  @OptionGroup(title: "Run") var run: RunArguments

  var speaksJSON: Bool { format == .json || format == .jsonl }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    try Self.explain(names, format: format, session)
  }

  static func explain(
    _ names: [String], format: OutputArguments.Format?, _ session: Session
  ) throws -> KithFoundation.ExitCode {
    let chosen = try names.map { try MeasureRequest.entry($0).info }
    let destination = Destination(format: format)
    if destination.effectiveFormat == .table {
      let width = Terminal.width(of: 1) ?? 100
      try session.write(chosen.map { MeasureSheet.text($0, width: width) }.joined(separator: "\n"))
    } else {
      try destination.write(MeasureSheet.table(of: chosen), session: session)
    }
    return .success
  }
}
