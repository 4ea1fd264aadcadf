import KithFoundation
import KithGraph

/// How large, deep, broad, viral and fast one cascade is.
///
///     let metrics = cascades.metrics(of: 0)
///     metrics.size; metrics.depth; metrics.structuralVirality.value; metrics.t50.value
///
/// Structural virality is the mean number of steps between two members, over all pairs: 2 (n − 1) / n in a star of n,
/// (n + 1) / 3 in a chain. Times are milliseconds since the first known time. No recursion; O(members log members), and
/// O(members) but for the times' order. Goel, Anderson, Hofman & Watts 2016, doi 10.1287/mnsc.2015.2158.
public struct CascadeMetrics: Sendable, Equatable, Codable {
  /// Members, the root included.
  public var size: Int
  /// People among the members: fewer where someone acted repeatedly.
  public var people: Int
  /// Steps from the root to the farthest member.
  public var depth: Int
  /// Members of the largest generation.
  public var breadth: Int
  /// Members of each generation, the root's first; they sum to the size.
  public var generationSizes: [Int]
  public var structuralVirality: DiffusionValue
  /// R of each generation but the last: members of the next one for each of its members.
  public var reproduction: [Double]
  /// Until half of the members with a time had joined: the cascade's half-life.
  public var t50: DiffusionValue
  /// Until nine tenths had.
  public var t90: DiffusionValue
  /// By a straight line through the logarithm of the members so far, at every moment when someone joined up to t90.
  public var doublingTime: DiffusionValue
  /// From the first known time to the last.
  public var lifetime: DiffusionValue
  /// Share of the steps that go from one channel to another, of those whose channels are known.
  public var channelJumps: DiffusionValue
  /// Members earlier than their parents: a defect of the data.
  public var earlierThanParents: Int

  public var halfLife: DiffusionValue { t50 }
}

extension CascadeSet {
  /// O(members of the cascade · log members).
  public func metrics(of cascade: Int) -> CascadeMetrics {
    let range = members(of: cascade)
    let sizes = generationSizes(in: range)
    var jumps = (across: 0, known: 0)
    var early = 0
    for member in range where parents[member] != Self.none {
      if isEarlierThanParent(member) { early += 1 }
      guard let codes = channels?.codes else { continue }
      let (own, before) = (codes[member], codes[Int(parents[member])])
      if own == Self.none || before == Self.none { continue }
      jumps.known += 1
      if own != before { jumps.across += 1 }
    }
    let speed = CascadeSpeed(times[range].filter { $0 != Timestamp.missing }.sorted())
    return CascadeMetrics(
      size: range.count, people: peopleCount(in: range), depth: sizes.count - 1, breadth: sizes.max() ?? 0,
      generationSizes: sizes, structuralVirality: structuralVirality(in: range),
      reproduction: zip(sizes, sizes.dropFirst()).map { Double($1) / Double($0) },
      t50: speed.time(until: 0.5), t90: speed.time(until: 0.9), doublingTime: speed.doublingTime,
      lifetime: speed.lifetime,
      channelJumps: jumps.known > 0
        ? DiffusionValue(Double(jumps.across) / Double(jumps.known))
        : DiffusionValue(undefined: "no step has a known channel at both ends"),
      earlierThanParents: early)
  }

  /// Of every cascade, in order. O(members log members).
  public func metrics(execution: Execution = .serial) throws -> [CascadeMetrics] {
    var all: [CascadeMetrics] = []
    all.reserveCapacity(count)
    for cascade in indices {
      if cascade % 4096 == 0 {
        try execution.checkCancellation()
        execution.report("measuring cascades", done: cascade, of: count, unit: "cascades")
      }
      all.append(metrics(of: cascade))
    }
    return all
  }

  private func generationSizes(in range: Range<Int>) -> [Int] {
    // Members stand by generation: one ends where the first child of its first member stands.
    var sizes: [Int] = []
    var (start, next) = (range.lowerBound, range.lowerBound + 1)
    while start < range.upperBound {
      sizes.append(next - start)
      var end = next
      while end < range.upperBound && Int(parents[end]) >= start && Int(parents[end]) < next { end += 1 }
      (start, next) = (next, end)
    }
    return sizes
  }

  private func peopleCount(in range: Range<Int>) -> Int {
    if range.count < 2 { return range.count }
    let sorted = persons[range].sorted()
    return zip(sorted, sorted.dropFirst()).reduce(1) { $0 + ($1.0 == $1.1 ? 0 : 1) }
  }

  /// An edge with s members below it lies on the paths of s (n − s) pairs.
  private func structuralVirality(in range: Range<Int>) -> DiffusionValue {
    let count = range.count
    if count < 2 { return DiffusionValue(undefined: "a cascade of one member has no distances") }
    var below = [Int](repeating: 1, count: count)
    var sum = 0.0
    for member in range.reversed() where parents[member] != Self.none {
      let own = below[member - range.lowerBound]
      sum += Double(own) * Double(count - own)
      below[Int(parents[member]) - range.lowerBound] += own
    }
    return DiffusionValue(2 * sum / (Double(count) * Double(count - 1)))
  }
}
