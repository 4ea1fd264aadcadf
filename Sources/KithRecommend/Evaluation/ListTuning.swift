import KithFoundation

/// Chooses how much friends count for lists that somebody else made, by what people took later.
///
///     let choice = try ListTuning().tune(base, friends: signal, held: validation)
///     choice.lambda                          // 0 where friends do not help
///
/// Each λ of the grid orders the lists; NDCG at the cutoff says how high what was held out stands. People count who
/// have a list and something held out; what is in nobody's list cannot be found at any λ. Choice as in `WeightChoice`.
/// O(λ · candidates log candidates).
public struct ListTuning: Sendable, Codable, Equatable {
  public var grid: [Double]
  public var isLargerForFewItems: Bool
  /// The place in the list up to which NDCG looks.
  public var cutoff: Int

  public init(grid: [Double] = FriendWeight.grid, isLargerForFewItems: Bool = false, cutoff: Int = 20) {
    self.grid = grid
    self.isLargerForFewItems = isLargerForFewItems
    self.cutoff = cutoff
  }

  /// `held` is of the users and items of the friends' signal, which must not hold its pairs. `itemCounts` as in
  /// `SocialReranking`. Throws E720 for options out of range, E405 where nobody can be tested, `CancellationError`.
  public func tune(
    _ base: Candidates, friends: FriendSignal, held: UserItems, itemCounts: [Int]? = nil,
    execution: Execution = .serial
  ) throws -> WeightChoice {
    if grid.isEmpty || grid.contains(where: { !($0 >= 0 && $0.isFinite) }) {
      throw KithError.option("λ", grid, choose: "0 or numbers above it")
    }
    if !(1...10_000 ~= cutoff) { throw KithError.option("the cutoff", cutoff, choose: "1 to 10000") }
    let users = (0..<held.userCount).filter { !held.items(of: $0).isEmpty && !base.lists[$0].isEmpty }
    if users.isEmpty {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "λ cannot be chosen: nobody has both a list and something held out",
          help: "both tables must name people alike; or give --lambda"))
    }
    let rules = grid.map { FriendWeight($0, isLargerForFewItems: isLargerForFewItems) }
    let found = Scratch<Double>(repeating: 0, count: users.count * grid.count)
    execution.forEachChunk(of: users.count, grain: SocialReranking.grain(users.count)) { _, range in
      if execution.isCancelled() { return }
      let told = ListSignal(friends)
      for index in range {
        let user = users[index]
        let list = base.lists[user]
        let parts = ListParts(list, of: user, told, friends)
        let count = itemCounts?[user] ?? friends.taken.items(of: user).count
        for (place, rule) in rules.enumerated() {
          let lambda = rule.lambda(items: count)
          var order = Array(list.indices)
          if let parts, lambda != 0 {
            let scores = list.indices.map { parts.own[$0] + lambda * parts.theirs[$0] }
            order.sort { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
          }
          found.base[index * rules.count + place] =
            RankingMetrics(
              list: order.prefix(cutoff).map { list[$0].item }, relevant: held.items(of: user), at: cutoff
            ).ndcg
        }
      }
    }
    try execution.checkCancellation()
    return WeightChoice(
      grid: grid,
      ndcg: grid.indices.map { place in users.indices.map { found.base[$0 * grid.count + place] } })
  }
}
