import ArgumentParser
import KithFoundation
import KithGraph
import KithInput
import KithMeasures
import KithOutput

struct EgoVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "ego",
    abstract: "Show the network around one person: who surrounds them, and whether they know one another.",
    discussion: Example.text(
      [
        Example("Everyone around mina.", "kith ego comments.csv --person mina"),
        Example(
          "The relations among them, for a drawing.", "kith ego comments.csv --person mina --relations -o mina.csv"),
        Example("Two steps around, along relations only.", "kith ego comments.csv --person yuna --steps 2 --outgoing"),
      ],
      "Steps go either way unless --outgoing or --incoming; the relations among those found are all there are."))

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Network") var network: NetworkArguments

  @Option(help: ArgumentHelp("The person in the middle.", valueName: "id"))
  var person: String

  @Option(help: "How many relations away someone may be.")
  var steps = 1

  @Flag(help: "Steps along relations only, or against them only. (default: either way)")
  var heading: MeasureArguments.Heading?

  @Flag(help: "List the relations among them instead.")
  var relations = false

  @Option(help: "Only the first so many rows. (default: all; 20 on a terminal)")
  var top: Int?

  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be at least 1, not \(top)") }
    if steps < 0 { throw ValidationError("--steps must be 0 or more, not \(steps)") }
  }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let source = try LogInput(input, window, for: Self.self)
    let destination = output.destination
    try destination.check(inputs: source.options.sources)
    let reading = try source.read(session)
    let people = reading.log.people
    let node = try PersonArgument.node(of: person, in: people)
    let graph = try network.graph(reading.log, session)
    let direction: PathDirection =
      switch heading {
      case .incoming: .incoming
      case .outgoing: .outgoing
      case nil: .both
      }
    let ego = try EgoNetwork(of: node, steps: steps, direction: direction).network(
      in: graph, execution: session.execution)
    session.talk.note(summary(ego))
    let table = relations ? Self.relations(ego) : Self.people(ego, graph, people)
    try destination.write(table.prefix(top ?? .max), session: session, atMost: top ?? 20)
    return source.exitCode(after: reading)
  }

  /// `mina: 5 people within 1 step, 9 relations; 2 of them among the others (density 0.1), who …`
  private func summary(_ ego: EgoGraph) -> String {
    let others = ego.nodes.count - 1
    var text =
      "\(person): \(counted(others, "person", "people")) within \(counted(steps, "step")), "
      + counted(ego.graph.edgeCount, "relation")
    if let density = ego.density {
      text += "; \(grouped(ego.alterTies)) among the others (density \(TerminalLayout.real(density)))"
      text +=
        ego.alterComponents == 1
        ? ", who hang together without \(person)"
        : ", who fall into \(counted(ego.alterComponents, "piece")) without \(person)"
    }
    return text
  }

  /// A row a person: nearest first, then by contact with the person in the middle.
  private static func people(_ ego: EgoGraph, _ graph: Graph, _ names: NameTable) -> Table {
    let to = weights(graph.in, ego.ego)
    let from = weights(graph.out, ego.ego)
    let contact = { (place: Int) in (to[ego.nodes[place]] ?? 0) + (from[ego.nodes[place]] ?? 0) }
    let order = ego.nodes.indices.sorted { a, b in
      (ego.distances[a], -contact(a), a) < (ego.distances[b], -contact(b), b)
    }
    let nodes = order.map { ego.nodes[$0] }
    let undirected = "the strength of their relation with the person in the middle"
    var columns = [
      Table.Column("step", .integers(order.map { ego.distances[$0] }), note: "0 is the person in the middle"),
      Table.Column("id", .names(names, codes: nodes.map { UInt32($0) })),
    ]
    if graph.isDirected {
      columns += [
        Table.Column(
          "addresses", ScoreColumns.values(nodes.map { to[$0] ?? 0 }),
          note: "how strongly they address the person in the middle"),
        Table.Column(
          "addressed", ScoreColumns.values(nodes.map { from[$0] ?? 0 }),
          note: "how strongly the person in the middle addresses them"),
      ]
    } else {
      columns.append(Table.Column("weight", ScoreColumns.values(nodes.map { from[$0] ?? 0 }), note: undirected))
    }
    columns.append(
      Table.Column(
        "relations",
        .integers(order.map { ego.graph.out.degree($0) + (graph.isDirected ? ego.graph.in.degree($0) : 0) }),
        note: "with people in this network"))
    return Table(schema: "kith.ego/1", columns: columns)
  }

  private static func weights(_ rows: Adjacency, _ node: Int) -> [Int: Double] {
    var weights: [Int: Double] = [:]
    for edge in rows.offsets[node]..<rows.offsets[node + 1] {
      weights[Int(rows.neighbors[edge])] = Double(rows.weight(at: edge))
    }
    return weights
  }

  private static func relations(_ ego: EgoGraph) -> Table {
    let names = ego.graph.names ?? NameTable([])
    return Table(
      schema: "kith.ego_relations/1",
      columns: ScoreTables.endColumns(ego.graph.edgeEnds, names, isDirected: ego.graph.isDirected))
  }
}
