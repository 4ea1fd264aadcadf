import KithFoundation
import KithGraph

/// The shortest ways from one person to everyone.
///
///     let tree = try ShortestPaths(from: 3).tree(in: graph)
///     tree.path(to: 8)            // [3, 5, 8]
///     tree.distances[8]           // 2
///
/// In hops (breadth first) or, weighted, in lengths of 1/weight (Dijkstra 1959,
/// doi 10.1007/BF01386390): strong relations are short, relations of weight 0 no way at all.
/// O(nodes + edges); weighted O(edges log nodes).
public struct ShortestPaths: Sendable, Codable, Equatable {
  public var source: Int
  public var isWeighted: Bool
  public var direction: PathDirection

  public init(from source: Int, isWeighted: Bool = false, direction: PathDirection = .outgoing) {
    self.source = source
    self.isWeighted = isWeighted
    self.direction = direction
  }

  public static let info = MeasureInfo(
    name: "shortest-path", title: "Shortest path", question: "Through whom does one person reach another?",
    convention: """
      Follows a → b (a addressed b), against it, or either way; in hops, or in lengths of 1/weight where weights \
      count, a relation of weight 0 then being none. Of equally short paths, the one whose people, read from the \
      end, come first in the order of ids.
      """,
    complexity: "O(nodes + edges); weighted O(edges log nodes)",
    citation: "Dijkstra 1959, doi 10.1007/BF01386390", result: .other,
    needs: "Two people; there is no path where none leads from one to the other.")

  public var info: MeasureInfo { Self.info }

  /// Throws `KithError`: usage for a source outside the graph, bad data for weights negative or not finite.
  public func tree(in graph: Graph, execution: Execution = .serial) throws -> PathTree {
    try Self.info.checkNode(source, in: graph)
    if isWeighted { try graph.checkWeights(for: Self.info) }
    let (along, against) = graph.rows(direction, execution: execution)
    return along.withPointers { rows in
      let search = PathSearch(rows, nodeCount: graph.nodeCount, isWeighted: isWeighted)
      search.search(from: source)
      return against.withPointers { PathTree(search, source: source, against: $0, nodeCount: graph.nodeCount) }
    }
  }
}

/// Distances from one node, and one shortest path to each it reaches.
public struct PathTree: Sendable, Equatable {
  public let source: Int
  /// By node; infinite where no path leads.
  public let distances: [Double]
  /// By node: the one before it on its path; `none` for the source and where no path leads.
  public let predecessors: [UInt32]
  /// Nodes reached, the source among them.
  public let reachedCount: Int

  public static let none = UInt32.max

  fileprivate init(_ search: PathSearch, source: Int, against: Adjacency.Pointers, nodeCount: Int) {
    self.source = source
    distances = Array(UnsafeBufferPointer(start: search.distances.base, count: nodeCount))
    reachedCount = search.count
    var predecessors = [UInt32](repeating: Self.none, count: nodeCount)
    for place in 1..<max(1, search.count) {
      let node = Int(search.order.base[place])
      for edge in against.offsets.base[node]..<against.offsets.base[node + 1] {
        let other = Int(against.neighbors.base[edge])
        let length = search.isWeighted ? 1 / Double(against.weights!.base[edge]) : 1
        if !search.isStep(other, node, length) { continue }
        predecessors[node] = UInt32(other)
        break
      }
    }
    self.predecessors = predecessors
  }

  /// The nodes of the path from the source to `node`, both included; nil where none leads. O(its length).
  public func path(to node: Int) -> [Int]? {
    if node < 0 || node >= distances.count || distances[node] == .infinity { return nil }
    var path = [node]
    while predecessors[path[path.count - 1]] != Self.none { path.append(Int(predecessors[path[path.count - 1]])) }
    return path.reversed()
  }
}

extension MeasureInfo {
  /// Throws E720 (usage) for a node outside the graph.
  func checkNode(_ node: Int, in graph: Graph) throws {
    if node >= 0 && node < graph.nodeCount { return }
    throw optionError("node", node, choose: "one of the \(graph.nodeCount) nodes, numbered from 0")
  }
}
