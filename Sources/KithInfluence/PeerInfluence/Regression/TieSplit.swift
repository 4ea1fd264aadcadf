import KithGraph

/// A directed graph's edges in three: those both ways, those only to whom a person addresses, those only from who
/// addresses them. Each as rows by person, weights as in the graph.
///
/// O(people + edges). Undirected edges are all reciprocal.
struct TieSplit {
  private(set) var reciprocal: Adjacency
  private(set) var followees: Adjacency
  private(set) var followers: Adjacency

  init(_ graph: Graph) {
    let (out, inward) = (graph.out, graph.in)
    var parts = [Part](repeating: Part(), count: 3)
    for person in 0..<graph.nodeCount {
      var (a, b) = (out.offsets[person], inward.offsets[person])
      let (endA, endB) = (out.offsets[person + 1], inward.offsets[person + 1])
      while a < endA || b < endB {
        let left = a < endA ? out.neighbors[a] : .max
        let right = b < endB ? inward.neighbors[b] : .max
        if left == right {
          parts[0].add(left, out.weights?[a])
        } else if left < right {
          parts[1].add(left, out.weights?[a])
        } else {
          parts[2].add(right, inward.weights?[b])
        }
        if left <= right { a += 1 }
        if right <= left { b += 1 }
      }
      for part in parts.indices { parts[part].close() }
    }
    reciprocal = parts[0].adjacency(isWeighted: graph.isWeighted)
    followees = parts[1].adjacency(isWeighted: graph.isWeighted)
    followers = parts[2].adjacency(isWeighted: graph.isWeighted)
  }

  private struct Part {
    var offsets = [0]
    var neighbors: [UInt32] = []
    var weights: [Float] = []

    mutating func add(_ neighbor: UInt32, _ weight: Float?) {
      neighbors.append(neighbor)
      if let weight { weights.append(weight) }
    }
    mutating func close() { offsets.append(neighbors.count) }
    func adjacency(isWeighted: Bool) -> Adjacency {
      Adjacency(offsets: offsets, neighbors: neighbors, weights: isWeighted ? weights : nil)
    }
  }
}
