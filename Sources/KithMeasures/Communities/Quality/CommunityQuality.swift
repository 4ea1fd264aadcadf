import KithFoundation
import KithGraph

/// How good a division into communities is, as a whole and community by community.
///
///     let quality = CommunityQuality(of: groups.partition, in: graph)
///     quality.modularity, quality.coverage, quality.worstConductance
///     quality.communities[0].conductance
///
/// Weighted by strength, direction ignored: an edge a → b counts for both ends. One pass over the edges:
/// O(nodes + edges). Conductance: Kannan, Vempala & Vetta 2004, doi 10.1145/990308.990313; coverage and
/// performance: Fortunato 2010, doi 10.1016/j.physrep.2009.11.002.
public struct CommunityQuality: Sendable, Equatable {
  /// By community.
  public let communities: [One]
  /// Newman–Girvan, resolution 1, undirected view.
  public let modularity: Double
  /// The share of all weight that lies inside communities; nil without weight.
  public let coverage: Double?
  /// The share of pairs that are right: connected inside a community, or not connected across. Weights ignored,
  /// ordered pairs of a directed graph; nil below two nodes.
  public let performance: Double?

  public struct One: Sendable, Equatable {
    public var nodes: Int
    /// Edge weight between its members, an edge counted once.
    public var weightInside: Double
    /// Edge weight between its members and others.
    public var weightAcross: Double
    /// Weight that leaves it over the weight at its members' ends, or at the others' ends where that is less:
    /// 0 cut off, 1 nothing inside; nil where either side has no weight.
    public var conductance: Double?
    /// Edges there are between members over edges there could be; nil below two members.
    public var density: Double?
  }

  /// The partition must cover the graph's nodes.
  public init(of partition: Partition, in graph: Graph, execution: Execution = .serial) {
    precondition(partition.assignment.count == graph.nodeCount, "the partition covers another graph")
    let sums = Sums(partition, graph)
    // Rows of an undirected graph hold each edge twice, of a directed graph once.
    let share = graph.isDirected ? 1.0 : 0.5
    let total = 2 * share * sums.total
    let ends = (0..<partition.count).map { 2 * share * sums.inside[$0] + share * sums.across[$0] }
    let hasOthers = ends.count { $0 > 0 } > 1
    communities = (0..<partition.count).map { index in
      let nodes = partition.sizes[index]
      let across = share * sums.across[index]
      // The others' ends are no fewer than what crosses over, whatever rounding says.
      let fewer = min(ends[index], max(across, total - ends[index]))
      let pairs = Double(nodes) * Double(nodes - 1)
      return One(
        nodes: nodes, weightInside: share * sums.inside[index], weightAcross: across,
        conductance: ends[index] > 0 && hasOthers ? (across > 0 ? across / fewer : 0) : nil,
        density: nodes < 2 ? nil : Double(sums.edgesInside[index]) / pairs)
    }
    modularity = Modularity().value(of: partition, in: graph, execution: execution)
    coverage = sums.total > 0 ? sums.inside.reduce(0, +) / sums.total : nil
    let pairs = Double(graph.nodeCount) * Double(graph.nodeCount - 1)
    let together = partition.sizes.reduce(0.0) { $0 + Double($1) * Double($1 - 1) }
    let right = Double(sums.edgesInside.reduce(0, +)) + pairs - together - Double(sums.edgesAcross)
    performance = pairs > 0 ? right / pairs : nil
  }

  /// The mean over communities that have a conductance, each counted once; nil when none has.
  public var meanConductance: Double? {
    let values = communities.compactMap(\.conductance)
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// The largest conductance: of the community least cut off from the rest.
  public var worstConductance: Double? { communities.compactMap(\.conductance).max() }

  /// What one pass over the rows adds up.
  private struct Sums {
    var inside: [Double]
    /// Weight of rows' entries that leave or enter.
    var across: [Double]
    var edgesInside: [Int]
    var edgesAcross = 0
    var total = 0.0

    init(_ partition: Partition, _ graph: Graph) {
      inside = [Double](repeating: 0, count: partition.count)
      across = inside
      edgesInside = [Int](repeating: 0, count: partition.count)
      let isDirected = graph.isDirected
      for source in 0..<graph.nodeCount {
        let own = partition[source]
        for edge in graph.out.offsets[source]..<graph.out.offsets[source + 1] {
          let target = Int(graph.out.neighbors[edge])
          let other = partition[target]
          let weight = Double(graph.out.weight(at: edge))
          total += weight
          if own == other {
            inside[own] += weight
            if target != source { edgesInside[own] += 1 }
          } else {
            // An undirected edge is met again from its other end.
            across[own] += isDirected ? weight : 2 * weight
            if isDirected { across[other] += weight }
            edgesAcross += 1
          }
        }
      }
    }
  }
}
