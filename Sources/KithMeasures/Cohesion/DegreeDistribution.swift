import KithFoundation
import KithGraph
import KithStatistics

/// How contacts, or strength, are spread over people, and whether a few have very many.
///
///     let table = try DegreeDistribution(.in).table(of: graph)     // values, people, share with at least as many
///     let fit = try DegreeDistribution(.in).fit(of: graph)
///     print(fit?.verdict.rawValue ?? "too few")
///
/// Throws E402 for bad weights where they count, E720 for a negative count of bootstraps, `CancellationError`.
/// O(nodes log nodes + edges) for the table; for the fit see `HeavyTailFit`.
/// Clauset, Shalizi & Newman 2009, doi 10.1137/070710111.
public struct DegreeDistribution: GraphMeasure, Codable, Equatable {
  public var direction: DegreeCentrality.Direction
  /// Of strengths instead of numbers of contacts.
  public var isWeighted: Bool
  /// Data sets drawn to judge the power law; 0 for none. A hundred tell its plausibility to about 0.05.
  public var bootstraps: Int
  public var seed: UInt64

  public init(
    _ direction: DegreeCentrality.Direction = .all, isWeighted: Bool = false, bootstraps: Int = 100, seed: UInt64 = 1
  ) {
    self.direction = direction
    self.isWeighted = isWeighted
    self.bootstraps = bootstraps
    self.seed = seed
  }

  public var info: MeasureInfo {
    let values = isWeighted ? "strength" : "degree"
    return MeasureInfo(
      name: "\(values)-distribution", title: "\(values.prefix(1).uppercased())\(values.dropFirst()) distribution",
      question: isWeighted
        ? "Do a few people hold most of the contact, as in a heavy-tailed distribution?"
        : "Do a few people have very many contacts, as in a heavy-tailed distribution?",
      convention: """
        The exponent of a power law fitted to the people with the largest \(values), from the threshold where law \
        and data agree best; people with 0 left out. Beside it: whether the tail is heavy, and whether a power law \
        is plausible for it, 1 or 0 (nothing where it cannot be told); how many people that tail holds; the law's \
        plausibility (below 0.1 it is ruled out); and how it compares with a log-normal and an exponential \
        (z above 0: the power law is likelier; p below 0.1: the difference is clear). Direction as for \(values).
        """,
      complexity: "O(250 · distinct values) a fit, 101 fits",
      citation: "Clauset, Shalizi & Newman 2009, doi 10.1137/070710111; Vuong 1989, doi 10.2307/1912557",
      result: .graph,
      needs: "Ten people with relations who do not all have the same \(values); fifty in the tail for a verdict.")
  }

  public func memory(for size: GraphSize, threads: Int) -> Int { 48 * size.nodes * (1 + threads) }

  /// How many people have each value, those with 0 too.
  public func table(of graph: Graph, execution: Execution = .serial) throws -> Frequencies {
    Frequencies(try values(graph, execution))
  }

  /// Nil where there is no tail to fit.
  public func fit(of graph: Graph, execution: Execution = .serial) throws -> HeavyTailFit? {
    if bootstraps < 0 { throw info.optionError("bootstraps", bootstraps, choose: "0 or more") }
    return try HeavyTailFit(
      try values(graph, execution), kind: isWeighted ? nil : .discrete, bootstraps: bootstraps, seed: seed,
      execution: execution)
  }

  public func value(of graph: Graph, execution: Execution = .serial) throws -> GraphValue {
    guard let fit = try fit(of: graph, execution: execution) else {
      return GraphValue(measure: info, undefined: "no ten people make a tail in which not all are equal")
    }
    var details: [GraphValue.Detail] = []
    if fit.verdict != .cannotTell {
      details.append(.init("is_heavy_tailed", fit.verdict.isHeavyTailed ? 1 : 0))
      details.append(.init("is_power_law", fit.verdict.allowsPowerLaw ? 1 : 0))
    }
    details += [
      .init("standard_error", fit.powerLaw.standardError), .init("threshold", fit.powerLaw.threshold),
      .init("people_in_tail", Double(fit.powerLaw.tailCount)), .init("distance", fit.powerLaw.distance),
    ]
    if let plausibility = fit.plausibility { details.append(.init("plausibility", plausibility)) }
    details += [
      .init("log_normal_z", fit.againstLogNormal.z), .init("log_normal_p", fit.againstLogNormal.p),
      .init("exponential_z", fit.againstExponential.z), .init("exponential_p", fit.againstExponential.p),
    ]
    return GraphValue(measure: info, value: fit.powerLaw.exponent, details: details, note: fit.verdict.rawValue)
  }

  private func values(_ graph: Graph, _ execution: Execution) throws -> [Double] {
    if isWeighted { try graph.checkWeights(for: info, execution: execution) }
    return DegreeCentrality(direction, isWeighted: isWeighted).scores(in: graph, execution: execution).values
  }
}
