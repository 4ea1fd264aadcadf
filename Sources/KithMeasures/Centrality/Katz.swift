import KithFoundation
import KithGraph

/// Whom attention reaches over walks of any length, longer ones counting less.
///
///     let scores = try Katz().scores(in: graph, execution: .serial)
///     let near = try Katz(alpha: 0.05, usesWeights: false).scores(in: graph, execution: .serial)
///
/// x = α·Aᵀx + 1: one for each person, α for each who addresses them, α² for each who addresses those … The
/// walks have a finite sum only while α is below 1/λ, λ the largest eigenvalue; by default α is 0.85/λ (a bound
/// just above λ standing in for it where that takes too long to find). Where no walk returns to its start (λ =
/// 0) any α will do and the default is 0.85 over the largest in-strength.
///
/// Throws `KithError`: usage for options out of range and for an α of 1/λ or more, bad data for weights, not
/// converged. O(edges) an iteration. Katz 1953, doi 10.1007/BF02289026.
public struct Katz: NodeMeasure, Codable, Equatable {
  /// What a step more counts; above 0, below 1/λ. Nil is 0.85/λ.
  public var alpha: Double?
  /// Count the weights; false takes every edge as 1.
  public var usesWeights: Bool
  /// Scale the scores so that their squares sum to 1.
  public var hasUnitLength: Bool
  /// The largest change of a score, of the largest score, that ends the run; above 0.
  public var tolerance: Double
  /// At least 1.
  public var maxIterations: Int

  public init(
    alpha: Double? = nil, usesWeights: Bool = true, hasUnitLength: Bool = false, tolerance: Double = 1e-12,
    maxIterations: Int = 10_000
  ) {
    self.alpha = alpha
    self.usesWeights = usesWeights
    self.hasUnitLength = hasUnitLength
    self.tolerance = tolerance
    self.maxIterations = maxIterations
  }

  public static let info = MeasureInfo(
    name: "katz", title: "Katz centrality", question: "Whom does attention reach over any number of steps?",
    convention: """
      Runs on attention (a → b: a addressed b), weighted by strength: 1 plus alpha times the scores of those who \
      address the person. alpha is 0.85 over the largest eigenvalue unless given; not normalised.
      """,
    complexity: "O(edges) an iteration", citation: "Katz 1953, doi 10.1007/BF02289026",
    needs: "An alpha below one over the largest eigenvalue. Without relations every value is 1.")
  public var info: MeasureInfo { Self.info }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    if !(tolerance > 0 && tolerance < 1) {
      throw info.optionError("tolerance", tolerance, choose: "above 0 and below 1")
    }
    if maxIterations < 1 { throw info.optionError("number of iterations", maxIterations, choose: "at least 1") }
    if let alpha, !(alpha > 0 && alpha.isFinite) {
      throw info.optionError("alpha", alpha, choose: "above 0 and below one over the largest eigenvalue")
    }
    try graph.checkWeights(for: info, execution: execution)
    let graph = usesWeights ? graph : graph.unweighted
    let count = graph.nodeCount
    if count == 0 { return NodeScores(measure: info, values: []) }
    let alpha = try attenuation(in: graph, execution)
    return try graph.in.withPointers { rows in
      var x = Scratch<Double>(repeating: 1, count: count)
      var y = Scratch<Double>(uninitialized: count)
      for iteration in 1...maxIterations {
        try execution.checkCancellation()
        let (old, new) = (x, y)
        execution.fill(new, grain: Execution.gatherGrain) { 1 + alpha * rows.weightedSum(of: $0, old.base) }
        let largest = execution.largest(over: count) { new.base[$0] }
        let change = execution.largest(over: count) { abs(new.base[$0] - old.base[$0]) } / largest
        execution.report(info.title, done: iteration, of: maxIterations, unit: "iterations")
        if !largest.isFinite { break }
        if change < tolerance {
          let squares = execution.sum(over: count) { (new.base[$0] / largest) * (new.base[$0] / largest) }
          let scale = hasUnitLength ? 1 / (largest * squares.squareRoot()) : 1
          return NodeScores(
            measure: info, values: new.array.map { $0 * scale },
            convergence: Convergence(iterations: iteration, residual: change))
        }
        swap(&x, &y)
      }
      throw info.convergenceError(tolerance, iterations: maxIterations, help: "choose a smaller alpha than \(alpha)")
    }
  }

  /// The α to use, refused where the walks have no finite sum.
  private func attenuation(in graph: Graph, _ execution: Execution) throws -> Double {
    let radius = try SpectralRadius().bounds(of: graph, execution: execution)
    if let alpha {
      // Where the bound is not yet tight the iteration itself tells whether the sum is finite.
      if alpha * radius.upper < 1 || !radius.isConverged { return alpha }
      let limit = "\(1 / radius.estimate)"
      throw info.optionError(
        "alpha", alpha, choose: "below \(limit), one over the network's largest eigenvalue; 0.85 of that is usual")
    }
    if radius.upper > 0 { return 0.85 / radius.upper }
    let strongest = graph.in.withPointers { rows in
      execution.largest(over: graph.nodeCount) { rows.strength(of: $0) }
    }
    return strongest > 0 ? 0.85 / strongest : 0.85
  }

  public func memory(for size: GraphSize, threads: Int) -> Int { 40 * size.nodes }
}
