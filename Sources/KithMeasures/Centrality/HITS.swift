import KithFoundation
import KithGraph

/// Who points to the much addressed (hubs), and who is addressed by those who do (authorities).
///
///     let authorities = try HITS(.authorities).scores(in: graph, execution: .serial)
///
/// Authorities a ∝ Aᵀh, hubs h ∝ Aa, from equal hubs; each sums to 1. Weighted by strength unless told
/// otherwise. In a network of several parts only the one with the largest singular value scores
/// above 0; where parts tie for it, or an undirected network is two-sided, no pair of vectors is the
/// only one and this is the one that equal hubs lead to. Scores below `tolerance` are 0.
///
/// Throws `KithError`: usage for options out of range, bad data for weights, "answer is no" without
/// relations, not converged. O(edges) an iteration. Kleinberg 1999, doi 10.1145/324133.324140.
public struct HITS: NodeMeasure, Codable, Equatable {
  public enum Role: String, Sendable, Codable, CaseIterable { case hubs, authorities }
  public var role: Role
  /// Count the weights; false takes every edge as 1.
  public var usesWeights: Bool
  /// The L1 change of the authorities between iterations that ends the run; above 0.
  public var tolerance: Double
  /// At least 1.
  public var maxIterations: Int

  public init(_ role: Role, usesWeights: Bool = true, tolerance: Double = 1e-12, maxIterations: Int = 5_000) {
    self.role = role
    self.usesWeights = usesWeights
    self.tolerance = tolerance
    self.maxIterations = maxIterations
  }

  public var info: MeasureInfo {
    MeasureInfo(
      name: role.rawValue, title: role == .hubs ? "HITS hubs" : "HITS authorities",
      question: role == .hubs
        ? "Who addresses the people everyone looks up to?" : "Who is looked up to by those who know whom to ask?",
      convention: """
        Runs on attention (a → b: a addressed b), weighted by strength; scores sum to 1. Hubs address authorities, \
        authorities are addressed by hubs; in an undirected network the two differ only where it is two-sided.
        """,
      complexity: "O(edges) an iteration", citation: "Kleinberg 1999, doi 10.1145/324133.324140",
      needs: "At least one relation. Only the part of the network that is strongest in it scores above 0.")
  }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    if !(tolerance > 0 && tolerance < 1) {
      throw info.optionError("tolerance", tolerance, choose: "above 0 and below 1")
    }
    if maxIterations < 1 { throw info.optionError("number of iterations", maxIterations, choose: "at least 1") }
    try graph.checkWeights(for: info, execution: execution)
    let graph = usesWeights ? graph : graph.unweighted
    let count = graph.nodeCount
    if count == 0 { return NodeScores(measure: info, values: []) }
    guard graph.out.neighbors.indices.contains(where: { graph.out.weight(at: $0) > 0 }) else {
      throw info.undefinedError("nobody addresses anybody", help: "look at the rows that were read: kith inspect")
    }
    return try graph.out.withPointers { out in
      try graph.in.withPointers { inward in
        let hubs = Scratch<Double>(repeating: 1 / Double(count), count: count)
        var old = Scratch<Double>(repeating: 0, count: count)
        var new = Scratch<Double>(uninitialized: count)
        for iteration in 1...maxIterations {
          try execution.checkCancellation()
          let (before, authorities) = (old, new)
          execution.multiply(inward, hubs, into: authorities)
          normalise(authorities, execution)
          execution.multiply(out, authorities, into: hubs)
          normalise(hubs, execution)
          let change = execution.sum(over: count) { abs(authorities.base[$0] - before.base[$0]) }
          execution.report("HITS", done: iteration, of: maxIterations, unit: "iterations")
          if change < tolerance {
            let values = role == .hubs ? hubs.array : authorities.array
            return NodeScores(
              measure: info, values: values.map { $0 < tolerance ? 0 : $0 },
              convergence: Convergence(iterations: iteration, residual: change))
          }
          swap(&old, &new)
        }
        throw info.convergenceError(
          tolerance, iterations: maxIterations,
          help: "its leading parts may be too alike for one answer: ask for pagerank, or allow more iterations")
      }
    }
  }

  private func normalise(_ values: Scratch<Double>, _ execution: Execution) {
    let sum = execution.sum(over: values.count) { values.base[$0] }
    execution.fill(values) { values.base[$0] / sum }
  }

  public func memory(for size: GraphSize, threads: Int) -> Int { 44 * size.nodes }
}
