import KithFoundation

extension Projection {
  /// Modularity of labels below the node count; sums have fixed bounds, so threads do not show.
  func modularity(of labels: Storage<UInt32>, resolution: Double, execution: Execution) -> Double {
    let graph = graph
    let n = graph.nodeCount
    let grain = 4096
    let partial = Storage<Double>(repeating: 0, count: (n + grain - 1) / grain)
    execution.forEachChunk(of: n, grain: grain) { chunk, range in
      var sum = 0.0
      for node in range { sum += graph.weight(from: node, into: labels[node], of: labels.base) }
      partial[chunk] = sum
    }
    let totals = Storage<Double>(repeating: 0, count: n)
    for node in 0..<n { totals[Int(labels[node])] += graph.strengths[node] }
    var (inside, expected) = (0.0, 0.0)
    for chunk in 0..<partial.count { inside += partial[chunk] }
    for label in 0..<n {
      let share = totals[label] / weight
      expected += share * share
    }
    return inside / weight - resolution * expected
  }
}
