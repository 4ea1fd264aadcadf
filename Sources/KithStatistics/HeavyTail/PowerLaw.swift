import Glibc

/// A power law fitted to the tail of a distribution: p(x) ∝ x^−exponent from the threshold on.
///
/// The exponent is the most likely one; the threshold the one from which the law and the data differ least
/// (Kolmogorov–Smirnov). Clauset, Shalizi & Newman 2009, doi 10.1137/070710111.
public struct PowerLaw: Sendable, Equatable {
  /// Whether values are whole numbers, or any.
  public enum Kind: String, Sendable, Codable, CaseIterable { case discrete, continuous }

  public let kind: Kind
  /// The smallest value the law holds for.
  public let threshold: Double
  public let exponent: Double
  /// Of the exponent.
  public let standardError: Double
  /// How many values are at or above the threshold.
  public let tailCount: Int
  /// The largest difference between the shares by the law and in the data.
  public let distance: Double

  /// Fewer values than this make no tail.
  public static let leastTail = 10
  /// Of more distinct values, this many thresholds are tried, in even steps of their logarithm.
  public static let mostThresholds = 250
  /// A steeper tail is no tail.
  private static let steepest = 100.0

  /// The best fit over all thresholds, or nil where no tail of `leastTail` values holds two different ones.
  ///
  /// Values must be positive, whole if `kind` is discrete. O(thresholds · distinct values).
  init?(_ table: Frequencies, kind: Kind) {
    let tails = TailSums(table)
    var best: PowerLaw?
    for start in Self.thresholds(table.values) {
      guard tails.counts[start] >= Self.leastTail, start + 1 < table.values.count else { continue }
      guard let law = PowerLaw(table, tails, from: start, kind) else { continue }
      if law.distance < best?.distance ?? .infinity { best = law }
    }
    guard let best else { return nil }
    self = best
  }

  /// The fit from one threshold; nil where it is too steep.
  private init?(_ table: Frequencies, _ tails: TailSums, from start: Int, _ kind: Kind) {
    let threshold = table.values[start]
    let count = Double(tails.counts[start])
    // The mean of ln(x/threshold).
    let meanLog = tails.logs[start] / count - log(threshold)
    switch kind {
    case .continuous:
      exponent = 1 + 1 / meanLog
      standardError = (exponent - 1) / count.squareRoot()
    case .discrete:
      guard let root = Self.discreteExponent(meanLog + log(threshold), threshold) else { return nil }
      exponent = root
      let step = 1e-4 * (root - 1)
      let slope = ScaledZeta(root + step, from: threshold).logSlope - ScaledZeta(root - step, from: threshold).logSlope
      standardError = 1 / (count * slope / (2 * step)).squareRoot()
    }
    guard exponent <= Self.steepest, standardError.isFinite else { return nil }
    self.kind = kind
    self.threshold = threshold
    tailCount = tails.counts[start]
    distance = Self.distance(table, tails, from: start, exponent, kind)
  }

  /// ln p(x) for x at or above the threshold; of the density if continuous.
  func logLikelihood(_ x: Double) -> Double {
    let scale =
      kind == .continuous ? log((exponent - 1) / threshold) : -log(ScaledZeta.value(exponent, from: threshold))
    return scale - exponent * log(x / threshold)
  }

  /// Positions of the thresholds to try.
  private static func thresholds(_ values: [Double]) -> [Int] {
    guard values.count > mostThresholds, let first = values.first, let last = values.last else {
      return Array(values.indices)
    }
    var positions: [Int] = []
    let range = log(last) - log(first)
    for step in 0..<mostThresholds {
      let goal = log(first) + range * Double(step) / Double(mostThresholds)
      var position = positions.last ?? 0
      while position + 1 < values.count && log(values[position]) < goal { position += 1 }
      if position != positions.last { positions.append(position) }
    }
    return positions
  }

  /// Where the derivative of the likelihood is 0: the mean of ln x is minus that of ln ζ(s, q).
  private static func discreteExponent(_ meanLog: Double, _ threshold: Double) -> Double? {
    // Increasing in s: from minus infinity at 1.
    let slope = { (s: Double) in ScaledZeta(s, from: threshold).logSlope + meanLog }
    var (low, high) = (1 + 1e-6, 2.0)
    while slope(high) < 0 {
      low = high
      high = 1 + 2 * (high - 1)
      if high > 2 * steepest { return nil }
    }
    if slope(low) > 0 { return nil }
    // Bisection on ln(s − 1), hurried by false position (Illinois).
    var (x, y) = (log(low - 1), log(high - 1))
    var (f, g) = (slope(low), slope(high))
    for _ in 0..<100 where y - x > 1e-13 {
      let z = (x * g - y * f) / (g - f)
      let h = slope(1 + exp(z))
      if abs(h) < 1e-14 { return 1 + exp(z) }
      if h < 0 {
        (x, f) = (z, h)
        g /= 2
      } else {
        (y, g) = (z, h)
        f /= 2
      }
    }
    return 1 + exp((x + y) / 2)
  }

  private static func distance(
    _ table: Frequencies, _ tails: TailSums, from start: Int, _ exponent: Double, _ kind: Kind
  ) -> Double {
    let threshold = table.values[start]
    let all = Double(tails.counts[start])
    let scale = kind == .discrete ? 1 / ScaledZeta.value(exponent, from: threshold) : 1
    // The law's share at or above x.
    let share = { (x: Double) -> Double in
      let log = Glibc.log(x / threshold)
      if kind == .continuous { return exp(-(exponent - 1) * log) }
      return exp(-exponent * log) * ScaledZeta.value(exponent, from: x) * scale
    }
    var distance = 0.0
    // The data's shares change at a value; the law's at every whole number, or everywhere.
    var before = 1.0
    for position in start..<table.values.count {
      let value = table.values[position]
      let isNext = kind == .discrete && position + 1 < table.values.count && table.values[position + 1] == value + 1
      distance = max(distance, abs(Double(tails.counts[position]) / all - before))
      let after = kind == .continuous ? before : share(value + 1)
      distance = max(distance, abs(Double(tails.counts[position + 1]) / all - after))
      if position + 1 < table.values.count { before = isNext ? after : share(table.values[position + 1]) }
    }
    return distance
  }
}

/// Sums over all values from a position on.
struct TailSums {
  /// One element longer than the values, the last 0; so below.
  let counts: [Int]
  /// Of ln x.
  let logs: [Double]

  init(_ table: Frequencies) {
    var counts = [Int](repeating: 0, count: table.values.count + 1)
    var logs = [Double](repeating: 0, count: table.values.count + 1)
    for position in table.values.indices.reversed() {
      counts[position] = counts[position + 1] + table.counts[position]
      logs[position] = logs[position + 1] + Double(table.counts[position]) * log(table.values[position])
    }
    self.counts = counts
    self.logs = logs
  }
}
