/// A graph's edges in canonical order: source ascending, then target; an undirected edge once, smaller end first.
///
///     let edges = graph.edgeEnds
///     for edge in 0..<edges.count { print(edges.sources[edge], edges.targets[edge], edges.weight(at: edge)) }
public struct EdgeEnds: Sendable, Equatable {
  public let sources: [UInt32]
  public let targets: [UInt32]
  /// Nil when every edge weighs 1.
  public let weights: [Float]?

  public init(sources: [UInt32], targets: [UInt32], weights: [Float]?) {
    precondition(sources.count == targets.count && weights.map { $0.count == sources.count } ?? true)
    self.sources = sources
    self.targets = targets
    self.weights = weights
  }

  public var count: Int { sources.count }
  public func weight(at edge: Int) -> Float { weights?[edge] ?? 1 }
}

extension Graph {
  /// O(nodes + edges) in time and memory.
  public var edgeEnds: EdgeEnds {
    var sources: [UInt32] = []
    sources.reserveCapacity(edgeCount)
    if isDirected {
      for node in 0..<nodeCount {
        sources.append(contentsOf: repeatElement(UInt32(node), count: out.degree(node)))
      }
      return EdgeEnds(sources: sources, targets: out.neighbors, weights: out.weights)
    }
    var targets: [UInt32] = []
    var weights: [Float] = []
    targets.reserveCapacity(edgeCount)
    if isWeighted { weights.reserveCapacity(edgeCount) }
    for node in 0..<nodeCount {
      for edge in out.offsets[node]..<out.offsets[node + 1] where Int(out.neighbors[edge]) >= node {
        sources.append(UInt32(node))
        targets.append(out.neighbors[edge])
        if isWeighted { weights.append(out.weight(at: edge)) }
      }
    }
    return EdgeEnds(sources: sources, targets: targets, weights: isWeighted ? weights : nil)
  }
}
