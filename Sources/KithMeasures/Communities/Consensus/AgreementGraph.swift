import KithFoundation
import KithGraph

/// Pairs of nodes weighted by the share of partitions that put them together.
struct AgreementGraph {
  let graph: Graph

  /// On every pair of a small graph, on the pairs connected by an edge of a large one. Shares below the threshold make
  /// no edge; a node left without any keeps its largest share, ties to the smaller node.
  init(of partitions: [Partition], on graph: Graph, threshold: Double, execution: Execution) {
    let n = graph.nodeCount
    let base = n <= Consensus.fullMatrixNodeCount ? nil : graph.undirected(execution: execution)
    // A node's labels lie together.
    var labels = [UInt32](repeating: 0, count: n * partitions.count)
    for (run, partition) in partitions.enumerated() {
      for node in 0..<n { labels[node * partitions.count + run] = partition.assignment[node] }
    }
    let runs = partitions.count
    let least = max(1, Int((threshold * Double(runs) - 1e-9).rounded(.up)))
    var (sources, targets): ([UInt32], [UInt32]) = ([], [])
    var weights: [Float] = []
    var isConnected = [Bool](repeating: false, count: n)
    func add(_ a: Int, _ b: Int, _ count: Int) {
      sources.append(UInt32(a))
      targets.append(UInt32(b))
      weights.append(Float(count) / Float(runs))
      (isConnected[a], isConnected[b]) = (true, true)
    }
    labels.withUnsafeBufferPointer { labels in
      func together(_ a: Int, _ b: Int) -> Int {
        var count = 0
        for run in 0..<runs where labels[a * runs + run] == labels[b * runs + run] { count += 1 }
        return count
      }
      for node in 0..<n {
        if let base {
          for other in base.out.row(node) where other > node {
            let count = together(node, Int(other))
            if count >= least { add(node, Int(other), count) }
          }
        } else {
          for other in node + 1..<max(n, node + 1) {
            let count = together(node, other)
            if count >= least { add(node, other, count) }
          }
        }
      }
      // Those who would fall out, each beside the one they were with most. Two may choose each other: one edge.
      var kept: [(Int, Int, Int)] = []
      for node in 0..<n where !isConnected[node] {
        var (best, most) = (-1, 0)
        func consider(_ other: Int) {
          let count = other == node ? 0 : together(node, other)
          if count > most { (best, most) = (other, count) }
        }
        if let base { for other in base.out.row(node) { consider(Int(other)) } } else { (0..<n).forEach(consider) }
        if best >= 0 { kept.append((min(node, best), max(node, best), most)) }
      }
      kept.sort { ($0.0, $0.1) < ($1.0, $1.1) }
      for (index, pair) in kept.enumerated()
      where index == 0 || (kept[index - 1].0, kept[index - 1].1) != (pair.0, pair.1) { add(pair.0, pair.1, pair.2) }
    }
    self.graph = Graph(
      sources: sources, targets: targets, weights: weights, nodeCount: n, names: graph.names, isDirected: false,
      execution: execution)
  }
}
