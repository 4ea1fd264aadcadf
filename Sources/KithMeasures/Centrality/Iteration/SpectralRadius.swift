import KithFoundation
import KithGraph

/// The largest eigenvalue of the network's matrix: how fast something grows that everyone passes on to all contacts.
///
///     try SpectralRadius().value(of: graph, execution: .serial).value       // karate club: 6.7257
///
/// Power iteration on A + σ, σ a quarter of the current growth, so that two-sided (bipartite) networks
/// do not swing for ever. The greatest ratio (Ax)ᵢ/xᵢ of a positive x is never below the eigenvalue
/// (Collatz 1942, doi 10.1007/BF01180013): the run ends when growth comes within `tolerance` of that
/// bound. 0 where no walk returns to its start. Throws `KithError`: usage for options out of range, bad
/// data for weights, not converged. O(edges) an iteration.
public struct SpectralRadius: GraphMeasure, Codable, Equatable {
  /// Count the weights; false takes every edge as 1.
  public var usesWeights: Bool
  /// Relative distance of the estimate from the bound above it.
  public var tolerance: Double
  /// At least 1.
  public var maxIterations: Int

  public init(usesWeights: Bool = true, tolerance: Double = 1e-9, maxIterations: Int = 2_000) {
    self.usesWeights = usesWeights
    self.tolerance = tolerance
    self.maxIterations = maxIterations
  }

  public static let info = MeasureInfo(
    name: "spectral-radius", title: "Spectral radius", question: "How readily does something spread on its own?",
    convention: """
      The largest eigenvalue of the matrix of strengths (of 0 and 1 without weights). One over it is the threshold \
      above which an infection lives on, and what Katz's alpha must stay below. 0 where nothing returns to its start.
      """,
    complexity: "O(edges) an iteration",
    citation: "Wang, Chakrabarti, Wang & Faloutsos 2003, doi 10.1109/RELDIS.2003.1238052", result: .graph,
    needs: "Weights of zero or more.")
  public var info: MeasureInfo { Self.info }

  public func value(of graph: Graph, execution: Execution = .serial) throws -> GraphValue {
    let bounds = try bounds(of: graph, execution: execution)
    if !bounds.isConverged {
      throw info.convergenceError(
        tolerance, iterations: maxIterations,
        help: "it lies below \(bounds.upper); allow more iterations, or a larger tolerance")
    }
    return GraphValue(measure: info, value: bounds.estimate)
  }

  /// What is known of the eigenvalue when the iteration ends.
  struct Bounds {
    var estimate = 0.0
    /// Never below the eigenvalue.
    var upper = 0.0
    var isConverged = true
  }

  func bounds(of graph: Graph, execution: Execution) throws -> Bounds {
    if !(tolerance > 0 && tolerance < 1) {
      throw info.optionError("tolerance", tolerance, choose: "above 0 and below 1")
    }
    if maxIterations < 1 { throw info.optionError("number of iterations", maxIterations, choose: "at least 1") }
    try graph.checkWeights(for: info, execution: execution)
    let graph = usesWeights ? graph : graph.unweighted
    let count = graph.nodeCount
    if !graph.hasCycle() { return Bounds() }
    return try graph.in.withPointers { rows in
      var x = Scratch<Double>(repeating: 1, count: count)
      var y = Scratch<Double>(uninitialized: count)
      var bounds = Bounds(estimate: 0, upper: .infinity, isConverged: false)
      for iteration in 1...maxIterations {
        try execution.checkCancellation()
        let (from, to) = (x, y)
        execution.multiply(rows, from, into: to)
        let growth = execution.sum(over: count) { to.base[$0] } / execution.sum(over: count) { from.base[$0] }
        let steepest = execution.largest(over: count) { node in
          from.base[node] > 0 ? to.base[node] / from.base[node] : 0
        }
        bounds.estimate = growth
        bounds.upper = min(bounds.upper, steepest)
        execution.report(info.title, done: iteration, of: maxIterations, unit: "iterations")
        if bounds.upper - growth <= tolerance * bounds.upper {
          bounds.isConverged = true
          return bounds
        }
        let scale = 1 / (1.25 * growth)
        execution.fill(to) { (to.base[$0] + growth / 4 * from.base[$0]) * scale }
        swap(&x, &y)
      }
      return bounds
    }
  }

  public func memory(for size: GraphSize, threads: Int) -> Int { 28 * size.nodes }
}
