import KithFoundation

/// The lists a recommender gives, alone and re-weighted by friends, over all items a user has not taken.
///
///     let lists = try SocialRanking(base: model, friends: signal).top(20, for: users, taken: taken, weights: [rule])
///     lists[0][user]                        // by weight, then by place among the users: items, best first
///
/// A user without friends, or at λ 0, gets the base's list. z-scores are over the items that may be recommended: over
/// all items, scores of what was taken long ago would drown the rest. O(items) a user and weight, beside the scoring.
public struct SocialRanking: Sendable {
  public let base: any ItemScorer
  public let friends: FriendSignal?

  public init(base: any ItemScorer, friends: FriendSignal? = nil) {
    self.base = base
    self.friends = friends
  }

  /// One recommended item with its parts.
  public struct Entry: Sendable, Equatable {
    public var item: UInt32
    /// What the list is ordered by: the base's own score where friends have no say, else z(base) + λ z(friends).
    public var score: Float
  }

  /// Lists of at most `count` items. Throws `CancellationError`.
  public func top(
    _ count: Int, for users: [Int], taken: UserItems, isAllowed: [Bool]? = nil, weights: [FriendWeight],
    execution: Execution = .serial
  ) throws -> [[[Entry]]] {
    let results = Scratch<Unmanaged<Lists>?>(repeating: nil, count: users.count)
    let (itemCount, friends) = (base.itemCount, friends)
    try base.forEachRow(of: users, execution) { index, row in
      let user = users[index]
      let mine = taken.items(of: user)
      let isTaken = Scratch<Bool>(repeating: false, count: itemCount)
      for item in mine { isTaken.base[Int(item)] = true }
      if let isAllowed { for item in 0..<itemCount where !isAllowed[item] { isTaken.base[item] = true } }
      let lambdas = weights.map { $0.lambda(items: mine.count) }
      var told: Scratch<Float>?
      if let friends, !friends.isSilent(for: user), lambdas.contains(where: { $0 != 0 }) {
        let signal = Scratch<Float>(uninitialized: itemCount)
        friends.score([user], into: signal.base)
        told = signal
      }
      let lists = Lists()
      var plain: [Entry]?
      var (own, theirs): (Standard?, Standard?)
      for lambda in lambdas {
        guard let told, lambda != 0 else {
          let list = plain ?? Self.best(count, itemCount, isTaken) { row[$0] }
          plain = list
          lists.all.append(list)
          continue
        }
        let a = own ?? Standard(row, itemCount) { isTaken.base[$0] }
        let b = theirs ?? Standard(told.base, itemCount) { isTaken.base[$0] }
        (own, theirs) = (a, b)
        lists.all.append(
          Self.best(count, itemCount, isTaken) { item in
            Float(a.z(Double(row[item])) + lambda * b.z(Double(told.base[item])))
          })
      }
      results.base[index] = Unmanaged.passRetained(lists)
    }
    let all = (0..<users.count).map { results.base[$0]?.takeRetainedValue().all ?? [] }
    return weights.indices.map { weight in all.map { $0[weight] } }
  }

  @inline(__always)
  private static func best(
    _ count: Int, _ items: Int, _ isTaken: Scratch<Bool>, _ score: (Int) -> Float
  ) -> [Entry] {
    var top = TopItems(count)
    for item in 0..<items where !isTaken.base[item] { top.offer(score(item), UInt32(truncatingIfNeeded: item)) }
    return top.sorted.map { Entry(item: $0.item, score: $0.score) }
  }

  private final class Lists {
    var all: [[Entry]] = []
  }
}
