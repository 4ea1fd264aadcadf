import ArgumentParser
import KithFoundation
import KithGraph
import KithMeasures
import KithOutput

struct ScoresVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "scores",
    abstract: "Rank the people of a log: whom attention reaches, who is addressed, who acts.",
    discussion: Example.text(
      [
        Example("The ten people attention reaches most.", "kith scores comments.csv --top 10"),
        Example("Who answers most people?", "kith scores comments.csv --measure out-degree --kinds reply --top 10"),
        Example("Everybody's scores for a spreadsheet.", "kith scores comments.csv -o scores.csv --excel"),
      ],
      "Rows come best first by the first measure; equal scores share a rank. `kith measures` explains each measure."))

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  @Option(
    name: [.customLong("measure")],
    help: ArgumentHelp("Measures, separated by commas; the first one ranks.", valueName: "names"),
    completion: .list(MeasureRegistry.all.map(\.name)))
  var measures = "pagerank,in-degree,in-strength,out-degree,out-strength"

  @Option(help: "Only the best so many. (default: all; 20 on a terminal)")
  var top: Int?

  @Option(help: "PageRank's chance of following one more relation.")
  var damping = 0.85

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be at least 1, not \(top)") }
    if !(damping >= 0 && damping < 1) {
      throw ValidationError("--damping must be at least 0 and below 1, not \(damping)")
    }
  }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let names = measures.split(separator: ",").map(String.init)
    let infos = try names.map(MeasureArgument.info)
    guard let first = infos.first else { throw ValidationError("--measure names no measure") }
    let source = try LogInput(input, window, for: Self.self)
    let destination = output.destination
    try destination.check(inputs: source.options.sources)
    let reading = try source.read(session)
    let graph = Graph(reading.log, strength: window.strength, execution: session.execution)
    let all = try infos.map { try MeasureArgument.scores(of: $0, damping: damping, in: graph, session) }
    let ranks = all[0].ranks
    let table = Table(
      schema: "kith.scores/1",
      columns: [
        Table.Column("rank", .integers(ranks), note: "by \(first.name), 1 is the highest; equal scores share a rank"),
        Table.Column("id", .names(reading.log.people)),
      ]
        + all.map { scores in
          Table.Column(
            scores.measure.name.split(separator: "-").joined(separator: "_"), MeasureArgument.values(of: scores),
            note: scores.measure.convention)
        })
    let rows = all[0].top(top ?? graph.nodeCount)
    try destination.write(table.selecting(rows), session: session, atMost: top ?? 20)
    return source.exitCode(after: reading)
  }
}
