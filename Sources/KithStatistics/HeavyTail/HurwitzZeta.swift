import Glibc

/// The Hurwitz zeta function over its first term: Σ ((k + q)/q)^−s for k from 0, so that nothing underflows.
///
///     let zeta = ScaledZeta(2, from: 1)
///     zeta.value                              // π²/6
///     zeta.logSlope                           // d/ds of ln Σ (k + q)^−s
///
/// For s > 1 and q > 0. By Euler and Maclaurin's formula, to about 13 digits
/// (Johansson 2015, doi 10.1007/s11075-014-9893-1).
struct ScaledZeta {
  let value: Double
  /// The derivative of ln ζ(s, q) by s.
  let logSlope: Double

  /// Bernoulli numbers B₂ⱼ over (2j)!.
  private static let coefficients = [
    1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1_209_600, 1.0 / 47_900_160, -691.0 / 1_307_674_368_000,
    1.0 / 74_724_249_600,
  ]

  init(_ s: Double, from q: Double) {
    // Enough terms as they are for the formula to take over well inside its reach.
    let direct = Int(max(0, 10 + s / 2 - q).rounded(.up))
    var sum = 0.0
    var slope = 0.0
    for k in 0..<direct {
      let log = log1p(Double(k) / q)
      let term = exp(-s * log)
      sum += term
      slope -= log * term
    }
    let a = q + Double(direct)
    let log = Glibc.log(a / q)
    let power = exp(-s * log)
    let integral = power * a / (s - 1)
    sum += integral + power / 2
    slope -= log * (integral + power / 2) + integral / (s - 1)
    // s (s + 1) … (s + 2j − 2) a^(1 − 2j), and the sum of 1/(s + i) for its derivative.
    var rising = s / a
    var inverse = 1 / s
    for (j, coefficient) in Self.coefficients.enumerated() {
      let term = coefficient * rising * power
      sum += term
      slope += term * (inverse - log)
      let next = s + 2 * Double(j) + 1
      rising *= next * (next + 1) / (a * a)
      inverse += 1 / next + 1 / (next + 1)
    }
    value = sum
    logSlope = slope / sum - Glibc.log(q)
  }

  /// `value` alone.
  static func value(_ s: Double, from q: Double) -> Double {
    if q < 10 + s / 2 { return ScaledZeta(s, from: q).value }
    var rising = s / q
    var sum = q / (s - 1) + 0.5
    for (j, coefficient) in coefficients.enumerated() {
      let term = coefficient * rising
      sum += term
      if abs(term) < 1e-16 * sum { break }
      let next = s + 2 * Double(j) + 1
      rising *= next * (next + 1) / (q * q)
    }
    return sum
  }
}
