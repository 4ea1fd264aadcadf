import KithGraph

/// What holds communities together and what ties them to each other, in linear passes over the edges.
///
///     let ties = CommunityTies(groups.partition, in: graph)
///     ties.inside[0], ties.across[0]
///     ties.bridgePeople(of: 0, count: 3)        // whose weight to other communities is greatest
///     ties.between(first: 10)[0][3]
///
/// Weighted by strength, direction ignored: an edge counts once for each community it touches. O(nodes + edges).
public struct CommunityTies: Sendable {
  public let partition: Partition
  /// By community: edge weight between its members, and between them and others.
  public let inside: [Double]
  public let across: [Double]
  /// By node: its edge weight to other communities.
  public let outward: [Double]
  private let edges: EdgeWalk

  /// The partition must cover the graph's nodes.
  public init(_ partition: Partition, in graph: Graph) {
    precondition(partition.assignment.count == graph.nodeCount, "the partition covers another graph")
    let edges = EdgeWalk(graph: graph)
    var inside = [Double](repeating: 0, count: partition.count)
    var across = inside
    var outward = [Double](repeating: 0, count: graph.nodeCount)
    edges.visit { source, target, weight in
      let (own, other) = (partition[source], partition[target])
      if own == other {
        inside[own] += weight
      } else {
        across[own] += weight
        across[other] += weight
        outward[source] += weight
        outward[target] += weight
      }
    }
    (self.partition, self.edges) = (partition, edges)
    (self.inside, self.across, self.outward) = (inside, across, outward)
  }

  /// The share of the weight touching a community that stays inside; nil without any.
  public func insideShare(of community: Int) -> Double? {
    let all = inside[community] + across[community]
    return all > 0 ? inside[community] / all : nil
  }

  /// Edge weight between each two of the first `count` communities, the largest; 0 with itself.
  ///
  /// O(edges + count²) in time, O(count²) in memory.
  public func between(first count: Int) -> [[Double]] {
    let count = min(count, partition.count)
    var between = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    edges.visit { source, target, weight in
      let (own, other) = (partition[source], partition[target])
      if own == other || own >= count || other >= count { return }
      between[own][other] += weight
      between[other][own] += weight
    }
    return between
  }

  /// The members with most weight to other communities, most first, ties by node; those without any left out.
  public func bridgePeople(of community: Int, count: Int) -> [Int] {
    bridgePeople(first: community + 1, count: count)[community]
  }

  /// The same of each of the first `first` communities in one pass.
  public func bridgePeople(first: Int, count: Int) -> [[Int]] {
    var members = [[Int]](repeating: [], count: min(first, partition.count))
    for node in outward.indices where partition[node] < members.count && outward[node] > 0 {
      members[partition[node]].append(node)
    }
    return members.map { Array($0.sorted { (outward[$1], $0) < (outward[$0], $1) }.prefix(count)) }
  }

  /// The members of each of the first `first` communities with the best scores, best first.
  public func leaders(first: Int, count: Int, by scores: NodeScores) -> [[Int]] {
    leaders(first: first, count: count, order: scores.order)
  }

  /// The same where the nodes' order, best first, is known.
  public func leaders(first: Int, count: Int, order: [Int]) -> [[Int]] {
    var leaders = [[Int]](repeating: [], count: min(first, partition.count))
    for node in order where partition[node] < leaders.count && leaders[partition[node]].count < count {
      leaders[partition[node]].append(node)
    }
    return leaders
  }
}

/// Every edge once, an undirected one from its smaller end.
private struct EdgeWalk: Sendable {
  let graph: Graph

  @inline(__always)
  func visit(_ body: (_ source: Int, _ target: Int, _ weight: Double) -> Void) {
    let rows = graph.out
    let isDirected = graph.isDirected
    rows.withPointers { rows in
      for source in 0..<graph.nodeCount {
        for edge in rows.offsets.base[source]..<rows.offsets.base[source + 1] {
          let target = Int(rows.neighbors.base[edge])
          if isDirected || target >= source { body(source, target, Double(rows.weights?.base[edge] ?? 1)) }
        }
      }
    }
  }
}
