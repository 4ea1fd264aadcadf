import KithFoundation
import KithStatistics

/// Whether friends stand in for a profile: some users keep only a few of their items, and friends are asked.
///
///     let uniform = ColdStart.Ties(name: "uniform") { _ in .uniform(friends) }
///     let found = try ColdStart(kept: 3).evaluate(train: train, test: test, ties: [uniform], settings: [
///       { taken, execution in try UserNeighbors().fit(taken, execution: execution) }
///     ])
///     found.gain.low
///
/// Of the users with more than five training items and something to foretell, `users` are drawn; each keeps `kept` of them,
/// drawn blindly (those of a smaller `kept` are among those of a larger one), and what is hidden is neither learnt from
/// nor recommended. On half of them the setting of the base, the tie kind and λ are chosen by NDCG; the other half
/// reports. Full ranking. One fit a setting, one ranking a tie kind.
public struct ColdStart: Sendable, Codable, Equatable {
  public var kept: Int
  public var users: Int
  public var cutoff: Int
  /// λ to choose from: without a profile friends may count far more than the base.
  public var grid: [Double]
  public var bootstrap: Bootstrap
  public var seed: UInt64

  public init(
    kept: Int, users: Int = 500, cutoff: Int = 20,
    grid: [Double] = [0, 0.05, 0.1, 0.15, 0.25, 0.4, 0.8, 1, 1.2, 2, 4], bootstrap: Bootstrap = Bootstrap(),
    seed: UInt64 = 1
  ) {
    self.kept = kept
    self.users = users
    self.cutoff = cutoff
    self.grid = grid
    self.bootstrap = bootstrap
    self.seed = seed
  }

  /// A way to weigh friends, by what is known.
  public struct Ties: Sendable {
    public var name: String
    public var secondHop: Double
    public var weights: @Sendable (UserItems) -> PersonWeights

    public init(name: String, secondHop: Double = 0.3, weights: @escaping @Sendable (UserItems) -> PersonWeights) {
      self.name = name
      self.secondHop = secondHop
      self.weights = weights
    }
  }

  /// A base with its settings, to be fitted to what is known.
  public typealias Setting = @Sendable (UserItems, Execution) throws -> any ItemScorer

  public struct Score: Sendable, Codable, Equatable {
    public var ndcg: Double
    public var recall: Double
  }

  public struct Result: Sendable, Codable, Equatable {
    /// Users reported on.
    public var users: Int
    public var base: Score
    public var social: Score
    /// NDCG with friends less NDCG alone, of the same users.
    public var gain: Bootstrap.Interval
    /// What was chosen: the place of the base's setting, the name of the ties, λ.
    public var setting: Int
    public var ties: String
    public var lambda: Double
  }

  /// `ties`, `settings` and the grid hold one at least. Throws E720 for options out of range, E405 where fewer than two
  /// users can be drawn, what a setting throws, and `CancellationError`.
  public func evaluate(
    train: UserItems, test: UserItems, ties: [Ties], settings: [Setting], execution: Execution = .serial
  ) throws -> Result {
    precondition(!ties.isEmpty && !settings.isEmpty && !grid.isEmpty, "nothing to choose from")
    if kept < 0 { throw KithError.option("the number of items kept", kept, choose: "0 or more") }
    let drawn = try drawn(train, test)
    let known = hiding(train, of: drawn)
    let foretold = UserItems(
      users: test.userCount, items: test.itemCount,
      pairs: drawn.flatMap { user in
        test.items(of: user).filter { !train.isTaken($0, by: user) }.map { (user: UInt32(user), item: $0) }
      })
    let isChoosing = Set(drawn.prefix(drawn.count / 2))
    let ranking = RankingEvaluation(cutoffs: [cutoff])
    let rank = { (model: any ItemScorer, friends: FriendSignal?, weights: [FriendWeight]) in
      try ranking.evaluate(
        SocialRanking(base: model, friends: friends), taken: train, relevant: foretold, weights: weights,
        execution: execution)
    }
    let half = { (result: RankingEvaluation.Result, metric: KeyPath<RankingMetrics, Double>, isFirst: Bool) in
      zip(result.users, result.values(metric, at: cutoff)).filter { isChoosing.contains($0.0) == isFirst }.map(\.1)
    }
    let chosen = { (result: RankingEvaluation.Result) in half(result, \.ndcg, true).reduce(0, +) }
    let score = { (result: RankingEvaluation.Result) in
      Score(ndcg: Self.mean(half(result, \.ndcg, false)), recall: Self.mean(half(result, \.recall, false)))
    }

    var base: (model: any ItemScorer, result: RankingEvaluation.Result, setting: Int)?
    for (place, fit) in settings.enumerated() {
      let model = try fit(known, execution)
      let result = try rank(model, nil, [FriendWeight(0)])[0]
      if base.map({ chosen(result) > chosen($0.result) }) ?? true { base = (model, result, place) }
    }
    guard let base else { preconditionFailure("there is a setting") }
    var social: (result: RankingEvaluation.Result, ties: String)?
    for kind in ties {
      let signal = FriendSignal(known, kind.weights(known), secondHop: kind.secondHop)
      for result in try rank(base.model, signal, grid.sorted().map { FriendWeight($0) }) {
        if social.map({ chosen(result) > chosen($0.result) }) ?? true { social = (result, kind.name) }
      }
    }
    guard let social else { preconditionFailure("there are ties") }
    let (alone, with) = (half(base.result, \.ndcg, false), half(social.result, \.ndcg, false))
    guard let gain = bootstrap.interval(of: zip(with, alone).map { $0 - $1 }, execution: execution) else {
      throw Self.tooFew
    }
    return Result(
      users: alone.count, base: score(base.result), social: score(social.result), gain: gain, setting: base.setting,
      ties: social.ties, lambda: social.result.weight.lambda)
  }

  /// The users drawn, in order of drawing.
  func drawn(_ train: UserItems, _ test: UserItems) throws -> [Int] {
    let able = (0..<train.userCount).filter { user in
      train.items(of: user).count > max(5, kept) && test.items(of: user).contains { !train.isTaken($0, by: user) }
    }
    var random = RandomStream(seed: seed, purpose: "cold users")
    let drawn = Array(able.shuffled(using: &random).prefix(users))
    if drawn.count < 2 { throw Self.tooFew }
    return drawn
  }

  private static let tooFew = KithError(
    .answerIsNo,
    Diagnostic(
      "E405", "too few people have more than five items to hide and something to foretell", help: "give more actions"))

  /// What remains known when the users drawn keep but a few items.
  func hiding(_ train: UserItems, of drawn: [Int]) -> UserItems {
    let isCold = Set(drawn)
    var pairs: [(user: UInt32, item: UInt32)] = []
    for user in 0..<train.userCount {
      var items = Array(train.items(of: user))
      if isCold.contains(user) {
        var random = RandomStream(seed: seed, purpose: "cold items", index: UInt64(user))
        items = Array(items.shuffled(using: &random).prefix(kept))
      }
      for item in items { pairs.append((UInt32(user), item)) }
    }
    return UserItems(users: train.userCount, items: train.itemCount, pairs: pairs)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
