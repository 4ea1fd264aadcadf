import ArgumentParser
import KithFoundation
import KithGraph
import KithMeasures
import KithOutput

struct CommunitiesVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "communities",
    abstract: "Find groups of people who interact more among themselves than chance would have it.",
    discussion: Example.text(
      [
        Example("The communities, largest first.", "kith communities comments.csv"),
        Example("Who belongs where.", "kith communities comments.csv --members -o members.csv"),
        Example("More and smaller ones.", "kith communities comments.csv --resolution 2"),
      ],
      "Leiden on the undirected weighted graph; communities are numbered from 1, largest first."))

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Network") var network: NetworkArguments
  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  enum Method: String, CaseIterable, ExpressibleByArgument { case leiden, components }

  @Option(help: "leiden, or components: groups connected by any chain of interactions.")
  var method: Method = .leiden

  @Option(help: "Above 1 finds more and smaller communities, below 1 fewer and larger ones.")
  var resolution = 1.0

  @Option(help: "Independent attempts, of which the best modularity wins. (default: 10 up to 200,000 edges, else 1)")
  var runs: Int?

  @Flag(help: "List every person with their community instead.")
  var members = false

  @Option(help: "Only the first so many rows. (default: all; 20 on a terminal)")
  var top: Int?

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be at least 1, not \(top)") }
    if !(resolution > 0 && resolution.isFinite) {
      throw ValidationError("--resolution must be above 0, not \(resolution)")
    }
    if let runs, runs < 1 || runs > 1000 { throw ValidationError("--runs must be between 1 and 1000, not \(runs)") }
  }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let source = try LogInput(input, window, for: Self.self)
    let destination = output.destination
    try destination.check(inputs: source.options.sources)
    let reading = try source.read(session)
    let graph = try network.graph(reading.log, session)
    let partition = try partition(of: graph, session)
    let scores = members ? nil : try PageRank().scores(in: graph, execution: session.execution)
    let table =
      scores.map { Self.table(partition, $0, reading.log.people) } ?? Self.memberTable(partition, reading.log.people)
    try destination.write(table.prefix(top ?? .max), session: session, atMost: top ?? 20)
    return source.exitCode(after: reading)
  }

  private func partition(of graph: Graph, _ session: Session) throws -> Partition {
    if method == .components { return WeakComponents().partition(of: graph, execution: session.execution) }
    let found = try Leiden(resolution: resolution, seed: session.seed, runs: runs).partition(
      of: graph, execution: session.execution)
    session.talk.note(
      "\(counted(found.partition.count, "community", "communities")), modularity \(TerminalLayout.real(found.modularity))"
    )
    return found.partition
  }

  private static func memberTable(_ partition: Partition, _ people: NameTable) -> Table {
    let order = partition.members.flatMap { $0 }
    return Table(
      schema: "kith.members/1",
      columns: [
        Table.Column("community", .integers(order.map { partition[$0] + 1 }), note: "1 is the largest"),
        Table.Column("id", .names(people, codes: order.map { UInt32($0) })),
      ])
  }

  private static func table(_ partition: Partition, _ scores: NodeScores, _ people: NameTable) -> Table {
    let total = Double(partition.assignment.count)
    let leaders = partition.members.map { members in
      members.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }.prefix(3).map { people[$0] }
    }
    return Table(
      schema: "kith.communities/1",
      columns: [
        Table.Column("community", .integers(Array(1..<(partition.count + 1))), note: "1 is the largest"),
        Table.Column("people", .integers(partition.sizes)),
        Table.Column("share", .reals(partition.sizes.map { Double($0) / total }), note: "of all people"),
        Table.Column("leader", .text(leaders.map(\.first)), note: "the member with the highest PageRank"),
        Table.Column("second", .text(leaders.map { $0.count > 1 ? $0[1] : nil }), missing: "fewer members"),
        Table.Column("third", .text(leaders.map { $0.count > 2 ? $0[2] : nil }), missing: "fewer members"),
      ])
  }
}
