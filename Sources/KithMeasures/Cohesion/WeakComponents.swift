import KithFoundation
import KithGraph

/// Groups of people connected by any chain of interactions, direction ignored.
public struct WeakComponents: Sendable, Codable, Equatable {
  public init() {}

  public func partition(of graph: Graph, execution: Execution = .serial) -> Partition {
    var parent = Array(0..<graph.nodeCount)
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    for source in 0..<graph.nodeCount {
      for target in graph.outNeighbors(of: source) {
        let (a, b) = (root(source), root(Int(target)))
        if a != b { parent[max(a, b)] = min(a, b) }
      }
    }
    return Partition(labels: (0..<graph.nodeCount).map { UInt32(root($0)) })
  }
}
