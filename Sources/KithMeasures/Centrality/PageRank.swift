import KithFoundation
import KithGraph

/// Whom attention reaches: the share of time a reader spends at each person who keeps following
/// "addressed" edges and now and then jumps anywhere.
///
///     let ranks = try PageRank().scores(in: graph, execution: Execution(threads: 2))
///     ranks.top(20)
///
/// The stationary vector of d·P + (1 − d)/n, where a row of P is a node's out-edges by strength, or
/// uniform for a node without any (a dangling one). Scores sum to 1. For influence rather than
/// attention pass `graph.influence`.
///
/// Throws `KithError`: usage for options out of range, bad data for weights that are negative or not
/// finite, not converged when `maxIterations` do not reach the tolerance. O(edges) an iteration.
/// Page, Brin, Motwani & Winograd 1999, Stanford InfoLab 1999-66.
public struct PageRank: NodeMeasure, Codable, Equatable {
  /// The chance to follow an edge rather than jump: at least 0, below 1.
  public var damping: Double
  /// The L1 change between iterations that ends the run; 0 runs exactly `maxIterations`.
  ///
  /// The result is then within tolerance · d/(1 − d) of the true vector. Sums of single-precision
  /// terms carry the iteration only while it is far from the end: once the change is below 1e-4 a
  /// double-precision pass takes what they lost out again. A run of fixed length that ends before
  /// that is within about 1e-7 of the same run in double precision.
  public var tolerance: Double
  /// At least 1.
  public var maxIterations: Int
  /// Follow edges in proportion to their weights; false follows each of a node's edges equally often.
  public var usesWeights: Bool

  public init(
    damping: Double = 0.85, tolerance: Double = 1e-10, maxIterations: Int = 200, usesWeights: Bool = true
  ) {
    self.damping = damping
    self.tolerance = tolerance
    self.maxIterations = maxIterations
    self.usesWeights = usesWeights
  }

  public static let info = MeasureInfo(
    name: "pagerank", title: "PageRank", question: "Whom does attention reach, counting who gives it?",
    convention: """
      Runs on attention (a → b: a addressed b), weighted by strength; damping 0.85; people who address nobody \
      pass their share to everyone equally; scores sum to 1.
      """,
    complexity: "O(edges) an iteration",
    citation: "Page, Brin, Motwani & Winograd 1999, Stanford InfoLab 1999-66")

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    try checkOptions()
    if graph.nodeCount == 0 { return NodeScores(measure: Self.info, values: []) }
    let graph = usesWeights ? graph : graph.unweighted
    let kernel = try PageRankKernel(graph, damping: damping, execution: execution)
    for iteration in 1...maxIterations {
      try execution.checkCancellation()
      let change = kernel.iterate(execution)
      execution.report("PageRank", done: iteration, of: maxIterations, unit: "iterations")
      if change < tolerance || iteration == maxIterations && tolerance == 0 {
        let convergence = Convergence(iterations: iteration, residual: change)
        return NodeScores(measure: Self.info, values: kernel.ranks, convergence: convergence)
      }
    }
    throw Self.info.convergenceError(tolerance, iterations: maxIterations)
  }

  private func checkOptions() throws {
    if !(damping >= 0 && damping < 1) {
      throw Self.info.optionError("damping", damping, choose: "at least 0 and below 1; 0.85 is usual")
    }
    if !(tolerance >= 0 && tolerance.isFinite) {
      throw Self.info.optionError("tolerance", tolerance, choose: "0 (a fixed number of iterations) or more")
    }
    if maxIterations < 1 { throw Self.info.optionError("number of iterations", maxIterations, choose: "at least 1") }
  }

  public var info: MeasureInfo { Self.info }
}
