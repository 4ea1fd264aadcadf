import Glibc
import KithFoundation

/// The Poisson distribution: how often something rare happens that is expected `mean` times.
///
///     var stream = RandomStream(seed: 1, purpose: "rows", index: 7)
///     let count = Poisson(mean: 3).draw(using: &stream)
///
/// Means below 10 by inversion, larger ones by transformed rejection (Hörmann 1993, PTRS,
/// doi 10.1016/0167-6687(93)90997-4). O(min(mean, 10)) a draw.
public struct Poisson: Sendable, Equatable {
  /// At least 0 and finite.
  public let mean: Double
  /// The chance of 0.
  private let zero: Double

  /// `mean` must be a finite number of at least 0.
  public init(mean: Double) {
    precondition(mean >= 0 && mean.isFinite)
    self.mean = mean
    // Most means are 1: a row seen once.
    zero = mean == 1 ? 0.367_879_441_171_442_33 : exp(-mean)
  }

  public func draw(using stream: inout RandomStream) -> Int {
    mean < 10 ? inversion(stream.unit()) : rejection(&stream)
  }

  private func inversion(_ chance: Double) -> Int {
    var (count, term, sum) = (0, zero, zero)
    // The terms are spent long before the end, where rounding leaves `sum` just short of 1.
    while chance >= sum && count < 100 {
      count += 1
      term *= mean / Double(count)
      sum += term
    }
    return count
  }

  private func rejection(_ stream: inout RandomStream) -> Int {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let quick = 0.9277 - 3.6224 / (b - 2)
    while true {
      let (u, v) = (stream.unit() - 0.5, stream.unit())
      let room = 0.5 - abs(u)
      let count = ((2 * a / room + b) * u + mean + 0.43).rounded(.down)
      if room >= 0.07 && v <= quick { return Int(count) }
      if count < 0 || room < 0.013 && v > room { continue }
      let density = count * log(mean) - mean - logFactorial(count)
      if log(v * inverseAlpha / (a / (room * room) + b)) <= density { return Int(count) }
    }
  }
}

/// ln n! by Stirling's series, shifted up where it is not yet exact.
private func logFactorial(_ n: Double) -> Double {
  if n < 10 { return log((1...10).reduce(1) { Double($1) <= n ? $0 * Double($1) : $0 }) }
  let series = 1 / (12 * n) - 1 / (360 * n * n * n) + 1 / (1260 * n * n * n * n * n)
  return n * log(n) - n + 0.5 * log(2 * .pi * n) + series
}
