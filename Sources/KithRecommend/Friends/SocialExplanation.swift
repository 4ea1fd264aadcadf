import KithFoundation

/// Why an item stands where it does: what each friend added to its score, summing to the whole change.
///
///     let why = SocialExplanation(weight: rule).explain(item: 7, for: 0, in: list, friends: signal)
///     why.change; why.friends.first?.share
///
/// The change of a re-weighted score is λ (F − m) / s over the list's items; friend v of weight w adds
/// λ (w·x_vi − mean of w·x_v over the list) / s, and friends of friends together the rest. O(list · friends).
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
    /// Friends of friends, together.
    public var friendsOfFriends: Double
    /// How many friends the person has.
    public var friendCount: Int
  }

  public struct Addition: Sendable, Equatable {
    public var person: UInt32
    public var share: Double
  }

  /// Nil where friends have no say about the person's list.
  public func explain(
    item: UInt32, for user: Int, in list: [UInt32], friends: FriendSignal
  ) -> Reasons? {
    let taken = friends.taken
    let lambda = weight.lambda(items: taken.items(of: user).count)
    if lambda == 0 || friends.isSilent(for: user) || list.isEmpty { return nil }
    let signal = friends.scores(of: user)
    let mine = list.map { Double(signal[Int($0)]) }
    if mine.allSatisfy({ $0 == 0 }) { return nil }
    let standard = Standard(mine)
    let scale = lambda / standard.deviation
    let change = scale * (Double(signal[Int(item)]) - standard.mean)
    var (takers, others, direct) = ([Addition](), 0.0, 0.0)
    for (friend, weight) in friends.weights.row(user) {
      let held = list.count { taken.isTaken($0, by: Int(friend)) }
      let has = taken.isTaken(item, by: Int(friend))
      let share = scale * Double(weight) * ((has ? 1 : 0) - Double(held) / Double(list.count))
      direct += share
      if has { takers.append(Addition(person: friend, share: share)) } else { others += share }
    }
    takers.sort { ($0.share, $1.person) > ($1.share, $0.person) }
    return Reasons(
      change: change, friends: takers, otherFriends: others, friendsOfFriends: change - direct,
      friendCount: friends.weights.degree(user))
  }
}
