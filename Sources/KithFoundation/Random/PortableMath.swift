/// Logarithm and exponential from the four exact operations only, so that every machine's draws have the same
/// bytes: the C library's own differ in the last bit from one system to the next.
package enum PortableMath {
  package static let ln2 = 0.693147180559945309

  /// The natural logarithm of a finite positive number, to about 1e-15: 2 artanh((m - 1)/(m + 1)) + e ln 2.
  package static func ln(_ x: Double) -> Double {
    precondition(x > 0 && x.isFinite)
    let ratio = (x.significand - 1) / (x.significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    var term = ratio
    var divisor = 1.0
    while term > 1e-18 {
      sum += term / divisor
      term *= square
      divisor += 2
    }
    return 2 * sum + Double(x.exponent) * ln2
  }

  /// e to the power x, for -700 < x < 700, to about 1e-14: 2 to a whole power times a short series.
  package static func exp(_ x: Double) -> Double {
    precondition(abs(x) < 700)
    let power = (x / ln2).rounded()
    let rest = x - power * ln2
    var sum = 1.0
    var term = 1.0
    for divisor in 1...18 {
      term *= rest / Double(divisor)
      sum += term
    }
    return sum * Double(sign: .plus, exponent: Int(power), significand: 1)
  }

  /// 1 / (1 + e^-x).
  package static func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
}
