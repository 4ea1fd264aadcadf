import KithFoundation
import RealModule

/// The line logit P(yes) = intercept + slope · x through counts by x, for thousands of fits of a few cells each.
///
///     let fit = GroupedLogit.fit(x: [0, 0.69, 1.1], trials: [800, 120, 30], yes: [40, 11, 5])
///     fit?.slope                  // change of the log-odds per unit of x
///
/// Maximum likelihood by Newton's method with step halving: the same estimates as `LogisticRegression` on the rows
/// counted. O(cells) a step. McCullagh & Nelder 1989, doi 10.1007/978-1-4899-3242-6.
public struct GroupedLogit: Sendable, Equatable, Codable {
  public let slope: Double
  public let intercept: Double
  /// Standard error of the slope, rows taken as independent.
  public let slopeError: Double
  public let interceptError: Double
  public let logLikelihood: Double

  /// Nil when no finite line is best: no yes, no no, one x only, or yes and no parted by x without error.
  ///
  /// Cells without trials are passed over.
  public static func fit(x: [Double], trials: [Double], yes: [Double]) -> GroupedLogit? {
    precondition(x.count == trials.count && x.count == yes.count)
    return x.withUnsafeBufferPointer { x in
      trials.withUnsafeBufferPointer { trials in
        yes.withUnsafeBufferPointer { yes in fit(cells: x, trials, yes) }
      }
    }
  }

  private static func fit(
    cells x: UnsafeBufferPointer<Double>, _ trials: UnsafeBufferPointer<Double>, _ yes: UnsafeBufferPointer<Double>
  ) -> GroupedLogit? {
    var (all, hits, mean) = (0.0, 0.0, 0.0)
    // Yes and no overlap in x, or the best line is infinitely steep.
    var (leastYes, mostYes, leastNo, mostNo) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
    for cell in x.indices where trials[cell] > 0 {
      all += trials[cell]
      hits += yes[cell]
      mean += trials[cell] * x[cell]
      if yes[cell] > 0 { (leastYes, mostYes) = (min(leastYes, x[cell]), max(mostYes, x[cell])) }
      if yes[cell] < trials[cell] { (leastNo, mostNo) = (min(leastNo, x[cell]), max(mostNo, x[cell])) }
    }
    if hits <= 0 || hits >= all || !(mostYes > leastNo && mostNo > leastYes) { return nil }
    mean /= all
    var (a, b) = (Double.log(hits / (all - hits)), 0.0)
    var now = Sums(x, trials, yes, mean, a, b)
    for _ in 0..<100 {
      let determinant = now.h00 * now.h11 - now.h01 * now.h01
      if !(determinant > 0) { return nil }
      let stepA = (now.h11 * now.g0 - now.h01 * now.g1) / determinant
      let stepB = (now.h00 * now.g1 - now.h01 * now.g0) / determinant
      var share = 1.0
      var next = Sums(x, trials, yes, mean, a + stepA, b + stepB)
      while next.logLikelihood < now.logLikelihood - 1e-9 * abs(now.logLikelihood) && share > 1e-9 {
        share /= 2
        next = Sums(x, trials, yes, mean, a + share * stepA, b + share * stepB)
      }
      a += share * stepA
      b += share * stepB
      now = next
      if abs(stepA) < 1e-10 && abs(stepB) < 1e-10 * max(1, abs(b)) {
        let whole = now.h00 * now.h11 - now.h01 * now.h01
        if !(whole > 0) { return nil }
        // At x = 0 rather than at the mean.
        let variance = (now.h11 + 2 * mean * now.h01 + mean * mean * now.h00) / whole
        return GroupedLogit(
          slope: b, intercept: a - b * mean, slopeError: (now.h00 / whole).squareRoot(),
          interceptError: variance.squareRoot(), logLikelihood: now.logLikelihood)
      }
    }
    return nil
  }

  private struct Sums {
    var (logLikelihood, g0, g1, h00, h01, h11) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    init(
      _ x: UnsafeBufferPointer<Double>, _ trials: UnsafeBufferPointer<Double>, _ yes: UnsafeBufferPointer<Double>,
      _ mean: Double, _ a: Double, _ b: Double
    ) {
      for cell in x.indices where trials[cell] > 0 {
        let z = x[cell] - mean
        let eta = a + b * z
        let small = Double.exp(-abs(eta))
        let chance = (eta >= 0 ? 1 : small) / (1 + small)
        let residual = yes[cell] - trials[cell] * chance
        let weight = trials[cell] * chance * (1 - chance)
        logLikelihood += yes[cell] * eta - trials[cell] * (max(eta, 0) + .log(onePlus: small))
        g0 += residual
        g1 += residual * z
        h00 += weight
        h01 += weight * z
        h11 += weight * z * z
      }
    }
  }
}
