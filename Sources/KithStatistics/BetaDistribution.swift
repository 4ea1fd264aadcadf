import Glibc

/// The Beta distribution: what a share may be, after some successes and failures.
///
///     let belief = BetaDistribution(1 + 3, 9 + 1)     // Beta(1, 9) before, then 3 of 4
///     belief.mean; belief.interval(0.95)
///
/// Both parameters must be above 0. The distribution function is a continued fraction (Lentz), its inverse a
/// bisection of it. DiDonato & Morris 1992, doi 10.1145/131766.131776.
public struct BetaDistribution: Sendable, Codable, Equatable {
  public var alpha: Double
  public var beta: Double

  public init(_ alpha: Double, _ beta: Double) {
    self.alpha = alpha
    self.beta = beta
  }

  public var mean: Double { alpha / (alpha + beta) }

  /// The probability of a share of at most `x`.
  public func cumulative(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let front = exp(
      logGamma(alpha + beta) - logGamma(alpha) - logGamma(beta) + alpha * log(x) + beta * log1p(-x))
    // The fraction converges fast on the side of the mode.
    return x < (alpha + 1) / (alpha + beta + 2)
      ? front * Self.fraction(alpha, beta, x) / alpha : 1 - front * Self.fraction(beta, alpha, 1 - x) / beta
  }

  /// The share below which it lies with this probability.
  public func quantile(_ probability: Double) -> Double {
    if probability <= 0 { return 0 }
    if probability >= 1 { return 1 }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<200 where high - low > 1e-15 * high {
      let middle = (low + high) / 2
      if cumulative(middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The middle part that holds it with this probability.
  public func interval(_ level: Double) -> ClosedRange<Double> {
    quantile((1 - level) / 2)...quantile((1 + level) / 2)
  }

  private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    func bounded(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / bounded(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...10_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / bounded(1 + even * d)
      c = bounded(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / bounded(1 + odd * d)
      c = bounded(1 + odd / c)
      result *= d * c
      if abs(d * c - 1) < 1e-15 { break }
    }
    return result
  }

  /// The plain `lgamma` writes a global sign.
  private func logGamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
  }
}
