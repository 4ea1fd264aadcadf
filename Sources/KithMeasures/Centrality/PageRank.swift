import KithFoundation
import KithGraph

/// Whom attention reaches: the share of time a reader spends at each person who keeps following
/// "addressed" edges and now and then jumps anywhere.
public struct PageRank: Sendable, Codable, Equatable {
  public var damping: Double
  /// L1 change between iterations that ends the run; 0 runs all `maxIterations`.
  public var tolerance: Double
  public var maxIterations: Int

  public init(damping: Double = 0.85, tolerance: Double = 1e-10, maxIterations: Int = 200) {
    self.damping = damping
    self.tolerance = tolerance
    self.maxIterations = maxIterations
  }

  public static let info = MeasureInfo(
    name: "pagerank", title: "PageRank", question: "Whom does attention reach, counting who gives it?",
    convention:
      "Runs on attention (a → b: a addressed b), weighted by strength; damping 0.85; dangling mass spread uniformly; scores sum to 1.",
    complexity: "O(edges) an iteration",
    citation: "Page, Brin, Motwani & Winograd 1999, Stanford InfoLab 1999-66")

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    let n = graph.nodeCount
    if n == 0 { return NodeScores(measure: Self.info, values: []) }
    var strength = [Double](repeating: 0, count: n)
    for node in 0..<n {
      for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] { strength[node] += Double(graph.out.weight(at: edge)) }
    }
    var rank = [Double](repeating: 1 / Double(n), count: n)
    for iteration in 1...maxIterations {
      try execution.checkCancellation()
      var dangling = 0.0
      for node in 0..<n where strength[node] == 0 { dangling += rank[node] }
      let base = (1 - damping + damping * dangling) / Double(n)
      var change = 0.0
      var next = rank
      for node in 0..<n {
        var sum = 0.0
        for edge in graph.in.offsets[node]..<graph.in.offsets[node + 1] {
          let source = Int(graph.in.neighbors[edge])
          sum += rank[source] / strength[source] * Double(graph.in.weight(at: edge))
        }
        next[node] = base + damping * sum
        change += abs(next[node] - rank[node])
      }
      rank = next
      if change < tolerance {
        return NodeScores(measure: Self.info, values: rank, convergence: Convergence(iterations: iteration, residual: change))
      }
    }
    throw KithError(.notConverged, Diagnostic("E401", "PageRank did not converge in \(maxIterations) iterations"))
  }
}
