/// How unevenly a total is shared: Gini, Lorenz curve, top shares, and the real x/80 point.
///
///     let c = Concentration([1, 1, 1, 7])
///     c.gini                           // 0.45
///     c.topShare(0.25)                 // 0.7: the top quarter holds 70%
///     c.smallestShare(holding: 0.8)    // 0.5: half of them hold 80%
///
/// Answers are nil where there is nothing to share: no members, a total of 0, or values that are
/// negative or not finite. O(n log n) once, then O(1) or O(log n) a question.
/// Gini 1912; Lorenz 1905, doi 10.2307/2276207.
public struct Concentration: Sendable {
  /// Values, largest first.
  public let descending: [Double]
  /// 0 when all are equal, towards 1 when one holds everything.
  ///
  /// Not corrected for small n: one of n holding everything gives (n − 1)/n.
  public let gini: Double?
  /// `prefix[k]` is the sum of the k largest.
  private let prefix: [Double]
  private let isShared: Bool

  public init(_ values: [Double]) {
    descending = values.sorted(by: >)
    var prefix = [0.0]
    prefix.reserveCapacity(descending.count + 1)
    var weighted = 0.0
    for (position, value) in descending.enumerated() {
      prefix.append(prefix[position] + value)
      // The largest value has ascending rank n.
      weighted += Double(descending.count - position) * value
    }
    self.prefix = prefix
    let total = prefix[descending.count]
    isShared = total > 0 && total.isFinite && values.allSatisfy { $0 >= 0 }
    let count = Double(descending.count)
    gini = isShared ? max(0, 2 * weighted / (count * total) - (count + 1) / count) : nil
  }

  public var count: Int { descending.count }
  public var total: Double { prefix[count] }

  /// The share of the total held by the top ⌈fraction · n⌉ members.
  public func topShare(_ fraction: Double) -> Double? {
    isShared ? prefix[members(fraction)] / total : nil
  }

  /// How many members ⌈fraction · n⌉ are.
  public func members(_ fraction: Double) -> Int {
    // 0.07 · 100 is a little over 7 in binary, and still means 7.
    let exact = (fraction * Double(count) - 1e-9).rounded(.up)
    return exact >= Double(count) ? count : exact > 0 ? Int(exact) : 0
  }

  /// The smallest fraction of members, largest first, that together hold at least `share` of the total.
  public func smallestShare(holding share: Double) -> Double? {
    guard isShared else { return nil }
    let goal = share * total * (1 - 1e-12)
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if prefix[middle] < goal { low = middle + 1 } else { high = middle }
    }
    return Double(low) / Double(count)
  }

  /// A point of the Lorenz curve: the poorest `members` (a fraction) hold `share` of the total.
  public struct LorenzPoint: Sendable, Equatable {
    public var members: Double
    public var share: Double
    public init(members: Double, share: Double) {
      self.members = members
      self.share = share
    }
  }

  /// The Lorenz curve from (0, 0) to (1, 1), in at most `intervals` steps of near-equal width.
  public func lorenz(intervals: Int = 100) -> [LorenzPoint]? {
    guard isShared, intervals > 0 else { return nil }
    let steps = min(intervals, count)
    return (0...steps).map { step in
      let poorest = Int((Double(step) * Double(count) / Double(steps)).rounded())
      return LorenzPoint(
        members: Double(poorest) / Double(count), share: step == steps ? 1 : 1 - prefix[count - poorest] / total)
    }
  }
}
