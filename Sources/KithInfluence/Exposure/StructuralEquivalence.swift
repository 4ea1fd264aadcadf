import KithGraph

/// How unlike two people's ties are: the distance of their rows of strengths, given and received.
///
///     let equivalence = StructuralEquivalence(in: graph)
///     var distances: [Double] = []
///     equivalence.distances(of: 3, into: &distances)
///     distances[7]                                   // 0: 3 and 7 have the same ties to everyone else
///
/// d_ij = √((w_ij − w_ji)² + Σ_k (w_ik − w_jk)² + Σ_k (w_ki − w_kj)²), k other than i and j. People of one position
/// watch each other though they need not be tied. Burt 1976, doi 10.1093/sf/55.1.93.
public struct StructuralEquivalence: Sendable {
  private let graph: Graph
  /// By node: the sum of its squared strengths, given and received.
  private let squares: [Double]

  /// O(people + edges).
  public init(in graph: Graph) {
    self.graph = graph
    squares = (0..<graph.nodeCount).map { node in
      [graph.out, graph.in].reduce(0.0) { sum, rows in
        (rows.offsets[node]..<rows.offsets[node + 1]).reduce(sum) { sum, edge in
          let weight = Double(rows.weight(at: edge))
          return sum + weight * weight
        }
      }
    }
  }

  /// From one person to all, by node; own 0. O(people + ties of their neighbours).
  public func distances(of node: Int, into distances: inout [Double]) {
    let people = graph.nodeCount
    if distances.count != people { distances = [Double](repeating: 0, count: people) }
    for other in 0..<people { distances[other] = 0 }
    // Of Σ(x − y)² = Σx² + Σy² − 2Σxy the products are few.
    for (rows, back) in [(graph.out, graph.in), (graph.in, graph.out)] {
      for edge in rows.offsets[node]..<rows.offsets[node + 1] {
        let weight = Double(rows.weight(at: edge))
        let middle = Int(rows.neighbors[edge])
        for second in back.offsets[middle]..<back.offsets[middle + 1] {
          distances[Int(back.neighbors[second])] -= 2 * weight * Double(back.weight(at: second))
        }
      }
    }
    for other in 0..<people { distances[other] = other == node ? 0 : distances[other] + squares[node] + squares[other] }
    // The squares of their own tie stand twice in each sum; it counts once, as a difference.
    for other in Self.merged(graph.out.row(node), graph.in.row(node)) {
      let given = Self.weight(graph.out, node, other)
      let received = Self.weight(graph.in, node, other)
      distances[Int(other)] -= 2 * (given * given + received * received) - (given - received) * (given - received)
    }
    for other in 0..<people { distances[other] = max(0, distances[other]).squareRoot() }
  }

  private static func merged(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> [UInt32] {
    var merged: [UInt32] = []
    var (i, j) = (a.startIndex, b.startIndex)
    while i < a.endIndex || j < b.endIndex {
      let next = min(i < a.endIndex ? a[i] : .max, j < b.endIndex ? b[j] : .max)
      merged.append(next)
      if i < a.endIndex && a[i] == next { i += 1 }
      if j < b.endIndex && b[j] == next { j += 1 }
    }
    return merged
  }

  private static func weight(_ rows: Adjacency, _ node: Int, _ other: UInt32) -> Double {
    var (low, high) = (rows.offsets[node], rows.offsets[node + 1])
    while low < high {
      let middle = (low + high) / 2
      if rows.neighbors[middle] < other { low = middle + 1 } else { high = middle }
    }
    return low < rows.offsets[node + 1] && rows.neighbors[low] == other ? Double(rows.weight(at: low)) : 0
  }
}
