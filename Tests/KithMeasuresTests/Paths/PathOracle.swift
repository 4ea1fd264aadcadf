import KithGraph

/// Every distance and number of shortest paths of a small graph, by Floyd and Warshall: the judge of the kernels.
struct PathOracle {
  let n: Int
  /// `distances[s][t]`; infinite where no path leads.
  private(set) var distances: [[Double]]
  /// `counts[s][t]`: shortest paths from s to t.
  private(set) var counts: [[Double]]
  private let lengths: [[Double]]

  init(_ graph: Graph, isWeighted: Bool = false) {
    let n = graph.nodeCount
    var lengths = [[Double]](repeating: [Double](repeating: .infinity, count: n), count: n)
    for node in 0..<n {
      for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
        let weight = Double(graph.out.weight(at: edge))
        lengths[node][Int(graph.out.neighbors[edge])] = isWeighted ? 1 / weight : 1
      }
    }
    var distances = lengths
    for node in 0..<n { distances[node][node] = 0 }
    for k in 0..<n {
      for i in 0..<n where distances[i][k] < .infinity {
        for j in 0..<n { distances[i][j] = min(distances[i][j], distances[i][k] + distances[k][j]) }
      }
    }
    (self.n, self.lengths, self.distances) = (n, lengths, distances)
    counts = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for source in 0..<n {
      counts[source][source] = 1
      for node in (0..<n).sorted(by: { distances[source][$0] < distances[source][$1] }) {
        if node == source || distances[source][node] == .infinity { continue }
        counts[source][node] = (0..<n).reduce(0) { $0 + (isStep(source, $1, node) ? counts[source][$1] : 0) }
      }
    }
  }

  static func near(_ a: Double, _ b: Double) -> Bool { a == b || abs(a - b) <= 1e-10 * max(abs(a), abs(b)) }

  /// Whether a shortest path from `source` may step from `a` to `b`.
  func isStep(_ source: Int, _ a: Int, _ b: Int) -> Bool {
    a != b && lengths[a][b] < .infinity && distances[source][a] < distances[source][b]
      && Self.near(distances[source][a] + lengths[a][b], distances[source][b])
  }

  /// Of all ordered pairs: summed shares of shortest paths through each node.
  var betweenness: [Double] {
    var sums = [Double](repeating: 0, count: n)
    for s in 0..<n {
      for t in 0..<n where t != s && distances[s][t] < .infinity {
        for v in 0..<n where v != s && v != t && distances[s][v] < .infinity && distances[v][t] < .infinity {
          if !Self.near(distances[s][v] + distances[v][t], distances[s][t]) { continue }
          sums[v] += counts[s][v] * counts[v][t] / counts[s][t]
        }
      }
    }
    return sums
  }

  /// Of all ordered pairs: summed shares of shortest paths over the edge a → b.
  func flow(_ a: Int, _ b: Int) -> Double {
    var sum = 0.0
    for s in 0..<n where isStep(s, a, b) {
      for t in 0..<n where t != s && distances[b][t] < .infinity {
        if Self.near(distances[s][b] + distances[b][t], distances[s][t]) {
          sum += counts[s][a] * counts[b][t] / counts[s][t]
        }
      }
    }
    return sum
  }
}

/// Whether two rows of numbers agree to a relative tolerance.
func agree(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-9) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || abs($0 - $1) <= tolerance * max(1, abs($0), abs($1)) }
}
