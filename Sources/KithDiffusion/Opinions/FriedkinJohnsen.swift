import KithFoundation
import KithGraph

/// Opinions of people who heed others, but never quite give up their own.
///
///     let settled = try FriedkinJohnsen(susceptibility: [1, 1, 0.5]).opinions(from: [1, 0, 0], in: graph)
///
/// x ← Λ W x + (1 − Λ) x₀ with W as in `DeGroot` and Λ how far each person gives way, from 0 (never) to 1 (wholly);
/// settles at x = (I − ΛW)⁻¹ (I − Λ) x₀. Friedkin & Johnsen 1990, doi 10.1080/0022250X.1990.9990069.
public struct FriedkinJohnsen: Sendable, Codable, Equatable {
  /// By node, from 0 to 1.
  public var susceptibility: [Double]
  /// The largest change of an opinion at which the iteration ends.
  public var tolerance: Double
  public var maxIterations: Int

  public init(susceptibility: [Double], tolerance: Double = 1e-12, maxIterations: Int = 100_000) {
    self.susceptibility = susceptibility
    self.tolerance = tolerance
    self.maxIterations = maxIterations
  }

  /// Where opinions settle, by node.
  ///
  /// Errors: E453 for values of other people, E720 for a susceptibility outside [0, 1], E402 for weights below 0, E401
  /// where opinions go on in circles among people who give way wholly. O(edges) an iteration.
  public func opinions(
    from initial: [Double], in attention: Graph, execution: Execution = .serial
  ) throws -> [Double] {
    for (what, values) in [("opinions", initial), ("susceptibilities", susceptibility)]
    where values.count != attention.nodeCount {
      throw KithError.values(what, "\(values.count) for \(attention.nodeCount) people", help: "give one a person")
    }
    if let bad = susceptibility.first(where: { !(0...1 ~= $0) }) {
      throw KithError.option("a susceptibility", bad, choose: "a number from 0 to 1")
    }
    let trust = try TrustRows(attention)
    var opinions = initial
    for iteration in 1...max(1, maxIterations) {
      try execution.checkCancellation()
      let heard = trust.averages(of: opinions)
      var change = 0.0
      for node in opinions.indices {
        let moved = susceptibility[node] * heard[node] + (1 - susceptibility[node]) * initial[node]
        change = max(change, abs(moved - opinions[node]))
        opinions[node] = moved
      }
      if change < tolerance { return opinions }
      execution.report("settling opinions", done: iteration, of: nil, unit: "iterations")
    }
    throw KithError(
      .notConverged,
      Diagnostic(
        "E401", "opinions have not settled after \(maxIterations) iterations",
        help: "let somebody keep a little of their own opinion, or allow more iterations"))
  }
}
