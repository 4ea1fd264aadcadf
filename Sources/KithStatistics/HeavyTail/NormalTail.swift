import Glibc

/// Chances of the normal distribution by their logarithms, far into its tails.
enum NormalTail {
  /// ln P(Z > z).
  static func logAbove(_ z: Double) -> Double {
    if z < 25 { return log(0.5 * erfc(z / 2.0.squareRoot())) }
    // The asymptotic series: at 25 its fifth term is below 1e-11.
    let s = 1 / (z * z)
    return -z * z / 2 - log(z * (2 * Double.pi).squareRoot()) + log1p(-s * (1 - s * (3 - s * (15 - 105 * s))))
  }

  /// ln P(a < Z < b).
  static func logBetween(_ a: Double, _ b: Double) -> Double {
    if a >= b { return -.infinity }
    if a < 0 && b <= 0 { return logBetween(-b, -a) }
    if a < 0 { return log1p(-(exp(logAbove(b)) + exp(logAbove(-a)))) }
    let (above, beyond) = (logAbove(a), logAbove(b))
    return above + log(-expm1(beyond - above))
  }

  /// P(|Z| > |z|).
  static func twoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }
}
