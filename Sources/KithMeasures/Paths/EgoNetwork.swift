import KithFoundation
import KithGraph

/// The people around one person.
///
///     let ego = try EgoNetwork(of: 3, steps: 1, direction: .both).network(in: graph)
///     ego.alters              // the others within reach, in canonical order
///     ego.graph               // the relations among all of them
///     ego.density             // how well the others know one another
///
/// O(nodes + edges within).
public struct EgoNetwork: Sendable, Codable, Equatable {
  public var node: Int
  /// How many relations away someone may be: at least 0.
  public var steps: Int
  /// Which way a step goes.
  public var direction: PathDirection

  public init(of node: Int, steps: Int = 1, direction: PathDirection = .both) {
    self.node = node
    self.steps = steps
    self.direction = direction
  }

  public static let info = MeasureInfo(
    name: "ego-network", title: "Ego network", question: "Who surrounds this person, and do they know one another?",
    convention: """
      Everyone within a number of steps (1 by default), along relations, against them or either way (the default), \
      and all relations among them. Ties among alters leave the person's own out; their density is the share of \
      possible ties that exist: ordered pairs where relations have a direction. Components of alters are counted \
      without the person, direction ignored: many mean that the person holds them together.
      """,
    complexity: "O(nodes + edges within)", citation: "Burt 1992, doi 10.4159/9780674029095", result: .other,
    needs: "A person; someone without relations is alone in it.")

  public var info: MeasureInfo { Self.info }

  /// Throws `KithError`: usage for a node outside the graph or a negative number of steps.
  public func network(in graph: Graph, execution: Execution = .serial) throws -> EgoGraph {
    try Self.info.checkNode(node, in: graph)
    if steps < 0 { throw Self.info.optionError("number of steps", steps, choose: "0 or more; 1 is usual") }
    var distances = [Int: Int]()
    distances[node] = 0
    var layer = [node]
    for step in 1..<max(1, steps == .max ? steps : steps + 1) {
      try execution.checkCancellation()
      var next: [Int] = []
      for near in layer {
        let forward = direction == .incoming ? graph.inNeighbors(of: near) : graph.outNeighbors(of: near)
        let others = direction == .both && graph.isDirected ? graph.inNeighbors(of: near) : []
        for neighbor in [forward, others].joined() where distances[Int(neighbor)] == nil {
          distances[Int(neighbor)] = step
          next.append(Int(neighbor))
        }
      }
      if next.isEmpty { break }
      layer = next
    }
    return EgoGraph(node, distances: distances, in: graph)
  }
}

/// A person, those around, and the relations among them.
public struct EgoGraph: Sendable {
  public let ego: Int
  /// Everyone in it, the ego too, as nodes of the whole graph, ascending.
  public let nodes: [Int]
  /// Steps from the ego, by position in `nodes`.
  public let distances: [Int]
  /// Node i is `nodes[i]`.
  public let graph: Graph
  /// Relations that do not touch the ego.
  public let alterTies: Int
  /// `alterTies` of all possible ones; nil with fewer than two alters.
  public let density: Double?
  /// Pieces the alters fall into without the ego, direction ignored.
  public let alterComponents: Int

  fileprivate init(_ ego: Int, distances: [Int: Int], in whole: Graph) {
    self.ego = ego
    nodes = distances.keys.sorted()
    self.distances = nodes.map { distances[$0]! }
    graph = whole.subgraph(of: nodes)
    let others = nodes.filter { $0 != ego }
    let rest = whole.subgraph(of: others)
    alterTies = rest.edgeCount
    let pairs = Double(others.count) * Double(others.count - 1) / (whole.isDirected ? 1 : 2)
    density = others.count < 2 ? nil : Double(alterTies) / pairs
    alterComponents = WeakComponents().partition(of: rest).count
  }

  /// The others, as nodes of the whole graph, ascending.
  public var alters: [Int] { nodes.filter { $0 != ego } }
}
