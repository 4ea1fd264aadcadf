import KithFoundation

/// How far and how fast one item spread, in all its cascades together.
///
///     let spread = cascades.spreads.first
///     spread?.members; spread?.largest; spread?.t50.value
///
/// Needs nobody's parent to be known: without any, every member is a start.
public struct ItemSpread: Sendable, Codable, Equatable {
  /// Code in `CascadeSet.items`; 0 where the cascades are about one thing.
  public var item: Int
  /// Members of all cascades; people among them.
  public var members: Int
  public var people: Int
  public var cascades: Int
  /// Members of the largest cascade.
  public var largest: Int
  /// Milliseconds since the epoch; `Timestamp.missing` where no member has a time.
  public var first: Int64
  /// From the first known time until half, and nine tenths, of the members with a time had joined, in milliseconds.
  public var t50: DiffusionValue
  public var t90: DiffusionValue
  /// By a straight line through the logarithm of the members so far, up to t90, in milliseconds.
  public var doublingTime: DiffusionValue
  /// From the first known time to the last, in milliseconds.
  public var lifetime: DiffusionValue
}

extension CascadeSet {
  /// How each item spread, items of most members first, equal ones by item. O(members log members).
  public var spreads: [ItemSpread] {
    itemRanges.filter { !$0.isEmpty }.map { range in
      let start = members(of: range.lowerBound).lowerBound
      let all = start..<members(of: range.upperBound - 1).upperBound
      let times = times[all].filter { $0 != Timestamp.missing }.sorted()
      let speed = CascadeSpeed(times)
      let sorted = persons[all].sorted()
      return ItemSpread(
        item: Int(itemCodes[range.lowerBound]), members: all.count,
        people: zip(sorted, sorted.dropFirst()).reduce(1) { $0 + ($1.0 == $1.1 ? 0 : 1) },
        cascades: range.count, largest: range.reduce(0) { max($0, self[$1].size) },
        first: times.first ?? Timestamp.missing, t50: speed.time(until: 0.5), t90: speed.time(until: 0.9),
        doublingTime: speed.doublingTime, lifetime: speed.lifetime)
    }.sorted { ($1.members, $0.item) < ($0.members, $1.item) }
  }
}
