import KithFoundation

/// Re-weights recommendations by what a person's friends did: z(base) + λ(u) · z(friends) over the person's list.
///
///     let social = try SocialReranking(weight: FriendWeight(0.25)).rerank(base, friends: signal)
///     social.lists[0].first?.item; social.change(0, 0); social.origin(0, 0)
///
/// Whoever has no friends, or friends who took nothing of the list, keeps the list as it is, scores and all, bit for
/// bit; as does everyone at λ 0. Items tie in the order of the base. O(candidates log candidates + ties · ties of
/// friends + the fewer of the friends' and the items' pairs).
public struct SocialReranking: Sendable, Codable, Equatable {
  public var weight: FriendWeight

  public init(weight: FriendWeight) { self.weight = weight }

  /// What became of the lists.
  public struct Result: Sendable {
    /// By user, best first. Scores are the base's own where `isReweighted` is false.
    public var lists: [[Candidates.Entry]]
    /// By user.
    public var isReweighted: [Bool]
    /// By user, then place; empty where not re-weighted.
    var changes: [[Double]]
    var origins: [[UInt32]]

    /// What friends added to the score of the item in this place: λ (F − mean of F) / deviation of F over the list.
    public func change(_ user: Int, _ place: Int) -> Double { isReweighted[user] ? changes[user][place] : 0 }

    /// Where the item stood in the base's list, from 0.
    public func origin(_ user: Int, _ place: Int) -> Int { isReweighted[user] ? Int(origins[user][place]) : place }
  }

  /// `itemCounts` says how many items each user has for `FriendWeight.lambda(items:)`, where that is not what the
  /// friends' signal holds of them. Throws `CancellationError`.
  public func rerank(
    _ base: Candidates, friends: FriendSignal, itemCounts: [Int]? = nil, execution: Execution = .serial
  ) throws -> Result {
    let users = base.lists.count
    precondition(users == friends.userCount, "the lists are of other people")
    let results = Scratch<Unmanaged<Changed>?>(repeating: nil, count: users)
    let weight = weight
    execution.forEachChunk(of: users, grain: Self.grain(users)) { _, range in
      if execution.isCancelled() { return }
      let told = ListSignal(friends)
      for user in range {
        let list = base.lists[user]
        let lambda = weight.lambda(items: itemCounts?[user] ?? friends.taken.items(of: user).count)
        guard lambda != 0, let parts = ListParts(list, of: user, told, friends) else { continue }
        results.base[user] = Unmanaged.passRetained(Changed(list, parts, lambda))
      }
    }
    var result = Result(
      lists: base.lists, isReweighted: [Bool](repeating: false, count: users), changes: [], origins: [])
    result.changes = [[Double]](repeating: [], count: users)
    result.origins = [[UInt32]](repeating: [], count: users)
    for user in 0..<users {
      guard let changed = results.base[user]?.takeRetainedValue() else { continue }
      result.lists[user] = changed.list
      result.changes[user] = changed.changes
      result.origins[user] = changed.origins
      result.isReweighted[user] = true
    }
    try execution.checkCancellation()
    return result
  }

  /// Users a chunk: memory of the size of all people and items is made once a chunk.
  static func grain(_ users: Int) -> Int { max(64, (users + 127) / 128) }

  private final class Changed {
    let list: [Candidates.Entry]
    let changes: [Double]
    let origins: [UInt32]

    init(_ list: [Candidates.Entry], _ parts: ListParts, _ lambda: Double) {
      let changes = parts.theirs.map { lambda * $0 }
      let scores = list.indices.map { parts.own[$0] + changes[$0] }
      let order = list.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
      self.list = order.map { Candidates.Entry(item: list[$0].item, score: scores[$0]) }
      self.changes = order.map { changes[$0] }
      origins = order.map { UInt32($0) }
    }
  }
}

/// The two parts of the scores of a list, by place: z(base) and z(friends).
struct ListParts {
  let own: [Double]
  let theirs: [Double]

  /// Nil where friends have no say about the list.
  init?(_ list: [Candidates.Entry], of user: Int, _ told: ListSignal, _ friends: FriendSignal) {
    if list.isEmpty || friends.isSilent(for: user) { return nil }
    let signal = told.scores(of: user, list).map(Double.init)
    if signal.allSatisfy({ $0 == 0 }) { return nil }
    let (base, standard) = (Standard(list.map(\.score)), Standard(signal))
    own = list.map { base.z($0.score) }
    theirs = signal.map { standard.z($0) }
  }
}
