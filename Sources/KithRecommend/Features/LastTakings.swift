import KithFoundation
import KithGraph

/// How often, and when last, each person took each item.
///
///     let takings = LastTakings(actions, taken)
///     takings.times[taken.userStarts[0]]              // of the first item of user 0
///
/// By pair, in the order of `taken.userItems`. O(actions).
public struct LastTakings: Sendable, Equatable {
  /// Milliseconds; `Timestamp.missing` where no taking of the pair has a time.
  public let times: [Int64]
  public let counts: [Int]
  /// The last of all; nil where none has a time.
  public let latest: Timestamp?

  /// `taken` must be of the same actions.
  public init(_ actions: ActionLog, _ taken: UserItems) {
    var times = [Int64](repeating: Timestamp.missing, count: taken.count)
    var counts = [Int](repeating: 0, count: taken.count)
    // A person's items ascend as the log's do: each person's place moves on by one with each further item.
    var places = [Int](repeating: -1, count: taken.userCount)
    for item in 0..<actions.items.count {
      for row in actions.actions(of: item) {
        let person = Int(actions.persons[row])
        var place = places[person]
        if place < 0 { place = taken.userStarts[person] } else if taken.userItems[place] != item { place += 1 }
        places[person] = place
        counts[place] += 1
        times[place] = max(times[place], actions.times[row])
      }
    }
    self.times = times
    self.counts = counts
    let last = times.max() ?? Timestamp.missing
    latest = last == Timestamp.missing ? nil : Timestamp(milliseconds: last)
  }
}
