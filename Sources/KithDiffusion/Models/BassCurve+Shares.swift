import Glibc
import KithFoundation

extension BassCurve {
  /// The curve nearest, by least squares, to the shares of the market that had adopted by the end of periods 1, 2, ….
  ///
  ///     let fitted = try BassCurve(fittingShares: [0.088, 0.16, 0.232, 0.32, 0.408], market: 125)
  ///
  /// Minimises Σ_t (F(t) − share_t)² over p > 0 and q ≥ 0 by Gauss–Newton steps damped as needed (Marquardt 1963, doi
  /// 10.1137/0111030). Imitation above 0 is no evidence of influence: any S-shaped growth gives it.
  ///
  /// Errors: E453 for shares that fall or leave [0, 1]; E405 (exit 1) for fewer than three, or none above 0.
  /// O(shares) a step, at most 500. Srinivasan & Mason 1986, doi 10.1287/mksc.5.2.169.
  public init(fittingShares shares: [Double], market: Double) throws {
    var before = 0.0
    for share in shares {
      if !(share >= before && share <= 1) {
        throw KithError.values(
          "shares", "\(share) follows \(before)", help: "shares are cumulative: they never fall, and end at 1 at most")
      }
      before = share
    }
    if shares.count < 3 || before == 0 {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405",
          "no Bass curve fits: " + (before == 0 ? "nobody adopted" : "\(shares.count) periods are too few"),
          help: "give the shares of three periods or more, some above 0"))
    }
    // ln p keeps p above 0.
    var (logP, q) = (log(max(1e-6, shares[0])), 0.1)
    var loss = Self.loss(exp(logP), q, shares)
    var damping = 1e-3
    for _ in 0..<500 {
      var (aa, ab, bb, ar, br) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for (index, share) in shares.enumerated() {
        let time = Double(index + 1)
        let (value, slopeP, slopeQ) = Self.slopes(exp(logP), q, time)
        let a = slopeP * exp(logP)
        aa += a * a
        ab += a * slopeQ
        bb += slopeQ * slopeQ
        ar += a * (share - value)
        br += slopeQ * (share - value)
      }
      let (da, db) = (aa * (1 + damping), bb * (1 + damping))
      let determinant = da * db - ab * ab
      if !(determinant > 0) { break }
      let nextP = logP + (ar * db - br * ab) / determinant
      let nextQ = max(0, q + (br * da - ar * ab) / determinant)
      let next = Self.loss(exp(nextP), nextQ, shares)
      if next.isFinite && next <= loss {
        let isDone = abs(nextP - logP) < 1e-12 && abs(nextQ - q) < 1e-12
        (logP, q, loss) = (nextP, nextQ, next)
        damping = max(1e-12, damping / 10)
        if isDone { break }
      } else {
        damping *= 10
        if damping > 1e12 { break }
      }
    }
    try self.init(innovation: exp(logP), imitation: q, market: market)
  }

  private static func loss(_ p: Double, _ q: Double, _ shares: [Double]) -> Double {
    var sum = 0.0
    for (index, share) in shares.enumerated() {
      let error = share - slopes(p, q, Double(index + 1)).value
      sum += error * error
    }
    return sum
  }

  /// F(t) and its derivatives by p and q.
  private static func slopes(_ p: Double, _ q: Double, _ time: Double) -> (value: Double, byP: Double, byQ: Double) {
    let decay = exp(-(p + q) * time)
    let denominator = 1 + q / p * decay
    let value = (1 - decay) / denominator
    let byP = (time * decay - value * (-q / (p * p) * decay - q / p * time * decay)) / denominator
    let byQ = (time * decay - value * (decay / p - q / p * time * decay)) / denominator
    return (value, byP, byQ)
  }
}
