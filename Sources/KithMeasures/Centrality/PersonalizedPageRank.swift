import KithFoundation
import KithGraph

/// Whom attention reaches that starts with given people: PageRank that always returns to them.
///
///     let near = try PersonalizedPageRank(restart: ["kim", "lee"]).scores(in: graph, execution: .serial)
///
/// The stationary vector of d·P + (1 − d)·r, r the restart vector: equal for the given people, or by
/// `weights`. A row of P is a node's out-edges by strength; for a node without any it is r itself, as in
/// igraph and networkx. Scores sum to 1; people out of reach of the given ones score 0.
///
/// Throws `KithError`: usage for options out of range or unknown ids, bad data for weights that are
/// negative or not finite, not converged. O(edges) an iteration.
/// Haveliwala 2002, doi 10.1145/511446.511513.
public struct PersonalizedPageRank: NodeMeasure, Codable, Equatable {
  /// Ids of the people to return to, in any order; the node's number in a graph without names.
  public var restart: [String]
  /// How often to return to each, in proportion; nil is equally often.
  public var weights: [Double]?
  /// The chance to follow an edge rather than return: at least 0, below 1.
  public var damping: Double
  /// Count the edges' weights; false takes every edge as 1.
  public var usesWeights: Bool
  /// The L1 change between iterations that ends the run; above 0.
  public var tolerance: Double
  /// At least 1.
  public var maxIterations: Int

  public init(
    restart: [String], weights: [Double]? = nil, damping: Double = 0.85, usesWeights: Bool = true,
    tolerance: Double = 1e-12, maxIterations: Int = 1_000
  ) {
    self.restart = restart
    self.weights = weights
    self.damping = damping
    self.usesWeights = usesWeights
    self.tolerance = tolerance
    self.maxIterations = maxIterations
  }

  public static let info = MeasureInfo(
    name: "personalized-pagerank", title: "Personalised PageRank",
    question: "Whom does the attention of these people reach?",
    convention: """
      Runs on attention (a → b: a addressed b), weighted by strength; damping 0.85; each jump returns to one of the \
      given people, and people who address nobody pass their share to them too; scores sum to 1.
      """,
    complexity: "O(edges) an iteration", citation: "Haveliwala 2002, doi 10.1145/511446.511513",
    needs: "The ids of the people to start from.")
  public var info: MeasureInfo { Self.info }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    try checkOptions()
    try graph.checkWeights(for: info, execution: execution)
    let graph = usesWeights ? graph : graph.unweighted
    let count = graph.nodeCount
    let jump = try restartVector(in: graph)
    return try graph.in.withPointers { rows in
      let strengths = Scratch<Double>(uninitialized: count)
      graph.out.withPointers { out in
        execution.fill(strengths, grain: Execution.gatherGrain) { out.strength(of: $0) }
      }
      let shares = Scratch<Double>(uninitialized: count)
      var x = Scratch<Double>(uninitialized: count)
      var y = Scratch<Double>(uninitialized: count)
      execution.fill(x) { jump.base[$0] }
      for iteration in 1...maxIterations {
        try execution.checkCancellation()
        let (old, new) = (x, y)
        execution.fill(shares) { strengths.base[$0] > 0 ? old.base[$0] / strengths.base[$0] : 0 }
        let dangling = execution.sum(over: count) { strengths.base[$0] > 0 ? 0 : old.base[$0] }
        let returning = 1 - damping + damping * dangling
        execution.fill(new, grain: Execution.gatherGrain) {
          returning * jump.base[$0] + damping * rows.weightedSum(of: $0, shares.base)
        }
        let change = execution.sum(over: count) { abs(new.base[$0] - old.base[$0]) }
        execution.report(info.title, done: iteration, of: maxIterations, unit: "iterations")
        if change < tolerance {
          let total = execution.sum(over: count) { new.base[$0] }
          return NodeScores(
            measure: info, values: new.array.map { $0 / total },
            convergence: Convergence(iterations: iteration, residual: change))
        }
        swap(&x, &y)
      }
      throw info.convergenceError(tolerance, iterations: maxIterations)
    }
  }

  private func checkOptions() throws {
    if !(damping >= 0 && damping < 1) {
      throw info.optionError("damping", damping, choose: "at least 0 and below 1; 0.85 is usual")
    }
    if !(tolerance > 0 && tolerance < 1) {
      throw info.optionError("tolerance", tolerance, choose: "above 0 and below 1")
    }
    if maxIterations < 1 { throw info.optionError("number of iterations", maxIterations, choose: "at least 1") }
    if restart.isEmpty { throw info.optionError("restart", "empty", choose: "at least one person's id") }
    guard let weights else { return }
    if weights.count != restart.count {
      throw info.optionError("number of restart weights", weights.count, choose: "one for each of \(restart.count) ids")
    }
    let total = weights.reduce(0, +)
    if !(weights.allSatisfy { $0 >= 0 } && total > 0 && total.isFinite) {
      throw info.optionError("restart weights", "\(weights)", choose: "numbers of 0 or more, one of them above 0")
    }
  }

  /// By node; sums to 1. An id given twice counts twice.
  private func restartVector(in graph: Graph) throws -> Scratch<Double> {
    let jump = Scratch<Double>(repeating: 0, count: graph.nodeCount)
    let nodes = try restart.map { try graph.node(withID: $0) }
    let weights = weights ?? [Double](repeating: 1, count: restart.count)
    // In node order, so that the order of the ids changes nothing.
    let sorted = zip(nodes, weights).sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    let total = sorted.reduce(0) { $0 + $1.1 }
    for (node, weight) in sorted { jump.base[node] += weight / total }
    return jump
  }

  public func memory(for size: GraphSize, threads: Int) -> Int { 60 * size.nodes }
}
