import KithDiffusion
import KithFoundation

/// How some cascades grew: members so far, from each one's first known moment on.
public struct CascadeGrowth: Sendable, Equatable {
  /// Milliseconds from one value of a curve to the next.
  public let step: Double
  public let curves: [Curve]

  public struct Curve: Sendable, Equatable {
    /// In the set of cascades.
    public let cascade: Int
    /// Members with a time up to 0, 1, 2… steps after the first.
    public let counts: [Int]
    /// Members who joined later than the last value.
    public let later: Int
    /// Milliseconds until half, and nine tenths, of the members with a time had joined, and how many those are.
    public let half: (after: Double, members: Int)
    public let nineTenths: (after: Double, members: Int)

    public static func == (a: Curve, b: Curve) -> Bool {
      a.cascade == b.cascade && a.counts == b.counts && a.later == b.later && a.half == b.half
        && a.nineTenths == b.nineTenths
    }
  }

  /// Values a curve has after its first.
  static let steps = 120

  /// Nil where no cascade has members at two moments. Drawn until all have nine tenths, and a little longer.
  /// O(members log members).
  init?(of cascades: [Int], in set: CascadeSet) {
    var chosen: [(cascade: Int, times: [Int64])] = []
    var until = 0.0
    for cascade in cascades {
      let times = set.times[set.members(of: cascade)].filter { $0 != Timestamp.missing }.sorted()
      guard let first = times.first, let last = times.last, last > first else { continue }
      chosen.append((cascade, times))
      let most = Double(times[Self.place(of: 0.9, in: times.count)] - first)
      until = max(until, min(Double(last - first), 1.25 * most))
      if until == 0 { until = Double(last - first) }
    }
    if chosen.isEmpty { return nil }
    let step = until / Double(Self.steps)
    self.step = step
    curves = chosen.map { cascade, times in
      var counts: [Int] = []
      var taken = 0
      for index in 0...Self.steps {
        while taken < times.count, Double(times[taken] - times[0]) <= Double(index) * step + 1e-6 { taken += 1 }
        counts.append(taken)
      }
      let mark = { (share: Double) -> (Double, Int) in
        let place = Self.place(of: share, in: times.count)
        return (Double(times[place] - times[0]), place + 1)
      }
      return Curve(
        cascade: cascade, counts: counts, later: times.count - taken, half: mark(0.5), nineTenths: mark(0.9))
    }
  }

  /// The member, from 0, with whom a share of them is reached.
  private static func place(of share: Double, in count: Int) -> Int {
    max(0, Int((share * Double(count) - 1e-9).rounded(.up)) - 1)
  }
}
