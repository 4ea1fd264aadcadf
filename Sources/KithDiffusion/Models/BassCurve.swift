import Glibc
import KithFoundation

/// How adoption grows when some act on their own and others follow those who have.
///
///     let curve = try BassCurve(innovation: 0.03, imitation: 0.38, market: 10_000)
///     curve.adopters(at: 5); curve.peakTime
///     let fitted = try BassCurve(fitting: [12, 30, 71, 120, 150, 130, 80])
///
/// F(t) = (1 − e^−(p+q)t) / (1 + (q/p) e^−(p+q)t) of the market has adopted by time t. Bass 1969,
/// doi 10.1287/mnsc.15.5.215.
public struct BassCurve: Sendable, Codable, Equatable {
  /// p: the rate at which people adopt by themselves, a unit of time.
  public var innovation: Double
  /// q: the rate added once everyone has adopted.
  public var imitation: Double
  /// m: everyone who ever adopts.
  public var market: Double

  /// Throws E720 unless p > 0, q ≥ 0 and m > 0.
  public init(innovation: Double, imitation: Double, market: Double) throws {
    if !(innovation > 0 && innovation.isFinite) {
      throw KithError.option("the rate of innovation", innovation, choose: "a number above 0")
    }
    if !(imitation >= 0 && imitation.isFinite) {
      throw KithError.option("the rate of imitation", imitation, choose: "a number of 0 or more")
    }
    if !(market > 0 && market.isFinite) {
      throw KithError.option("the market", market, choose: "a number above 0")
    }
    self.innovation = innovation
    self.imitation = imitation
    self.market = market
  }

  /// The share of the market that has adopted by `time`.
  public func share(at time: Double) -> Double {
    if time <= 0 { return 0 }
    let decay = exp(-(innovation + imitation) * time)
    return (1 - decay) / (1 + imitation / innovation * decay)
  }

  public func adopters(at time: Double) -> Double { market * share(at: time) }

  /// When most adopt: ln(q/p) / (p + q), or 0 where adoption only slows down.
  public var peakTime: Double {
    imitation <= innovation ? 0 : log(imitation / innovation) / (innovation + imitation)
  }

  /// The curve of new adopters counted in consecutive periods, by Bass's regression of each period's adopters on those
  /// before it and their square.
  ///
  /// Throws E405 (exit 1) for fewer than four periods, or counts that no such curve fits: ones that do not rise and
  /// fall.
  public init(fitting adopters: [Double]) throws {
    if let bad = adopters.first(where: { !($0 >= 0 && $0.isFinite) }) {
      throw KithError.values("adopters", "a count is \(bad)", help: "a count is zero or more")
    }
    if adopters.count < 4 {
      throw Self.unfit("\(adopters.count) periods are too few", help: "count adopters of four periods or more")
    }
    // Normal equations of n = a + bN + cN², N scaled to 1 to keep them well conditioned.
    let scale = max(1, adopters.reduce(0, +))
    var before = 0.0
    var sums = [Double](repeating: 0, count: 5)
    var products = [Double](repeating: 0, count: 3)
    for count in adopters {
      var power = 1.0
      for exponent in 0..<5 {
        sums[exponent] += power
        if exponent < 3 { products[exponent] += power * count / scale }
        power *= before
      }
      before += count / scale
    }
    func determinant(_ m: [[Double]]) -> Double {
      m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    }
    let matrix = (0..<3).map { row in (0..<3).map { sums[row + $0] } }
    let whole = determinant(matrix)
    let solution = (0..<3).map { column in
      var replaced = matrix
      for row in 0..<3 { replaced[row][column] = products[row] }
      return determinant(replaced) / whole
    }
    let (a, b, c) = (solution[0], solution[1], solution[2])
    let root = (b * b - 4 * a * c).squareRoot()
    let market = (-b - root) / (2 * c)
    // A market a thousand times what was seen is a straight line's rounding error.
    guard whole != 0, a > 0, c < 0, market > 0, market < 1000 else {
      throw Self.unfit(
        "the counts do not rise and fall as adoption by imitation does", help: "count until after the peak")
    }
    try self.init(innovation: a / market, imitation: -market * c, market: market * scale)
  }

  private static func unfit(_ why: String, help: String) -> KithError {
    KithError(.answerIsNo, Diagnostic("E405", "no Bass curve fits: \(why)", help: help))
  }
}
