import KithFoundation

/// The lists a recommender gives, alone and re-weighted by friends, over all items a user has not taken.
///
///     let lists = try SocialRanking(base: model, friends: signal).top(20, for: users, taken: taken, weights: [rule])
///     lists[0][user]                        // by weight, then by place among the users: items, best first
///
/// A user without friends, whose friends took nothing that may be recommended, or at λ 0, gets the base's list. z-scores
/// are over the items that may be recommended: over all items, scores of what was taken long ago would drown the rest.
/// O(items) a user and weight, beside the scoring; 9 bytes an item and thread, and a block of 32 rows.
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

  /// Lists of at most `count` items.
  ///
  /// `taken` says how many items a user has, and, unless `leavingOut` does, what is not recommended again. `isAllowed`
  /// by item: nothing else is recommended. Throws `CancellationError`.
  public func top(
    _ count: Int, for users: [Int], taken: UserItems, leavingOut: UserItems? = nil, isAllowed: [Bool]? = nil,
    weights: [FriendWeight], execution: Execution = .serial
  ) throws -> [[[Entry]]] {
    let results = Scratch<Unmanaged<Lists>?>(repeating: nil, count: users.count)
    let (base, itemCount, friends, left) = (base, base.itemCount, friends, leavingOut ?? taken)
    execution.forEachChunk(of: users.count, grain: 32) { _, range in
      if execution.isCancelled() { return }
      execution.report("recommending", done: range.lowerBound, of: users.count, unit: "people")
      let rows = Scratch<Float>(uninitialized: range.count * itemCount)
      base.score(users[range], into: rows.base)
      let isTaken = Scratch<Bool>(repeating: false, count: itemCount)
      if let isAllowed { for item in 0..<itemCount { isTaken.base[item] = !isAllowed[item] } }
      let signal = friends.map { (row: Scratch<Float>(uninitialized: itemCount), work: FriendSignal.Workspace($0)) }
      for index in range {
        let (user, row) = (users[index], rows.base + (index - range.lowerBound) * itemCount)
        for item in left.items(of: user) { isTaken.base[Int(item)] = true }
        let lambdas = weights.map { $0.lambda(items: taken.items(of: user).count) }
        var told: UnsafeMutablePointer<Float>?
        if let friends, let signal, !friends.isSilent(for: user), lambdas.contains(where: { $0 != 0 }) {
          friends.score(user, into: signal.row.base, signal.work)
          let row = signal.row.base
          // Friends who took nothing of what may be recommended have no say.
          if (0..<itemCount).contains(where: { row[$0] != 0 && !isTaken.base[$0] }) { told = row }
        }
        results.base[index] = Unmanaged.passRetained(
          Self.lists(count, itemCount, isTaken, row: row, told: told, lambdas))
        for item in left.items(of: user) { isTaken.base[Int(item)] = isAllowed.map { !$0[Int(item)] } ?? false }
      }
    }
    let all = (0..<users.count).map { results.base[$0]?.takeRetainedValue().all ?? [] }
    try execution.checkCancellation()
    return weights.indices.map { weight in all.map { $0[weight] } }
  }

  /// One user's list for each λ.
  private static func lists(
    _ count: Int, _ itemCount: Int, _ isTaken: Scratch<Bool>, row: UnsafeMutablePointer<Float>,
    told: UnsafeMutablePointer<Float>?, _ lambdas: [Double]
  ) -> Lists {
    let lists = Lists()
    var plain: [Entry]?
    var (own, theirs): (Standard?, Standard?)
    for lambda in lambdas {
      guard let told, lambda != 0 else {
        let list = plain ?? best(count, itemCount, isTaken) { row[$0] }
        plain = list
        lists.all.append(list)
        continue
      }
      let a = own ?? Standard(row, itemCount) { isTaken.base[$0] }
      let b = theirs ?? Standard(told, itemCount) { isTaken.base[$0] }
      (own, theirs) = (a, b)
      lists.all.append(
        best(count, itemCount, isTaken) { item in
          Float(a.z(Double(row[item])) + lambda * b.z(Double(told[item])))
        })
    }
    return lists
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
