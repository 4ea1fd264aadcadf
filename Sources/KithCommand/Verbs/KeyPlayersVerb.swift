import ArgumentParser
import KithFoundation
import KithGraph
import KithInput
import KithMeasures
import KithOutput

struct KeyPlayersVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "key-players",
    abstract: "Choose the few people who together reach most others, or whose absence breaks the network most.",
    discussion: Example.text(
      [
        Example("Two people to tell, so that most hear of it.", "kith key-players comments.csv --count 2"),
        Example("The same, two steps on.", "kith key-players comments.csv --count 2 --steps 2"),
        Example("Whose absence would break it most?", "kith key-players comments.csv --count 2 --goal disrupt"),
      ],
      """
      The best group is not the group of the best: those at the top often reach the same people. Word runs from the
      addressed to those who address them. `kith explain key-players-reach` says more.
      """))

  enum Goal: String, CaseIterable, ExpressibleByArgument { case reach, disrupt }

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Network") var network: NetworkArguments

  @Option(help: "How many people to choose.")
  var count = 3

  @Option(help: "reach: who together reach most others; disrupt: whose absence takes the rest furthest apart.")
  var goal: Goal = .reach

  @Option(help: "How many relations away someone counts as reached. (default: 1)")
  var steps: Int?

  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  func validate() throws {
    if count < 1 { throw ValidationError("--count must be at least 1, not \(count)") }
    if let steps, steps < 1 { throw ValidationError("--steps must be at least 1, not \(steps)") }
    if steps != nil, goal == .disrupt { throw ValidationError("--steps goes with --goal reach") }
  }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let source = try LogInput(input, window, for: Self.self)
    let destination = output.destination
    try destination.check(inputs: source.options.sources)
    let reading = try source.read(session)
    let graph = try network.graph(reading.log, session)
    let players = KeyPlayers(count: count, goal: goal == .reach ? .reach : .fragmentation, steps: steps ?? 1)
    let found = try players.select(in: graph, execution: session.execution)
    session.talk.note(summary(found, of: graph.nodeCount))
    try destination.write(Self.table(found, players.info, reading.log.people), session: session)
    return source.exitCode(after: reading)
  }

  private func summary(_ found: KeyPlayerSet, of people: Int) -> String {
    let method =
      switch found.method {
      case .exact: "every group was tried"
      case .greedyAndSwaps: "found step by step: there may be a better group"
      }
    let ties = found.ties.map { $0 > 1 ? "; \(grouped($0)) groups are as good" : "" } ?? ""
    let told =
      goal == .reach
      ? "together within \(counted(steps ?? 1, "step")) of \(grouped(Int(found.value))) of "
        + "\(counted(people, "person", "people")), themselves included"
      : "without them fragmentation is \(TerminalLayout.real(found.value)), with them "
        + TerminalLayout.real(found.baseline)
    return "\(told) (\(method)\(ties))"
  }

  /// A row a person; what holds of the group stands in each.
  private static func table(_ found: KeyPlayerSet, _ info: MeasureInfo, _ people: NameTable) -> Table {
    let each = { (value: Double) in ScoreColumns.values(found.nodes.map { _ in value }) }
    let isReach = found.goal == .reach
    return Table(
      schema: "kith.key_players/1",
      columns: [
        Table.Column("id", .names(people, codes: found.nodes.map { UInt32($0) }), note: "in the order of ids"),
        Table.Column(
          isReach ? "reached" : "fragmentation", each(found.value), note: "of the group. " + info.convention),
        Table.Column("baseline", each(found.baseline), note: "the same without choosing anyone"),
        Table.Column(
          "method", .text(found.nodes.map { _ in found.method.rawValue }),
          note: "exact: every group was tried; greedy + swaps: there may be a better one"),
        Table.Column(
          "ties", .integers(found.nodes.map { _ in found.ties ?? .min }),
          note: "groups as good as this, itself included",
          missing: "not every group was tried"),
      ])
  }
}
