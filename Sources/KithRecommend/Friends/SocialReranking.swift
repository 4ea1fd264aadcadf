import KithFoundation

/// Re-weights recommendations by what a person's friends did: z(base) + λ(u) · z(friends) over the person's list.
///
///     let social = SocialReranking(weight: FriendWeight(0.25)).rerank(base, friends: signal)
///     social.lists[0].first?.item
///
/// Whoever has no friends, or friends who took nothing of the list, keeps the list as it is, scores and all, bit for
/// bit; as does everyone at λ 0. Items tie in the order of the base. O(candidates log candidates + ties · pairs).
public struct SocialReranking: Sendable, Codable, Equatable {
  public var weight: FriendWeight

  public init(weight: FriendWeight) { self.weight = weight }

  /// What became of the lists.
  public struct Result: Sendable {
    /// By user, best first. Scores are the base's own where `isReweighted` is false.
    public var lists: [[Candidates.Entry]]
    /// By user.
    public var isReweighted: [Bool]
  }

  /// Throws `CancellationError`.
  public func rerank(
    _ base: Candidates, friends: FriendSignal, execution: Execution = .serial
  ) throws -> Result {
    let users = base.lists.count
    precondition(users == friends.userCount, "the lists are of other people")
    let results = Scratch<Unmanaged<Changed>?>(repeating: nil, count: users)
    let weight = weight
    execution.forEachChunk(of: users, grain: 64) { _, range in
      if execution.isCancelled() { return }
      let told = Scratch<Float>(uninitialized: friends.itemCount)
      let work = FriendSignal.Workspace(friends)
      for user in range {
        let list = base.lists[user]
        let lambda = weight.lambda(items: friends.taken.items(of: user).count)
        if list.isEmpty || lambda == 0 || friends.isSilent(for: user) { continue }
        friends.score(user, into: told.base, work)
        let signal = list.map { Double(told.base[Int($0.item)]) }
        if signal.allSatisfy({ $0 == 0 }) { continue }
        let (own, theirs) = (Standard(list.map(\.score)), Standard(signal))
        let scores = list.indices.map { own.z(list[$0].score) + lambda * theirs.z(signal[$0]) }
        let order = list.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
        results.base[user] = Unmanaged.passRetained(
          Changed(order.map { Candidates.Entry(item: list[$0].item, score: scores[$0]) }))
      }
    }
    var result = Result(lists: base.lists, isReweighted: [Bool](repeating: false, count: users))
    for user in 0..<users {
      guard let changed = results.base[user]?.takeRetainedValue() else { continue }
      result.lists[user] = changed.list
      result.isReweighted[user] = true
    }
    try execution.checkCancellation()
    return result
  }

  private final class Changed {
    let list: [Candidates.Entry]
    init(_ list: [Candidates.Entry]) { self.list = list }
  }
}
