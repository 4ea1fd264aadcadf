import KithFoundation
import KithGraph
import KithRecommend

/// How an item stands among friends: who took it, who took it after a friend, and who is one step away.
///
///     let items = try SpreadingItem.all(firsts, taken, friends, mayOffer: allowed, least: 3, execution)
///     items[0].away
public struct SpreadingItem: Sendable, Equatable {
  public let item: Int
  /// People who took it.
  public let takers: Int
  /// Of them, those whose friend had taken it before, by known times.
  public let afterFriend: Int
  /// People who did not take it while a friend did.
  public let away: Int
  /// Of them, those of whom several friends did.
  public let near: Int

  /// Items of at least `least` takers, those with most people one step away first, ties by takers, then by name.
  ///
  /// `firsts` and `taken` are the same takings; only people who may be offered something are one step away. O(takings ·
  /// friends).
  static func all(
    _ firsts: ActionLog, _ taken: UserItems, _ friends: PersonWeights, mayOffer: [Bool], least: Int,
    _ execution: Execution
  ) throws -> [SpreadingItem] {
    var count = [Int](repeating: 0, count: taken.userCount)
    var time = [Int64](repeating: Timestamp.missing, count: taken.userCount)
    var found: [SpreadingItem] = []
    for item in 0..<taken.itemCount where taken.users(of: item).count >= least {
      try execution.checkCancellation()
      let rows = firsts.actions(of: item)
      for row in rows { time[Int(firsts.persons[row])] = firsts.times[row] }
      var (touched, after) = ([Int](), 0)
      for taker in taken.users(of: item) {
        let own = time[Int(taker)]
        var isLater = false
        for (friend, _) in friends.row(Int(taker)) {
          let friend = Int(friend)
          if count[friend] == 0 { touched.append(friend) }
          count[friend] += 1
          if time[friend] != Timestamp.missing, own != Timestamp.missing, time[friend] < own { isLater = true }
        }
        if isLater { after += 1 }
      }
      var (away, near) = (0, 0)
      for person in touched {
        if mayOffer[person], !taken.isTaken(UInt32(item), by: person) {
          away += 1
          if count[person] >= least { near += 1 }
        }
        count[person] = 0
      }
      for row in rows { time[Int(firsts.persons[row])] = Timestamp.missing }
      found.append(
        SpreadingItem(
          item: item, takers: taken.users(of: item).count, afterFriend: after, away: away, near: near))
    }
    return found.sorted { ($0.away, $0.takers, $1.item) > ($1.away, $1.takers, $0.item) }
  }
}
