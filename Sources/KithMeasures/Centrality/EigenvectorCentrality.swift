import KithFoundation
import KithGraph

/// Who is addressed by people who are themselves much addressed: the leading eigenvector.
///
///     let scores = try EigenvectorCentrality().scores(in: graph, execution: .serial)
///
/// The vector x ≥ 0 of length 1 (L2) with λx = Aᵀx for the largest eigenvalue λ: a person's score is
/// the sum of the scores of those who address them, over λ. Power iteration on Aᵀ + σ, σ a quarter of the
/// current growth, from equal scores; so bipartite networks converge too. In a network of several parts
/// only those with the largest eigenvalue score above 0; where parts tie for it, no vector is the only
/// one and this is the one that equal starts lead to. Scores below `tolerance` are 0.
///
/// Throws `KithError`: usage for options out of range, bad data for weights, "answer is no" where no walk
/// returns to its start (every score would be 0), not converged. O(edges) an iteration.
/// Bonacich 1972, doi 10.1080/0022250X.1972.9989806.
public struct EigenvectorCentrality: NodeMeasure, Codable, Equatable {
  /// Count the weights; false takes every edge as 1.
  public var usesWeights: Bool
  /// The L2 change between iterations that ends the run; above 0.
  public var tolerance: Double
  /// At least 1.
  public var maxIterations: Int

  public init(usesWeights: Bool = true, tolerance: Double = 1e-12, maxIterations: Int = 5_000) {
    self.usesWeights = usesWeights
    self.tolerance = tolerance
    self.maxIterations = maxIterations
  }

  public static let info = MeasureInfo(
    name: "eigenvector", title: "Eigenvector centrality", question: "Who is addressed by people who matter themselves?",
    convention: """
      Runs on attention (a → b: a addressed b), weighted by strength; squares of the scores sum to 1. Only the part \
      of the network with the largest eigenvalue scores above 0.
      """,
    complexity: "O(edges) an iteration", citation: "Bonacich 1972, doi 10.1080/0022250X.1972.9989806",
    needs: "Somebody whom attention comes back to; else PageRank or Katz answer. One leading part.")
  public var info: MeasureInfo { Self.info }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    if !(tolerance > 0 && tolerance < 1) {
      throw info.optionError("tolerance", tolerance, choose: "above 0 and below 1")
    }
    if maxIterations < 1 { throw info.optionError("number of iterations", maxIterations, choose: "at least 1") }
    try graph.checkWeights(for: info, execution: execution)
    let graph = usesWeights ? graph : graph.unweighted
    let count = graph.nodeCount
    if count == 0 { return NodeScores(measure: info, values: []) }
    guard graph.hasCycle() else {
      throw info.undefinedError(
        "attention never comes back to anybody, so every score would be 0", help: "ask for pagerank or katz instead")
    }
    return try graph.in.withPointers { rows in
      var x = Scratch<Double>(repeating: 1 / Double(count).squareRoot(), count: count)
      var y = Scratch<Double>(uninitialized: count)
      for iteration in 1...maxIterations {
        try execution.checkCancellation()
        let (old, new) = (x, y)
        execution.multiply(rows, old, into: new)
        let shift =
          execution.sum(over: count) { new.base[$0] } / execution.sum(over: count) { old.base[$0] } / 4
        execution.fill(new) { new.base[$0] + shift * old.base[$0] }
        // By the largest first: squares of numbers far from 1 would leave the range.
        let largest = execution.largest(over: count) { new.base[$0] }
        let squares = execution.sum(over: count) { (new.base[$0] / largest) * (new.base[$0] / largest) }
        let length = largest * squares.squareRoot()
        execution.fill(new) { new.base[$0] / length }
        let change = execution.sum(over: count) { node in
          let step = new.base[node] - old.base[node]
          return step * step
        }.squareRoot()
        execution.report(info.title, done: iteration, of: maxIterations, unit: "iterations")
        if change < tolerance {
          return NodeScores(
            measure: info, values: new.array.map { $0 < tolerance ? 0 : $0 },
            convergence: Convergence(iterations: iteration, residual: change))
        }
        swap(&x, &y)
      }
      throw info.convergenceError(
        tolerance, iterations: maxIterations,
        help: "its leading parts may be too alike for one answer: ask for pagerank or katz, or allow more iterations")
    }
  }

  public func memory(for size: GraphSize, threads: Int) -> Int { 40 * size.nodes }
}
