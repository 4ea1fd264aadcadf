/// A statistic beside what it would be by chance: where the value observed stands among draws of a null model.
///
///     let null = NullComparison(observed: 0.72, draws: shuffled)      // 999 values under shuffled labels
///     null.upper                                                      // 0.001: no draw came as high
///
/// p-values count the observed arrangement as one of the draws: (1 + number as extreme)/(R + 1), so none is ever 0.
/// Values closer than rounding (1e-12 of their size) count as equal. A draw on which the statistic is undefined is
/// given as NaN: it counts as extreme both ways and enters neither mean nor deviation.
/// Phipson & Smyth 2010, doi 10.2202/1544-6115.1585.
public struct NullComparison: Sendable, Codable, Equatable {
  public let observed: Double
  /// R, those undefined included.
  public let draws: Int
  public let undefinedDraws: Int
  /// Of the draws; nil without any defined.
  public let mean: Double?
  /// Standard deviation of the draws; nil with fewer than two defined.
  public let deviation: Double?
  /// Share of draws at least as high.
  public let upper: Double
  /// Share of draws at least as low.
  public let lower: Double
  /// What 95 % of the draws lie within; nil without any defined.
  public let band: ClosedRange<Double>?

  /// `observed` must be finite. O(R log R).
  public init(observed: Double, draws: [Double]) {
    precondition(observed.isFinite)
    self.observed = observed
    self.draws = draws.count
    let defined = draws.filter { !$0.isNaN }.sorted()
    let count = Double(defined.count)
    undefinedDraws = draws.count - defined.count
    let mean = defined.reduce(0, +) / count
    self.mean = defined.isEmpty ? nil : mean
    deviation =
      defined.count < 2
      ? nil : (defined.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)).squareRoot()
    let slack = 1e-12 * max(1, abs(observed))
    let high = undefinedDraws + defined.count { $0 >= observed - slack }
    let low = undefinedDraws + defined.count { $0 <= observed + slack }
    upper = Double(1 + high) / Double(draws.count + 1)
    lower = Double(1 + low) / Double(draws.count + 1)
    let rank = { (share: Double) in defined[min(defined.count - 1, Int(share * count))] }
    band = defined.isEmpty ? nil : rank(0.025)...rank(0.975)
  }

  /// Twice the smaller of `upper` and `lower`, at most 1.
  public var twoSided: Double { min(1, 2 * min(upper, lower)) }

  /// How many deviations above the mean; nil where all draws are alike.
  public var z: Double? {
    guard let mean, let deviation, deviation > 1e-12 * max(1, abs(mean)) else { return nil }
    return (observed - mean) / deviation
  }
}
