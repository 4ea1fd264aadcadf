import KithFoundation
import KithGraph

/// A small random edge list with everything that trips code up: self-edges, parallel edges, isolated
/// nodes, several components, and weights of very different size.
public struct RandomEdges: CustomStringConvertible, Sendable {
  public let seed: UInt64
  public let nodeCount: Int
  public let isDirected: Bool
  public let edges: [(source: Int, target: Int, weight: Float)]

  public init(seed: UInt64, isDirected: Bool = true, isWeighted: Bool = false, maxNodes: Int = 40) {
    var random = RandomStream(seed: seed, purpose: "random edges")
    self.seed = seed
    self.isDirected = isDirected
    let nodeCount = 1 + random.below(maxNodes)
    self.nodeCount = nodeCount
    // Only part of the nodes take part, in blocks that seldom touch.
    let active = max(1, nodeCount * 4 / 5)
    let blocks = 1 + random.below(3)
    edges = (0..<random.below(4 * nodeCount + 1)).map { _ in
      let source = random.below(active)
      var target = random.below(active)
      if random.below(20) > 0 { target = min(active - 1, target / blocks * blocks + source % blocks) }
      return (source, target, isWeighted ? Float(1 + random.below(1000)) * Float(random.unit()) : 1)
    }
  }

  /// What a failing test prints.
  public var description: String {
    "seed \(seed), \(nodeCount) nodes, \(edges.count) \(isDirected ? "directed" : "undirected") edges"
  }

  public var graph: Graph { graph(of: edges) }

  /// The graph of the same edges in another order.
  public func shuffledGraph(_ salt: UInt64) -> Graph {
    var random = RandomStream(seed: seed, purpose: "shuffled edges", index: salt)
    return graph(of: edges.shuffled(using: &random))
  }

  private func graph(of edges: [(source: Int, target: Int, weight: Float)]) -> Graph {
    var builder = GraphBuilder(isDirected: isDirected)
    for edge in edges { builder.add(edge.source, edge.target, weight: edge.weight) }
    return builder.build(nodeCount: nodeCount)
  }
}
