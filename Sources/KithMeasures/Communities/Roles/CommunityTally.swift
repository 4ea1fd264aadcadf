import KithGraph

/// Adds up a node's edge weight, in either direction, by community of the other end.
struct CommunityTally {
  private let directions: [Adjacency]
  private let partition: Partition
  private var sums: [Double]
  private var touched: [Int] = []

  init(_ graph: Graph, _ partition: Partition) {
    precondition(partition.assignment.count == graph.nodeCount, "the partition covers another graph")
    directions = graph.isDirected ? [graph.out, graph.in] : [graph.out]
    self.partition = partition
    sums = [Double](repeating: 0, count: partition.count)
  }

  /// The node's weight, and the sum of its squares by community.
  mutating func spread(of node: Int) -> (total: Double, squares: Double) {
    for rows in directions {
      for edge in rows.offsets[node]..<rows.offsets[node + 1] {
        let community = partition[Int(rows.neighbors[edge])]
        if sums[community] == 0 { touched.append(community) }
        sums[community] += Double(rows.weight(at: edge))
      }
    }
    var (total, squares) = (0.0, 0.0)
    for community in touched {
      total += sums[community]
      squares += sums[community] * sums[community]
      sums[community] = 0
    }
    touched.removeAll(keepingCapacity: true)
    return (total, squares)
  }

  /// The node's weight inside its own community.
  func inside(_ node: Int) -> Double {
    let own = partition.assignment[node]
    var sum = 0.0
    for rows in directions {
      for edge in rows.offsets[node]..<rows.offsets[node + 1]
      where partition.assignment[Int(rows.neighbors[edge])] == own {
        sum += Double(rows.weight(at: edge))
      }
    }
    return sum
  }
}
