/// How unevenly a total is shared: Gini, Lorenz curve, top shares, and the real x/80 point.
///
///     let c = Concentration([1, 1, 1, 7])
///     c.gini                      // 0.45
///     c.topShare(0.25)            // 0.7: the top quarter holds 70%
///     c.smallestShare(holding: 0.8)
///
/// Values must be finite and non-negative. O(n log n) once, O(1) or O(log n) a question.
public struct Concentration: Sendable {
  /// Values, largest first.
  public let descending: [Double]
  /// `prefix[k]` is the sum of the k largest.
  let prefix: [Double]

  public init(_ values: [Double]) {
    descending = values.sorted(by: >)
    var prefix = [0.0]
    for value in descending { prefix.append(prefix.last! + value) }
    self.prefix = prefix
  }

  public var count: Int { descending.count }
  public var total: Double { prefix.last! }

  /// 0 when all are equal, towards 1 when one holds everything; nil when there is nothing to share.
  public var gini: Double? {
    guard total > 0 else { return nil }
    let n = Double(count)
    // Sum over ranks of the descending order: the largest value has ascending rank n.
    var weighted = 0.0
    for (position, value) in descending.enumerated() { weighted += Double(count - position) * value }
    return 2 * weighted / (n * total) - (n + 1) / n
  }

  /// The share of the total held by the top ⌈p·n⌉; nil when there is nothing to share.
  public func topShare(_ fraction: Double) -> Double? {
    guard total > 0 else { return nil }
    return prefix[min(count, Int((fraction * Double(count)).rounded(.up)))] / total
  }

  /// The smallest fraction of members, largest first, that together hold `share` of the total.
  public func smallestShare(holding share: Double) -> Double? {
    guard total > 0 else { return nil }
    let k = prefix.firstIndex { $0 >= share * total * (1 - 1e-12) } ?? count
    return Double(k) / Double(count)
  }
}
