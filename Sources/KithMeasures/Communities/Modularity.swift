import KithFoundation
import KithGraph

/// How much more weight lies inside communities than chance would put there.
///
///     let q = Modularity().value(of: partition, in: graph)      // karate, best partition: 0.4198
///
/// On the undirected weighted projection (w(a→b) + w(b→a)):
/// Q = (1/2W) Σ_ij [A_ij − γ k_i k_j / 2W] δ(c_i, c_j), which is Σ_c [in_c/2W − γ (K_c/2W)²] with
/// in_c the weight inside c counted from both ends and K_c the sum of its members' strengths.
/// Directed: Q = (1/W) Σ_ij [A_ij − γ kᵒᵘᵗ_i kⁱⁿ_j / W] δ(c_i, c_j).
/// A graph without weight has modularity 0. Unitless, at most 1.
///
/// O(nodes + edges). Sources: Newman & Girvan 2004, doi 10.1103/PhysRevE.69.026113; resolution:
/// Reichardt & Bornholdt 2006, doi 10.1103/PhysRevE.74.016110; directed: Leicht & Newman 2008,
/// doi 10.1103/PhysRevLett.100.118703.
public struct Modularity: Sendable, Codable, Equatable {
  /// γ: above 1 smaller communities score better, below 1 larger ones.
  public var resolution: Double
  /// Compare with a null model that keeps both in- and out-strength; same as undirected on an undirected graph.
  public var isDirected: Bool

  public init(resolution: Double = 1, isDirected: Bool = false) {
    self.resolution = resolution
    self.isDirected = isDirected
  }

  /// The partition must cover the graph's nodes.
  public func value(of partition: Partition, in graph: Graph, execution: Execution = .serial) -> Double {
    precondition(partition.assignment.count == graph.nodeCount, "the partition covers another graph")
    // Rows of an undirected graph hold every edge twice, so that sums over `out` are already 2W;
    // of a directed graph once, and the projection's in_c, K_c and 2W are all twice those sums.
    var inside = [Double](repeating: 0, count: partition.count)
    var outStrength = inside
    var inStrength = inside
    partition.assignment.withUnsafeBufferPointer { label in
      for source in 0..<graph.nodeCount {
        let own = Int(label[source])
        var (all, within) = (0.0, 0.0)
        for edge in graph.out.offsets[source]..<graph.out.offsets[source + 1] {
          let other = Int(label[Int(graph.out.neighbors[edge])])
          let weight = Double(graph.out.weight(at: edge))
          all += weight
          if own == other { within += weight }
          inStrength[other] += weight
        }
        outStrength[own] += all
        inside[own] += within
      }
    }
    let total = outStrength.reduce(0, +)
    guard total > 0 else { return 0 }
    var value = 0.0
    for community in 0..<partition.count {
      let (o, i) = (outStrength[community] / total, inStrength[community] / total)
      value += inside[community] / total - resolution * (isDirected ? o * i : (o + i) * (o + i) / 4)
    }
    return value
  }
}
