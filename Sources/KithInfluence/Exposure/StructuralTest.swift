import KithDiffusion
import KithFoundation
import KithGraph
import KithStatistics

/// Does it matter for the mean threshold who is tied to whom, or only how many ties each person has?
///
///     let test = try StructuralTest(draws: 199).result(of: times, over: graph)
///     test?.twoSided                            // 2 · min(P(null ≤ observed), P(null ≥ observed))
///
/// The mean threshold beside those after edges were rewired with everyone's numbers of ties kept. A low one says that
/// people act with less of their own company than of strangers' before them. It is descriptive: friends who are alike
/// act at like times, which moves it as influence does. Nil where the degrees allow no other graph.
/// Valente, Vega Yon & Dyal, netdiffuseR's `struct_test`; rewiring as in `DegreePreservingRewiring`.
/// O(draws · (swaps + edges)).
public struct StructuralTest: Sendable, Codable, Equatable {
  public var exposure: NetworkExposure
  public var draws: Int
  public var seed: UInt64

  public init(exposure: NetworkExposure = NetworkExposure(), draws: Int = 199, seed: UInt64 = 1) {
    self.exposure = exposure
    self.draws = draws
    self.seed = seed
  }

  /// Errors: those of `AdoptionThresholds` and of the rewiring; E405 (exit 1) where nobody has a threshold.
  public func result(
    of times: AdoptionTimes, over attention: Graph, execution: Execution = .serial
  ) throws -> NullComparison? {
    if draws < 1 { throw KithError.option("the number of draws", draws, choose: "a number of 1 or more") }
    let thresholds = AdoptionThresholds(exposure: exposure)
    let observed = try thresholds.of(times, over: attention).mean
    guard let value = observed.value else {
      throw InfluenceError.unanswerable(
        "whether ties matter for thresholds", observed.undefined ?? "",
        help: "give a log and actions of the same people")
    }
    let rewiring = DegreePreservingRewiring(draws: draws, seed: seed)
    guard try rewiring.graph(0, of: attention) != nil else { return nil }
    let chunks = (draws + 3) / 4
    let results = ResultSlots<[Double]>(count: chunks)
    let failure = ResultSlots<any Error>(count: chunks)
    execution.forEachChunk(of: draws, grain: 4) { chunk, range in
      if execution.isCancelled() { return }
      do {
        results[chunk] = try range.map { draw in
          guard let graph = try rewiring.graph(draw, of: attention) else { return .nan }
          return try thresholds.of(times, over: graph).mean.value ?? .nan
        }
      } catch { failure[chunk] = error }
      execution.report("rewiring", done: range.upperBound, of: draws, unit: "draws")
    }
    try execution.checkCancellation()
    for chunk in 0..<chunks { if let error = failure[chunk] { throw error } }
    return NullComparison(observed: value, draws: (0..<chunks).flatMap { results[$0] ?? [] })
  }
}
