import RealModule

/// The χ² distribution: how far sums of squared z-values go by chance.
///
///     ChiSquared(degrees: 1).upperTail(3.841)      // 0.0500
///
/// The regularised incomplete gamma function: its series below the mean, Lentz's continued fraction above, so that
/// small tails keep their relative precision. Degrees must be above 0. O(√degrees).
/// Temme 1994, doi 10.1017/S0269964800003429.
public struct ChiSquared: Sendable, Codable, Equatable {
  public var degrees: Double

  public init(degrees: Double) {
    precondition(degrees > 0)
    self.degrees = degrees
  }

  /// P(X ≤ x).
  public func cumulative(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    let (a, half) = (degrees / 2, x / 2)
    return half < a + 1 ? series(a, half) : 1 - fraction(a, half)
  }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double {
    if x <= 0 { return 1 }
    let (a, half) = (degrees / 2, x / 2)
    return half < a + 1 ? 1 - series(a, half) : fraction(a, half)
  }

  /// x^a e^−x / Γ(a).
  private func front(_ a: Double, _ x: Double) -> Double { .exp(a * .log(x) - x - .logGamma(a)) }

  private func series(_ a: Double, _ x: Double) -> Double {
    var (term, sum, n) = (1 / a, 1 / a, a)
    while term > sum * 1e-17 {
      n += 1
      term *= x / n
      sum += term
    }
    return sum * front(a, x)
  }

  private func fraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var result = d
    for step in 1...100_000 {
      let n = Double(step)
      b += 2
      let numerator = -n * (n - a)
      d = numerator * d + b
      c = b + numerator / c
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = abs(c) < tiny ? tiny : c
      result *= d * c
      if abs(d * c - 1) < 1e-15 { break }
    }
    return result * front(a, x)
  }
}
