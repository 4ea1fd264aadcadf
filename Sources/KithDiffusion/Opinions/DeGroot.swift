import KithFoundation
import KithGraph
import KithMeasures

/// Opinions that become the average of those one heeds, step by step; and whose opinion ends up counting.
///
///     let weights = try DeGroot().influence(in: graph)         // sums to 1
///     let after = DeGroot().opinions(after: 3, from: start, in: graph)
///
/// Everyone heeds whom they address, each in proportion to the edge's weight: T_ij = w_ij / Σ_j w_ij on the attention
/// graph. Whoever addresses nobody keeps their opinion. The consensus is Σ πᵢ xᵢ with π the left unit eigenvector of T,
/// πT = π, where all opinions come to agree; that is where exactly one group heeds nobody outside itself. DeGroot 1974,
/// doi 10.1080/01621459.1974.10480137; Golub & Jackson 2010, doi 10.1257/mic.2.1.112.
public struct DeGroot: Sendable, Codable, Equatable {
  /// The largest change of a weight at which the iteration ends.
  public var tolerance: Double
  public var maxIterations: Int

  public init(tolerance: Double = 1e-12, maxIterations: Int = 100_000) {
    self.tolerance = tolerance
    self.maxIterations = maxIterations
  }

  /// What each person's first opinion weighs in the consensus, by node.
  ///
  /// Averages of two steps are iterated, so that groups that pass opinions round in circles settle too. Errors: E405
  /// (exit 1) for an empty network and where several groups heed nobody outside; E401 not converged; E402 for weights
  /// below 0; E720 for options out of range. O(edges) an iteration.
  public func influence(in attention: Graph, execution: Execution = .serial) throws -> [Double] {
    if !(tolerance > 0 && tolerance < 1) {
      throw KithError.option("the tolerance", tolerance, choose: "a number above 0 and below 1")
    }
    if maxIterations < 1 { throw KithError.option("the number of iterations", maxIterations, choose: "1 or more") }
    let trust = try TrustRows(attention)
    let closed = try closedGroup(attention, trust, execution)
    let count = attention.nodeCount
    var weights = closed.map { $0 ? 1 / Double(closed.count { $0 }) : 0 }
    for iteration in 1...maxIterations {
      try execution.checkCancellation()
      var next = [Double](repeating: 0, count: count)
      for node in 0..<count where weights[node] > 0 {
        trust.forEach(of: node) { heeded, share in next[heeded] += weights[node] * share }
      }
      var change = 0.0
      for node in 0..<count {
        let moved = (weights[node] + next[node]) / 2
        change = max(change, abs(moved - weights[node]))
        weights[node] = moved
      }
      if change < tolerance { return weights }
      execution.report("weighing opinions", done: iteration, of: nil, unit: "iterations")
    }
    throw KithError(
      .notConverged,
      Diagnostic(
        "E401", "opinions have not settled after \(maxIterations) iterations",
        help: "allow more iterations, or a larger tolerance"))
  }

  /// Everyone's opinion after so many steps. Throws E402 and E453 for bad weights and counts. O(steps · edges).
  public func opinions(after steps: Int, from initial: [Double], in attention: Graph) throws -> [Double] {
    if initial.count != attention.nodeCount {
      throw KithError.values(
        "opinions", "\(initial.count) for \(attention.nodeCount) people", help: "give one a person")
    }
    let trust = try TrustRows(attention)
    var opinions = initial
    for _ in 0..<max(0, steps) { opinions = trust.averages(of: opinions) }
    return opinions
  }

  /// The members of the one group that heeds nobody outside itself.
  private func closedGroup(_ attention: Graph, _ trust: TrustRows, _ execution: Execution) throws -> [Bool] {
    let groups = try StrongComponents().partition(of: attention, execution: execution)
    var isOpen = [Bool](repeating: false, count: groups.count)
    for node in 0..<attention.nodeCount {
      let mine = Int(groups.assignment[node])
      trust.forEach(of: node) { heeded, _ in if Int(groups.assignment[heeded]) != mine { isOpen[mine] = true } }
    }
    let closed = isOpen.indices.filter { !isOpen[$0] }
    if closed.count != 1 {
      let why = closed.isEmpty ? "there is nobody" : "\(closed.count) groups heed nobody outside themselves"
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "opinions need not come to agree: \(why)", help: "take a strongly connected part of the network"))
    }
    return (0..<attention.nodeCount).map { Int(groups.assignment[$0]) == closed[0] }
  }
}

/// Whom each person heeds, in shares that sum to 1.
struct TrustRows {
  private let graph: Graph
  private let sums: [Double]

  init(_ attention: Graph) throws {
    if let bad = attention.out.weights?.first(where: { !($0 >= 0 && $0.isFinite) }) {
      throw KithError.weight(Double(bad), of: "who heeds whom")
    }
    graph = attention
    let out = attention.out
    sums = (0..<attention.nodeCount).map { node in
      (out.offsets[node]..<out.offsets[node + 1]).reduce(0.0) { $0 + Double(out.weights?[$1] ?? 1) }
    }
  }

  /// Whoever heeds nobody heeds themselves.
  @inline(__always)
  func forEach(of node: Int, _ body: (_ heeded: Int, _ share: Double) -> Void) {
    if sums[node] == 0 { return body(node, 1) }
    let out = graph.out
    for entry in out.offsets[node]..<out.offsets[node + 1] {
      let weight = Double(out.weights?[entry] ?? 1)
      if weight > 0 { body(Int(out.neighbors[entry]), weight / sums[node]) }
    }
  }

  func averages(of opinions: [Double]) -> [Double] {
    opinions.indices.map { node in
      var sum = 0.0
      forEach(of: node) { heeded, share in sum += share * opinions[heeded] }
      return sum
    }
  }
}
