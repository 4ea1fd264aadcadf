import ArgumentParser
import KithFoundation
import KithGraph
import KithInput
import KithMeasures
import KithOutput

struct PathsVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "paths",
    abstract: "Find the shortest paths from a person: to one other, or to everyone they reach.",
    discussion: Example.text(
      [
        Example("Through whom does yuna reach sora?", "kith paths comments.csv --from-person yuna --to-person sora"),
        Example("Whom does yuna reach, and in how many steps?", "kith paths comments.csv --from-person yuna"),
        Example("Who reaches mina?", "kith paths comments.csv --from-person mina --incoming"),
        Example("What could reach whom, and when?", "kith paths comments.csv --from-person 하늘 --in-time"),
        Example("Along strong relations.", "kith paths comments.csv --from-person yuna --weighted"),
      ],
      """
      A path follows relations from who addressed to whom was addressed, unless --incoming or --undirected. With
      --in-time it follows interactions at ascending times: nobody passes on what has not reached them yet. Ends with 1
      when no path leads to --to-person.
      """))

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Network") var network: NetworkArguments

  @Option(help: ArgumentHelp("The person to start from.", valueName: "id"))
  var fromPerson: String

  @Option(help: ArgumentHelp("The person to reach; without it, everyone who can be.", valueName: "id"))
  var toPerson: String?

  @Flag(help: "Lengths are 1/strength: strong relations are short. Otherwise steps are counted.")
  var weighted = false

  @Flag(help: "Follow interactions in the order they happened: whom something can have reached, and when.")
  var inTime = false

  @Flag(help: "With --in-time: it passes from the addressed to those who address them.")
  var influence = false

  @Flag(help: "Along relations, or against them. (default: --outgoing)")
  var heading: MeasureArguments.Heading = .outgoing

  @Option(help: "Only the nearest so many. (default: all; 20 on a terminal)")
  var top: Int?

  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be at least 1, not \(top)") }
    if influence, !inTime { throw ValidationError("--influence goes with --in-time; --incoming turns relations round") }
    let plain = [
      ("--weighted", weighted), ("--incoming", heading == .incoming), ("--undirected", network.undirected),
      ("--backbone", network.backbone != nil),
    ]
    if inTime, let clash = plain.first(where: \.1) {
      throw ValidationError("--in-time follows single interactions: not with \(clash.0)")
    }
    if top != nil, toPerson != nil {
      throw ValidationError("--top chooses among everyone reached: not with --to-person")
    }
  }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let source = try LogInput(input, window, for: Self.self)
    let destination = output.destination
    try destination.check(inputs: source.options.sources)
    let reading = try source.read(session)
    let people = reading.log.people
    let start = try PersonArgument.node(of: fromPerson, in: people)
    let goal = try toPerson.map { try PersonArgument.node(of: $0, in: people) }
    if inTime {
      let arrivals = try TimeRespectingReach(from: start, flow: influence ? .influence : .attention)
        .arrivals(in: reading.log)
      let table = try self.arrivals(arrivals, goal, people, session.talk)
      try destination.write(table, session: session, atMost: top ?? 20)
      return source.exitCode(after: reading)
    }
    let graph = try network.graph(reading.log, session)
    let tree = try ShortestPaths(
      from: start, isWeighted: weighted, direction: heading == .incoming ? .incoming : .outgoing
    ).tree(in: graph, execution: session.execution)
    if let goal {
      guard let path = tree.path(to: goal) else {
        throw KithError(
          .answerIsNo,
          Diagnostic(
            "E413",
            "no path leads \(heading == .incoming ? "to" : "from") \(fromPerson) "
              + "\(heading == .incoming ? "from" : "to") \(toPerson ?? "")",
            help: network.undirected
              ? "they are in different components" : "--undirected also follows relations against their direction"))
      }
      try destination.write(steps(path, tree, graph, people), session: session)
    } else {
      try destination.write(everyone(tree, graph, people, session.talk), session: session, atMost: top ?? 20)
    }
    return source.exitCode(after: reading)
  }

  /// A row a person on the path.
  private func steps(_ path: [Int], _ tree: PathTree, _ graph: Graph, _ people: NameTable) -> Table {
    let weights = path.indices.map { index -> Double in
      if index == 0 { return .nan }
      let (a, b) = heading == .incoming ? (path[index], path[index - 1]) : (path[index - 1], path[index])
      return Double(graph.out.weight(at: graph.out.position(of: UInt32(b), in: a) ?? 0))
    }
    return Table(
      schema: "kith.path/1",
      columns: [
        Table.Column("step", .integers(Array(path.indices)), note: "0 is the start"),
        Table.Column("id", .names(people, codes: path.map { UInt32($0) })),
        Table.Column("distance", ScoreColumns.values(path.map { tree.distances[$0] }), note: distanceNote),
        Table.Column(
          "weight", ScoreColumns.values(weights), note: "the strength of the relation from the step before",
          missing: "the start"),
      ])
  }

  /// A row for everyone reached, nearest first.
  private func everyone(_ tree: PathTree, _ graph: Graph, _ people: NameTable, _ talk: Talk) -> Table {
    let reached = people.indices.filter { $0 != tree.source && tree.distances[$0].isFinite }
      .sorted { (tree.distances[$0], $0) < (tree.distances[$1], $1) }
    let farthest = reached.last.map { ", the farthest at \(TerminalLayout.real(tree.distances[$0]))" } ?? ""
    talk.note(
      heading == .incoming
        ? "\(grouped(reached.count)) of \(counted(people.count - 1, "other person", "other people")) reach \(fromPerson)\(farthest)"
        : "\(fromPerson) reaches \(grouped(reached.count)) of \(counted(people.count - 1, "other person", "other people"))\(farthest)"
    )
    return Table(
      schema: "kith.paths/1",
      columns: [
        Table.Column("id", .names(people, codes: reached.map { UInt32($0) })),
        Table.Column("distance", ScoreColumns.values(reached.map { tree.distances[$0] }), note: distanceNote),
        Table.Column(
          "previous", .names(people, codes: reached.map { tree.predecessors[$0] }),
          note: "the one before on a shortest path: of equal ones, the first in the order of ids"),
      ]
    ).prefix(top ?? .max)
  }

  /// Who was reached, earliest first, or the way to one of them.
  private func arrivals(_ found: Arrivals, _ goal: Int?, _ people: NameTable, _ talk: Talk) throws -> Table {
    let rows: [Int]
    if let goal {
      guard let path = found.path(to: goal) else {
        throw KithError(
          .answerIsNo,
          Diagnostic("E413", "nothing from \(fromPerson) can have reached \(toPerson ?? "") in the order of events"))
      }
      rows = path
    } else {
      let reached = people.indices.filter { found.hops[$0] > 0 }.sorted {
        (found.times[$0], found.hops[$0], $0) < (found.times[$1], found.hops[$1], $1)
      }
      talk.note(
        "in time \(fromPerson) can have reached \(grouped(reached.count)) of "
          + counted(people.count - 1, "other person", "other people"))
      rows = Array(reached.prefix(top ?? .max))
    }
    return Table(
      schema: "kith.arrivals/1",
      columns: [
        Table.Column("id", .names(people, codes: rows.map { UInt32($0) })),
        Table.Column(
          "at", .times(rows.map { found.times[$0] }), note: "when it can have arrived first", missing: "the start"),
        Table.Column("steps", .integers(rows.map { found.hops[$0] }), note: "interactions on the way"),
        Table.Column(
          "previous", .names(people, codes: rows.map { found.predecessors[$0] }), note: "who passed it on",
          missing: "the start"),
      ])
  }

  private var distanceNote: String { weighted ? "the sum of 1/strength along the path" : "steps" }
}

extension Adjacency {
  /// The place of a neighbour in a node's row. O(log degree).
  fileprivate func position(of neighbor: UInt32, in node: Int) -> Int? {
    var (low, high) = (offsets[node], offsets[node + 1])
    while low < high {
      let middle = (low + high) / 2
      if neighbors[middle] < neighbor { low = middle + 1 } else { high = middle }
    }
    return low < offsets[node + 1] && neighbors[low] == neighbor ? low : nil
  }
}
