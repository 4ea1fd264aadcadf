import KithFoundation
import KithGraph

/// When each pair of user and item was last taken, and how often.
///
///     let times = TakingTimes(actions, of: taken)
///     times.last(7, by: 0)                       // milliseconds since the epoch, nil where unknown
///
/// 16 bytes a pair.
public struct TakingTimes: Sendable, Equatable {
  private let taken: UserItems
  /// By pair in the order of `taken.userItems`, `Timestamp.missing` where unknown.
  public let times: [Int64]
  /// By pair: how often.
  public let counts: [Int]
  /// The moment of the last action; nil where none has a time.
  public let latest: Int64?

  /// `actions` by the codes of `taken`; those of pairs that it does not hold tell nothing. O(actions log items a user).
  public init(_ actions: ActionLog, of taken: UserItems) {
    precondition(actions.people.count == taken.userCount && actions.items.count == taken.itemCount)
    var times = [Int64](repeating: Timestamp.missing, count: taken.count)
    var counts = [Int](repeating: 0, count: taken.count)
    for item in 0..<taken.itemCount {
      for row in actions.actions(of: item) {
        guard let pair = taken.pair(UInt32(item), by: Int(actions.persons[row])) else { continue }
        times[pair] = max(times[pair], actions.times[row])
        counts[pair] += 1
      }
    }
    self.taken = taken
    self.times = times
    self.counts = counts
    latest = actions.times.max().flatMap { $0 == Timestamp.missing ? nil : $0 }
  }

  public func last(_ item: UInt32, by user: Int) -> Int64? {
    guard let pair = taken.pair(item, by: user), times[pair] != Timestamp.missing else { return nil }
    return times[pair]
  }
}
