import RealModule

/// The standard normal distribution: chances of z-values, and z-values of chances.
///
///     Normal.twoSided(1.96)          // 0.0500: how often chance alone goes that far, either way
///     Normal.quantile(0.975)         // 1.96
///
/// Tails keep their relative precision: `upperTail(30)` is 4.9e-198, never 1 − 1. O(1).
/// Johnson, Kotz & Balakrishnan 1994, Continuous Univariate Distributions, vol. 1, chapter 13.
public enum Normal {
  /// φ(z).
  public static func density(_ z: Double) -> Double { .exp(-z * z / 2) / (2 * Double.pi).squareRoot() }

  /// P(Z ≤ z).
  public static func cumulative(_ z: Double) -> Double { 0.5 * .erfc(-z / 2.0.squareRoot()) }

  /// P(Z > z).
  public static func upperTail(_ z: Double) -> Double { 0.5 * .erfc(z / 2.0.squareRoot()) }

  /// P(|Z| > |z|).
  public static func twoSided(_ z: Double) -> Double { .erfc(abs(z) / 2.0.squareRoot()) }

  /// The z with P(Z ≤ z) = `probability`; infinite at 0 and 1.
  ///
  /// Newton's steps on the logarithm of the tail, which is concave, from Abramowitz & Stegun's 26.2.23.
  public static func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1)
    if probability == 0.5 { return 0 }
    let tail = min(probability, 1 - probability)
    if tail == 0 { return probability == 0 ? -.infinity : .infinity }
    let t = (-2 * Double.log(tail)).squareRoot()
    var z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    for _ in 0..<10 {
      let above = logUpperTail(z)
      let step = (above - .log(tail)) * .exp(above + z * z / 2) * (2 * Double.pi).squareRoot()
      z += step
      if abs(step) < 1e-15 * max(1, z) { break }
    }
    return probability < 0.5 ? -z : z
  }

  /// ln P(Z > z), far into the tail.
  public static func logUpperTail(_ z: Double) -> Double {
    if z < 25 { return .log(upperTail(z)) }
    // The asymptotic series: at 25 its fifth term is below 1e-11.
    let s = 1 / (z * z)
    let series = -s * (1 - s * (3 - s * (15 - 105 * s)))
    return -z * z / 2 - .log(z * (2 * Double.pi).squareRoot()) + .log(onePlus: series)
  }

  /// ln P(a < Z < b), far into the tails; −∞ where a ≥ b.
  public static func logBetween(_ a: Double, _ b: Double) -> Double {
    if a >= b { return -.infinity }
    if a < 0 && b <= 0 { return logBetween(-b, -a) }
    if a < 0 { return .log(onePlus: -(upperTail(b) + upperTail(-a))) }
    let (above, beyond) = (logUpperTail(a), logUpperTail(b))
    return above + .log(-.expMinusOne(beyond - above))
  }
}
