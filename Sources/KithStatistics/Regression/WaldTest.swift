/// An estimate with its standard error, tested against zero.
///
///     let test = WaldTest(estimate: 0.9, error: 0.3)!
///     test.z                              // 3
///     test.twoSided                       // 0.0027
///     test.interval(confidence: 0.95)     // 0.31…1.49
public struct WaldTest: Sendable, Equatable, Codable {
  public let estimate: Double
  /// Standard error, above 0.
  public let error: Double

  /// Nil unless both are finite and the error is above 0: then nothing can be said.
  public init?(estimate: Double, error: Double) {
    guard estimate.isFinite, error.isFinite, error > 0 else { return nil }
    self.estimate = estimate
    self.error = error
  }

  public var z: Double { estimate / error }
  /// How often chance alone gives as much or more, in this direction: the p-value against "zero or below".
  public var greater: Double { Normal.upperTail(z) }
  /// How often chance alone gives as much, either way.
  public var twoSided: Double { Normal.twoSided(z) }

  /// The normal interval.
  public func interval(confidence: Double = 0.95) -> ClosedRange<Double> {
    let reach = Normal.quantile(0.5 + confidence / 2) * error
    return estimate - reach...estimate + reach
  }
}
