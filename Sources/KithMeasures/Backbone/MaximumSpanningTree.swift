import KithFoundation
import KithGraph

/// The strongest relations that connect everyone who is connected at all, without a detour.
///
///     let tree = try MaximumSpanningTree().backbone(of: graph)
///
/// One tree a component: the forest of largest total weight. Throws E402 for bad weights, E406 beyond
/// 4 billion edges, `CancellationError`. O(edges log edges) in time, 28 bytes an edge in memory.
/// Kruskal 1956, doi 10.1090/S0002-9939-1956-0078686-7.
public struct MaximumSpanningTree: EdgeMeasure, Backbone, Codable, Equatable {
  public init() {}

  public static let info = MeasureInfo(
    name: "spanning-tree", title: "Maximum spanning tree",
    question: "Which relations hold the network together at its strongest?",
    convention: """
      1 for the relations of the forest of largest total weight, 0 for the others. Direction ignored: a mutual \
      relation weighs the sum of both ways, and both ways are kept. Of equally strong relations the first by the \
      order of ids is kept. Relations of weight 0 and self-edges are left out.
      """,
    complexity: "O(edges log edges)", citation: "Kruskal 1956, doi 10.1090/S0002-9939-1956-0078686-7",
    result: .edges, needs: "Weights of zero or more; without weights any tree is as good, and the first is given.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int {
    36 * size.edges + 32 * size.nodes + (size.isDirected ? 2 : 1) * 8 * size.edges
  }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> EdgeScores {
    let edges = graph.edgeEnds
    let tree = try tree(of: graph, execution)
    let values = (0..<edges.count).map { tree.out.hasEdge(edges.sources[$0], edges.targets[$0]) ? 1.0 : 0 }
    return EdgeScores(measure: info, edges: edges, values: values)
  }

  public func backbone(of graph: Graph, execution: Execution = .serial) throws -> Graph {
    let tree = try tree(of: graph, execution)
    if !graph.isDirected { return tree }
    let edges = graph.edgeEnds
    return graph.keeping(edges, execution) { tree.out.hasEdge(edges.sources[$0], edges.targets[$0]) }
  }

  /// The forest on the undirected view.
  private func tree(of graph: Graph, _ execution: Execution) throws -> Graph {
    try graph.checkWeights(for: info, execution: execution)
    let graph = graph.undirected(execution: execution)
    let edges = graph.edgeEnds
    if edges.count > Int(UInt32.max) {
      throw info.sizeError("\(edges.count) relations are more than it can sort", help: "keep fewer relations first")
    }
    // Weights of zero or more are in the order of their bits; the complement puts the strongest first, and
    // equal ones stay in canonical order by their position below.
    var order = [UInt64](
      (0..<edges.count).lazy.filter { edges.weight(at: $0) > 0 }
        .map { UInt64(~edges.weight(at: $0).bitPattern) << 32 | UInt64($0) })
    if edges.weights != nil { order.sort() }
    try execution.checkCancellation()
    var sets = DisjointSets(count: graph.nodeCount)
    let isKept = Scratch<Bool>(repeating: false, count: edges.count)
    for key in order {
      let edge = Int(UInt32(truncatingIfNeeded: key))
      isKept.base[edge] = sets.join(edges.sources[edge], edges.targets[edge])
    }
    return graph.keeping(edges, execution) { isKept.base[$0] }
  }
}

/// Sets of nodes that merge (Tarjan & van Leeuwen 1984, doi 10.1145/62.2160: path halving, linking by index).
private struct DisjointSets {
  private var parents: [UInt32]

  init(count: Int) { parents = (0..<count).map { UInt32($0) } }

  /// Whether the two were apart until now.
  mutating func join(_ a: UInt32, _ b: UInt32) -> Bool {
    let (x, y) = (root(a), root(b))
    parents[Int(max(x, y))] = min(x, y)
    return x != y
  }

  private mutating func root(_ node: UInt32) -> UInt32 {
    var node = node
    while parents[Int(node)] != node {
      parents[Int(node)] = parents[Int(parents[Int(node)])]
      node = parents[Int(node)]
    }
    return node
  }
}

extension Adjacency {
  /// Whether an edge leads from a to b. O(log degree).
  fileprivate func hasEdge(_ a: UInt32, _ b: UInt32) -> Bool {
    var low = offsets[Int(a)]
    var high = offsets[Int(a) + 1]
    while low < high {
      let middle = (low + high) / 2
      if neighbors[middle] < b { low = middle + 1 } else { high = middle }
    }
    return low < offsets[Int(a) + 1] && neighbors[low] == b
  }
}
