import KithDiffusion

/// The chance to act in a period of those who had not before: h_t = new adopters of t / (people − adopters before t).
///
///     let periods = AdoptionHazard(of: times).periods
///     periods[1].hazard.value                        // 9 of the 114 still open: 0.0789
///
/// Everyone is watched to the end of the last period, so those who never acted are at risk in all. Allison 1984, Event
/// History Analysis. O(people + periods).
public struct AdoptionHazard: Sendable, Equatable {
  public struct Period: Sendable, Equatable, Codable {
    /// Had not acted before.
    public var atRisk: Int
    public var adopters: Int
    /// Acted in this period or before.
    public var cumulative: Int
    public var hazard: DiffusionValue
  }

  public let periods: [Period]

  public init(of times: AdoptionTimes) {
    var adopters = [Int](repeating: 0, count: times.count)
    for period in times.periods where period != AdoptionTimes.never { adopters[Int(period)] += 1 }
    var before = 0
    periods = adopters.map { adopters in
      let atRisk = times.periods.count - before
      before += adopters
      return Period(
        atRisk: atRisk, adopters: adopters, cumulative: before,
        hazard: atRisk > 0
          ? DiffusionValue(Double(adopters) / Double(atRisk)) : DiffusionValue(undefined: "everyone had acted before"))
    }
  }
}
