import Glibc

/// An exponential fitted to the values from a threshold on: what a tail that is not heavy looks like.
struct ExponentialTail {
  let kind: PowerLaw.Kind
  let threshold: Double
  let rate: Double

  /// The most likely rate. `table` holds the tail only, with two different values at least.
  init(_ table: Frequencies, kind: PowerLaw.Kind) {
    self.kind = kind
    threshold = table.values[0]
    let sum = zip(table.values, table.counts).reduce(0) { $0 + ($1.0 - table.values[0]) * Double($1.1) }
    let mean = sum / Double(table.total)
    rate = kind == .continuous ? 1 / mean : log1p(1 / mean)
  }

  func logLikelihood(_ x: Double) -> Double {
    (kind == .continuous ? log(rate) : log(-expm1(-rate))) - rate * (x - threshold)
  }
}

/// A log-normal distribution fitted to the values from a threshold on, given that they lie there.
///
/// Whole numbers are taken as rounded: x stands for x − ½ to x + ½.
struct LogNormalTail {
  let kind: PowerLaw.Kind
  let threshold: Double
  /// Mean and deviation of the logarithm, were there no threshold.
  let mean: Double
  let deviation: Double

  /// The most likely one. `table` holds the tail only, with two different values at least.
  init(_ table: Frequencies, kind: PowerLaw.Kind) {
    let count = Double(table.total)
    let logs = table.values.map { log($0) }
    let mean = zip(logs, table.counts).reduce(0) { $0 + $1.0 * Double($1.1) } / count
    let square = zip(logs, table.counts).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * Double($1.1) } / count
    let threshold = table.values[0]
    // The density's logarithm sums up from mean and square; whole numbers need each value.
    let loss = { (point: [Double]) -> Double in
      let tail = LogNormalTail(kind: kind, threshold: threshold, mean: point[0], deviation: exp(point[1]))
      // Far off, where the log-normal is a power law or a point, nothing is to be won.
      if abs(point[0] - logs[0]) > 1000 || abs(point[1]) > 8 { return .infinity }
      if kind == .discrete {
        return -zip(table.values, table.counts).reduce(0) { $0 + tail.logLikelihood($1.0) * Double($1.1) }
      }
      let spread = square + (mean - point[0]) * (mean - point[0])
      return count
        * (spread / (2 * tail.deviation * tail.deviation) + point[1] + mean + log(2 * Double.pi) / 2
          + Normal.logUpperTail((logs[0] - point[0]) / tail.deviation))
    }
    let best = NelderMead.minimum(of: loss, from: [mean, log(max(square.squareRoot(), 1e-3))], step: 0.5)
    self.init(kind: kind, threshold: threshold, mean: best[0], deviation: exp(best[1]))
  }

  private init(kind: PowerLaw.Kind, threshold: Double, mean: Double, deviation: Double) {
    self.kind = kind
    self.threshold = threshold
    self.mean = mean
    self.deviation = deviation
  }

  func logLikelihood(_ x: Double) -> Double {
    let z = standard(x)
    let density = -z * z / 2 - log(x) - log(deviation * (2 * Double.pi).squareRoot())
    if kind == .continuous { return density - Normal.logUpperTail(standard(threshold)) }
    let chance = Normal.logBetween(standard(x - 0.5), standard(x + 0.5))
    // So far out that the two ends are one number, the chance is the density's.
    return (chance.isFinite ? chance : density) - Normal.logUpperTail(standard(threshold - 0.5))
  }

  private func standard(_ x: Double) -> Double { (log(x) - mean) / deviation }
}
