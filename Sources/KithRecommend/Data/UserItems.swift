import KithGraph

/// Which items each user has taken: a sparse matrix of users by items, both ways round.
///
///     let taken = UserItems(actions)
///     taken.items(of: 0)                     // ascending codes of items
///     taken.isTaken(7, by: 0)
///
/// An item counts once a user, however often it was taken. Memory: 8 bytes a pair and 8 a user and item.
public struct UserItems: Sendable, Equatable {
  /// Number of users and of items; some may have no pair.
  public let userCount: Int
  public let itemCount: Int
  /// Items of user u are `userItems[userStarts[u]..<userStarts[u + 1]]`, ascending.
  public let userStarts: [Int]
  public let userItems: [UInt32]
  /// Users of item i are `itemUsers[itemStarts[i]..<itemStarts[i + 1]]`, ascending.
  public let itemStarts: [Int]
  public let itemUsers: [UInt32]

  /// Of pairs in any order, each at least once. Codes must lie below the counts. O(pairs log pairs).
  public init(users: Int, items: Int, pairs: [(user: UInt32, item: UInt32)]) {
    precondition(pairs.allSatisfy { $0.user < users && $0.item < items }, "a code beyond its table")
    var keys = pairs.map { UInt64($0.user) << 32 | UInt64($0.item) }
    keys.sort()
    var distinct: [UInt64] = []
    distinct.reserveCapacity(keys.count)
    for key in keys where key != distinct.last { distinct.append(key) }
    var userStarts = [Int](repeating: 0, count: users + 1)
    var itemStarts = [Int](repeating: 0, count: items + 1)
    for key in distinct {
      userStarts[Int(key >> 32) + 1] += 1
      itemStarts[Int(UInt32(truncatingIfNeeded: key)) + 1] += 1
    }
    for user in 0..<users { userStarts[user + 1] += userStarts[user] }
    for item in 0..<items { itemStarts[item + 1] += itemStarts[item] }
    var next = itemStarts
    var itemUsers = [UInt32](repeating: 0, count: distinct.count)
    for key in distinct {
      let item = Int(UInt32(truncatingIfNeeded: key))
      itemUsers[next[item]] = UInt32(key >> 32)
      next[item] += 1
    }
    userCount = users
    itemCount = items
    self.userStarts = userStarts
    userItems = distinct.map { UInt32(truncatingIfNeeded: $0) }
    self.itemStarts = itemStarts
    self.itemUsers = itemUsers
  }

  /// Of actions: users are its people, items its items. O(actions log actions).
  public init(_ actions: ActionLog) {
    let pairs = (0..<actions.items.count).flatMap { item in
      actions.actions(of: item).map { (user: actions.persons[$0], item: UInt32(item)) }
    }
    self.init(users: actions.people.count, items: actions.items.count, pairs: pairs)
  }

  /// Number of pairs.
  public var count: Int { userItems.count }

  public func items(of user: Int) -> ArraySlice<UInt32> { userItems[userStarts[user]..<userStarts[user + 1]] }

  public func users(of item: Int) -> ArraySlice<UInt32> { itemUsers[itemStarts[item]..<itemStarts[item + 1]] }

  /// Whether the user has taken the item. O(log items of the user).
  public func isTaken(_ item: UInt32, by user: Int) -> Bool { pair(item, by: user) != nil }

  /// Where the pair stands in `userItems`; nil where the user has not taken the item. O(log items of the user).
  func pair(_ item: UInt32, by user: Int) -> Int? {
    var low = userStarts[user]
    let end = userStarts[user + 1]
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if userItems[middle] < item { low = middle + 1 } else { high = middle }
    }
    return low < end && userItems[low] == item ? low : nil
  }

  /// Only the pairs of these users; nobody's number changes. O(pairs log pairs).
  public func of(_ users: [Bool]) -> UserItems {
    precondition(users.count == userCount, "a yes or no for every user")
    return UserItems(
      users: userCount, items: itemCount,
      pairs: (0..<userCount).filter { users[$0] }.flatMap { user in
        items(of: user).map { (user: UInt32(user), item: $0) }
      })
  }
}
