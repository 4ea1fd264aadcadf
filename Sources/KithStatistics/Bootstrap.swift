import KithFoundation

/// How far a mean can be trusted: its interval over samples drawn from the values again and again.
///
///     let interval = Bootstrap(draws: 2000, seed: 1).interval(of: zip(ours, theirs).map(-))
///     interval.low...interval.high                // 95 % of the drawn means
///
/// Percentile intervals; paired comparisons are those of differences. The same draws for any number of values alike, so
/// that several metrics of the same users compare. O(draws · values). Efron 1979, doi 10.1214/aos/1176344552.
public struct Bootstrap: Sendable, Codable, Equatable {
  public var draws: Int
  /// The share of drawn means within the interval.
  public var level: Double
  public var seed: UInt64

  public init(draws: Int = 2000, level: Double = 0.95, seed: UInt64 = 1) {
    self.draws = draws
    self.level = level
    self.seed = seed
  }

  public struct Interval: Sendable, Equatable, Codable {
    public var mean: Double
    public var low: Double
    public var high: Double

    public init(mean: Double, low: Double, high: Double) {
      self.mean = mean
      self.low = low
      self.high = high
    }

    /// Whether zero lies outside, and on which side.
    public var isAboveZero: Bool { low > 0 }
    public var isBelowZero: Bool { high < 0 }
  }

  /// Nil without values. Draws at least 1, level within (0, 1).
  public func interval(of values: [Double], execution: Execution = .serial) -> Interval? {
    precondition(draws >= 1 && level > 0 && level < 1)
    if values.isEmpty { return nil }
    let means = Scratch<Double>(uninitialized: draws)
    let seed = seed
    execution.forEachChunk(of: draws, grain: 64) { _, range in
      for draw in range {
        var random = RandomStream(seed: seed, purpose: "bootstrap", index: UInt64(draw))
        var sum = 0.0
        for _ in values.indices { sum += values[random.below(values.count)] }
        means.base[draw] = sum / Double(values.count)
      }
    }
    let sorted = UnsafeBufferPointer(start: means.base, count: draws).sorted()
    let tail = (1 - level) / 2
    let place = { (share: Double) in min(sorted.count - 1, max(0, Int(share * Double(sorted.count)))) }
    return Interval(
      mean: values.reduce(0, +) / Double(values.count), low: sorted[place(tail)], high: sorted[place(1 - tail)])
  }
}
