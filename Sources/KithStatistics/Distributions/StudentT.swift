/// Student's t distribution: z-values whose deviation was itself estimated from few cases.
///
///     StudentT(degrees: 10).twoSided(2.228)       // 0.0500
///
/// Chances come from the Beta distribution: P(|T| > t) = I(ν / (ν + t²); ν/2, 1/2). Degrees must be above 0; at
/// infinity it is the normal distribution. Student 1908, doi 10.1093/biomet/6.1.1.
public struct StudentT: Sendable, Codable, Equatable {
  public var degrees: Double

  public init(degrees: Double) {
    precondition(degrees > 0)
    self.degrees = degrees
  }

  /// P(|T| > |t|).
  public func twoSided(_ t: Double) -> Double {
    if degrees.isInfinite { return Normal.twoSided(t) }
    return BetaDistribution(degrees / 2, 0.5).cumulative(degrees / (degrees + t * t))
  }

  /// P(T > t).
  public func upperTail(_ t: Double) -> Double { t < 0 ? 1 - twoSided(t) / 2 : twoSided(t) / 2 }

  /// P(T ≤ t).
  public func cumulative(_ t: Double) -> Double { upperTail(-t) }

  /// The t with P(T ≤ t) = `probability`; infinite at 0 and 1.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1)
    if degrees.isInfinite { return Normal.quantile(probability) }
    if probability == 0.5 { return 0 }
    let tail = min(probability, 1 - probability)
    if tail == 0 { return probability == 0 ? -.infinity : .infinity }
    let share = BetaDistribution(degrees / 2, 0.5).quantile(2 * tail)
    let t = (degrees * (1 - share) / share).squareRoot()
    return probability < 0.5 ? -t : t
  }
}
