import KithFoundation
import KithGraph

/// How likely people with k adopting contacts are to adopt next: the exposure curve p(k), with what shuffled times
/// make of it.
///
///     let curve = try DoseResponse().curve(on: graph, times: times)
///     for dose in curve.byCount { … dose.share, dose.interval, dose.shuffled … }
///
/// p(k) = adoptions by people with exactly k adopters among those they address / person-periods at risk with k. Also
/// by the share of those addressed, and by the number of groups the k fall into when only edges among them join
/// (structural diversity; Ugander et al. 2012, doi 10.1073/pnas.1116502109). People who are alike make the curve
/// rise too: read it against the band of shuffled times (Backstrom et al. 2006, doi 10.1145/1150402.1150412).
/// Periods count from `first`, as in `CompanyEffect`; Wilson intervals take person-periods as independent.
public struct DoseResponse: Sendable, Codable, Equatable {
  /// How often times are shuffled for the band; 0 for none, else at least 40.
  public var draws: Int
  /// Equal parts of (0, 1] that shares fall into; a share of 0 stands alone.
  public var parts: Int
  /// The first period that counts.
  public var first: Int
  public var seed: UInt64

  public init(draws: Int = 199, parts: Int = 5, first: Int = 1, seed: UInt64 = 1) {
    (self.draws, self.parts, self.first, self.seed) = (draws, parts, first, seed)
  }

  /// - Parameters:
  ///   - graph: who addresses whom (attention); weights do not count.
  ///   - strata: who may swap times with whom; nil for everybody.
  /// Throws `Unanswerable` where nobody can have had company, E453 for times of other people, E720 for draws and
  /// parts outside their ranges, `CancellationError`. O((1 + draws) · (people + edges + triangles)), in parallel.
  public func curve(
    on graph: Graph, times: AdoptionTimes, within strata: Strata? = nil, execution: Execution = .serial
  ) throws -> ExposureCurve {
    guard draws == 0 || (40...100_000).contains(draws) else {
      throw KithError(
        .usage,
        Diagnostic("E720", "the number of draws is \(draws)", help: "choose 0, or a number from 40 to 100000"))
    }
    guard (1...100).contains(parts) else {
      throw KithError(.usage, Diagnostic("E720", "the number of parts is \(parts)", help: "choose 1 to 100"))
    }
    try times.checkForCompany(on: graph, first: first)
    let circles = Circles(graph)
    let most = (0..<graph.nodeCount).map(graph.out.degree).max() ?? 0
    @Sendable func tallied(_ periods: [Int32]) -> DoseTally {
      var tally = DoseTally(most: most, parts: parts)
      tally.count(circles, periods, count: times.count, first: first)
      return tally
    }
    let observed = tallied(times.periods)
    let groups = ShuffleTest.groups(of: times, within: strata)
    let tallies = DrawnTallies(count: draws)
    execution.forEachChunk(of: draws, grain: 8) { _, range in
      if execution.isCancelled() { return }
      var shuffled = times.periods
      for draw in range {
        ShuffleTest.shuffle(times.periods, into: &shuffled, groups, seed: seed, draw: draw)
        tallies[draw] = tallied(shuffled)
      }
      execution.report("shuffling times", done: range.upperBound, of: draws, unit: "draws")
    }
    try execution.checkCancellation()
    let drawn = tallies.all
    return ExposureCurve(
      byCount: Dose.curve(observed.byCount, drawn.map(\.byCount)) { Double($0) },
      byShare: Dose.curve(observed.byShare, drawn.map(\.byShare)) { Double($0) / Double(parts) },
      byGroups: Dose.curve(observed.byGroups, drawn.map(\.byGroups)) { Double($0) }, draws: draws)
  }
}

/// The exposure curves of one set of adoption times.
public struct ExposureCurve: Sendable, Equatable, Codable {
  /// k = how many of those addressed had adopted.
  public let byCount: [Dose]
  /// k = the upper end of the part that their share falls into; 0 for none.
  public let byShare: [Dose]
  /// k = how many groups they fall into.
  public let byGroups: [Dose]
  /// Shuffles behind the bands.
  public let draws: Int
}

/// People with one amount of company.
public struct Dose: Sendable, Equatable, Codable {
  /// The amount.
  public let k: Double
  /// Person-periods at risk, n(k); never 0.
  public let atRisk: Int
  /// Of these, adoptions.
  public let adoptions: Int
  /// p(k).
  public let share: Double
  /// Wilson's interval at 95 %.
  public let interval: ClosedRange<Double>
  /// 95 of 100 shuffles fall within; nil where fewer than 40 have anybody at k.
  public let shuffled: ClosedRange<Double>?

  static func curve(_ observed: [Cell], _ drawn: [[Cell]], amount: (Int) -> Double) -> [Dose] {
    observed.indices.filter { observed[$0].atRisk > 0 }.map { index in
      let cell = observed[index]
      let shares = drawn.compactMap { $0[index].share }.sorted()
      let skipped = Int(0.025 * Double(shares.count))
      return Dose(
        k: amount(index), atRisk: cell.atRisk, adoptions: cell.adoptions,
        share: Double(cell.adoptions) / Double(cell.atRisk), interval: cell.wilson,
        shuffled: shares.count < 40 ? nil : shares[skipped]...shares[shares.count - 1 - skipped])
    }
  }

  /// Counts behind a dose.
  struct Cell: Sendable {
    var atRisk = 0
    var adoptions = 0

    var share: Double? { atRisk == 0 ? nil : Double(adoptions) / Double(atRisk) }

    /// Wilson 1927, doi 10.1080/01621459.1927.10502953.
    var wilson: ClosedRange<Double> {
      let z = 1.959963984540054
      let n = Double(atRisk)
      let p = Double(adoptions) / n
      let center = (p + z * z / (2 * n)) / (1 + z * z / n)
      let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
      return max(0, center - half)...min(1, center + half)
    }
  }
}
