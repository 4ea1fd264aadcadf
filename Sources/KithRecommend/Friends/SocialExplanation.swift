import KithFoundation

/// Why an item stands where it does: what each friend added to its score, summing to the whole change.
///
///     let reader = SocialExplanation(weight: rule).reader(of: signal)
///     let why = reader.explain(shown, for: 0, in: list)          // nil where friends have no say
///     why?[0].change; why?[0].friends.first?.share
///
/// The change of a re-weighted score is λ (F − m) / s over the list's items; friend v of weight w adds
/// λ (w·x_vi − mean of w·x_v over the list) / s, and friends of friends together the rest.
public struct SocialExplanation: Sendable {
  public var weight: FriendWeight

  public init(weight: FriendWeight) { self.weight = weight }

  public struct Reasons: Sendable, Equatable {
    /// What friends added to the item's score; below 0 where they took other items of the list instead.
    public var change: Double
    /// Friends who took the item, largest addition first, ties by number; the rest of the friends below.
    public var friends: [Addition]
    /// Friends who did not take it, together.
    public var otherFriends: Double
    /// Friends of friends, together; the person counts among them.
    public var friendsOfFriends: Double
    /// How many friends the person has.
    public var friendCount: Int
    /// How many friends of friends took the item: neither friends nor the person. 0 where they do not count.
    public var friendsOfFriendsWhoTook: Int
  }

  public struct Addition: Sendable, Equatable {
    public var person: UInt32
    public var share: Double
  }

  /// One item of a list. Nil where friends have no say about the person's list.
  public func explain(
    item: UInt32, for user: Int, in list: [UInt32], friends: FriendSignal
  ) -> Reasons? {
    reader(of: friends).explain([item], for: user, in: list)?[0]
  }

  /// For many lists, one after another; each thread takes a reader of its own.
  public func reader(of friends: FriendSignal) -> Reader { Reader(weight, friends) }

  /// Explains whole lists; holds 13 bytes an item and 5 a person between them.
  public final class Reader {
    private let weight: FriendWeight
    private let friends: FriendSignal
    private let work: FriendSignal.Workspace
    private let signal: Scratch<Float>
    /// By item: whether the list holds it, and where it is shown, else −1.
    private let isListed: Scratch<Bool>
    private let place: Scratch<Int>
    /// By person: whether they are a friend, or the user.
    private let isNear: Scratch<Bool>

    fileprivate init(_ weight: FriendWeight, _ friends: FriendSignal) {
      self.weight = weight
      self.friends = friends
      work = FriendSignal.Workspace(friends)
      signal = Scratch(uninitialized: friends.itemCount)
      isListed = Scratch(repeating: false, count: friends.itemCount)
      place = Scratch(repeating: -1, count: friends.itemCount)
      isNear = Scratch(repeating: false, count: friends.userCount)
    }

    /// By item of `shown`, each once, in that order; nil where friends have no say: at λ 0, without friends, or with
    /// friends who took nothing of the list. `list` is what was re-weighted together.
    ///
    /// O(list + pairs of friends and friends of friends).
    public func explain(_ shown: [UInt32], for user: Int, in list: [UInt32]) -> [Reasons]? {
      let lambda = weight.lambda(items: friends.taken.items(of: user).count)
      if lambda == 0 || friends.isSilent(for: user) || list.isEmpty { return nil }
      friends.score(user, into: signal.base, work)
      let told = list.map { Double(signal.base[Int($0)]) }
      if told.allSatisfy({ $0 == 0 }) { return nil }
      let standard = Standard(told)
      let scale = lambda / standard.deviation

      for item in list { isListed.base[Int(item)] = true }
      for (index, item) in shown.enumerated() { place.base[Int(item)] = index }
      var takers = [[Addition]](repeating: [], count: shown.count)
      // What all friends lose for what they took of the list, and what of it is the takers' of each item.
      var lost = 0.0
      var lostByTakers = [Double](repeating: 0, count: shown.count)
      for (friend, weight) in friends.weights.row(user) {
        let theirs = friends.taken.items(of: Int(friend))
        let held = theirs.count { isListed.base[Int($0)] }
        if held == 0 && !theirs.contains(where: { place.base[Int($0)] >= 0 }) { continue }
        let mean = scale * Double(weight) * (Double(held) / Double(list.count))
        lost += mean
        for item in theirs where place.base[Int(item)] >= 0 {
          takers[place.base[Int(item)]].append(Addition(person: friend, share: scale * Double(weight) - mean))
          lostByTakers[place.base[Int(item)]] += mean
        }
      }
      let further = friendsOfFriends(of: user, shown.count)
      for item in list { isListed.base[Int(item)] = false }
      for item in shown { place.base[Int(item)] = -1 }

      let count = friends.weights.degree(user)
      return shown.indices.map { index in
        let change = scale * (Double(signal.base[Int(shown[index])]) - standard.mean)
        takers[index].sort { ($0.share, $1.person) > ($1.share, $0.person) }
        let others = takers[index].count == count ? 0 : lostByTakers[index] - lost
        let direct = takers[index].reduce(others) { $0 + $1.share }
        return Reasons(
          change: change, friends: takers[index], otherFriends: others, friendsOfFriends: change - direct,
          friendCount: count, friendsOfFriendsWhoTook: further[index])
      }
    }

    /// By place: how many of those heeded are neither friends nor the user, and took it.
    private func friendsOfFriends(of user: Int, _ places: Int) -> [Int] {
      var counts = [Int](repeating: 0, count: places)
      if friends.secondHop == 0 { return counts }
      isNear.base[user] = true
      for (friend, _) in friends.weights.row(user) { isNear.base[Int(friend)] = true }
      for person in work.heeded where !isNear.base[Int(person)] {
        for item in friends.taken.items(of: Int(person)) where place.base[Int(item)] >= 0 {
          counts[place.base[Int(item)]] += 1
        }
      }
      isNear.base[user] = false
      for (friend, _) in friends.weights.row(user) { isNear.base[Int(friend)] = false }
      return counts
    }
  }
}
