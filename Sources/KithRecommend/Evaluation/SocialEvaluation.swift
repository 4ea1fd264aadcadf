import KithFoundation
import KithStatistics

/// Whether friends help a recommender: its lists alone and re-weighted, beside ties that mean nothing.
///
///     let proof = try SocialEvaluation().evaluate(train: train, test: test, friends: weights) { taken, execution in
///       try ImplicitALS().fit(taken, execution: execution)
///     }
///     proof.verdict; proof.gain?.low
///
/// λ is chosen on validation pairs as in `WeightChoice`, never on the test: those given, or a share of each person's
/// training pairs, held out while the base is fitted anew. Then three controls stand beside the re-weighted lists: no
/// ties (the base), shuffled ties (the same numbers of friends, drawn blindly, λ chosen for them too) and popularity.
/// Differences are of the same users, with bootstrap intervals. Full ranking. Three fits of the base where no
/// validation is given.
public struct SocialEvaluation: Sendable, Codable, Equatable {
  /// The place in the list up to which metrics look; λ is chosen by NDCG there.
  public var cutoff: Int
  /// Further places that metrics are told at.
  public var alsoAt: [Int]
  /// λ to choose from; one alone is fixed.
  public var grid: [Double]
  public var isLargerForFewItems: Bool
  /// What friends of friends count.
  public var secondHop: Double
  /// Of each person's training pairs, where no validation pairs are given.
  public var validationShare: Double
  public var bootstrap: Bootstrap
  public var seed: UInt64

  public init(
    cutoff: Int = 20, alsoAt: [Int] = [], grid: [Double] = FriendWeight.grid, isLargerForFewItems: Bool = false,
    secondHop: Double = 0.3, validationShare: Double = 0.2, bootstrap: Bootstrap = Bootstrap(), seed: UInt64 = 1
  ) {
    self.cutoff = cutoff
    self.alsoAt = alsoAt
    self.grid = grid
    self.isLargerForFewItems = isLargerForFewItems
    self.secondHop = secondHop
    self.validationShare = validationShare
    self.bootstrap = bootstrap
    self.seed = seed
  }

  public enum Verdict: String, Sendable, Codable {
    case yes, no
    case cannotTell = "cannot tell"
  }

  /// Users who may fare differently.
  public enum Group: String, Sendable, Codable, CaseIterable {
    case all
    case cold = "cold: at most 5 items"
    case noFriends = "no friends"
    case fewFriends = "few friends: 1 to 4"
    case manyFriends = "many friends: 5 or more"

    /// Whether a user of so many training items and friends is one of them.
    public func holds(items: Int, friends: Int) -> Bool {
      switch self {
      case .all: true
      case .cold: items <= 5
      case .noFriends: friends == 0
      case .fewFriends: (1...4).contains(friends)
      case .manyFriends: friends >= 5
      }
    }
  }

  /// How a group of users fared.
  public struct Slice: Sendable, Codable, Equatable {
    public var group: Group
    /// Where its users stand among those tested.
    public var places: [Int]
    public var name: String { group.rawValue }
    public var users: Int { places.count }
    /// NDCG and recall at the cutoff, of the base and with friends.
    public var base: Score
    public var social: Score
    /// NDCG with friends less NDCG alone, and less NDCG with shuffled ties; nil without users.
    public var gain: Bootstrap.Interval?
    public var gainOverShuffled: Bootstrap.Interval?
    public var verdict: Verdict
  }

  public struct Score: Sendable, Codable, Equatable {
    public var ndcg: Double
    public var recall: Double
    /// Of the mean NDCG.
    public var interval: Bootstrap.Interval?
  }

  public struct Proof: Sendable {
    /// The λ chosen, and the one chosen for shuffled ties: about 0 where all is well.
    public var lambda: Double
    public var shuffledLambda: Double
    public var base: RankingEvaluation.Result
    public var social: RankingEvaluation.Result
    public var shuffled: RankingEvaluation.Result
    public var popularity: RankingEvaluation.Result
    /// Everyone first, then the slices.
    public var slices: [Slice]

    public var verdict: Verdict { slices[0].verdict }
    public var gain: Bootstrap.Interval? { slices[0].gain }
  }

  /// What may be learned from, what is to be foretold, and who heeded whom meanwhile.
  public struct Trial: Sendable {
    public var train: UserItems
    public var held: UserItems
    public var friends: PersonWeights

    public init(train: UserItems, held: UserItems, friends: PersonWeights) {
      self.train = train
      self.held = held
      self.friends = friends
    }
  }

  /// Throws E720 for options out of range, E405 where nobody can be tested, what `fit` throws, `CancellationError`.
  public func evaluate(
    train: UserItems, validation: UserItems? = nil, test: UserItems, friends: PersonWeights,
    execution: Execution = .serial, fit: (UserItems, Execution) throws -> any ItemScorer
  ) throws -> Proof {
    try evaluate(
      Trial(train: train, held: test, friends: friends),
      tuning: validation.map { Trial(train: train, held: $0, friends: friends) }, execution: execution, fit: fit)
  }

  /// λ chosen by `tuning`, which must know nothing of what the trial foretells: for a split by time, an earlier cut
  /// with the ties of then. Nil holds out a share of the trial's training pairs.
  public func evaluate(
    _ trial: Trial, tuning: Trial? = nil, execution: Execution = .serial,
    fit: (UserItems, Execution) throws -> any ItemScorer
  ) throws -> Proof {
    let (train, test, friends) = (trial.train, trial.held, trial.friends)
    if grid.isEmpty || grid.contains(where: { !($0 >= 0 && $0.isFinite) }) {
      throw KithError.option("λ", grid, choose: "0 or numbers above it")
    }
    if test.count == 0 {
      throw KithError(
        .answerIsNo, Diagnostic("E405", "nothing can be tested: the test part is empty", help: "hold out more actions"))
    }
    let evaluation = RankingEvaluation(cutoffs: [cutoff] + alsoAt.filter { $0 != cutoff })
    let blind = friends.shuffled(seed: seed)
    let model = try fit(train, execution)
    var weights = (friends: grid[0], blind: grid[0])
    if grid.count > 1 {
      let parts = tuning ?? heldOut(of: trial)
      let tuned = parts.train == train ? model : try fit(parts.train, execution)
      let best = { (ties: PersonWeights) -> Double in
        let rules = grid.map { rule($0) }
        let results = try RankingEvaluation(cutoffs: [cutoff]).evaluate(
          SocialRanking(base: tuned, friends: FriendSignal(parts.train, ties, secondHop: secondHop)),
          taken: parts.train, relevant: parts.held, weights: rules, execution: execution)
        return WeightChoice(grid: grid, ndcg: results.map { $0.values(\.ndcg, at: cutoff) }).lambda
      }
      weights = (try best(parts.friends), try best(parts.friends.shuffled(seed: seed)))
    }
    let run = { (ties: PersonWeights, lambdas: [Double]) in
      try evaluation.evaluate(
        SocialRanking(base: model, friends: FriendSignal(train, ties, secondHop: secondHop)), taken: train,
        relevant: test, weights: lambdas.map { rule($0) }, execution: execution)
    }
    let own = try run(friends, [0, weights.friends])
    let shuffled = try run(blind, [weights.blind])
    let popular = try evaluation.evaluate(
      SocialRanking(base: Popularity().fit(train)), taken: train, relevant: test, execution: execution)
    var proof = Proof(
      lambda: weights.friends, shuffledLambda: weights.blind, base: own[0], social: own[1], shuffled: shuffled[0],
      popularity: popular[0], slices: [])
    proof.slices = Group.allCases.map { slice($0, of: proof, trial, execution) }
    return proof
  }

  private func rule(_ lambda: Double) -> FriendWeight {
    FriendWeight(lambda, isLargerForFewItems: isLargerForFewItems)
  }

  /// A share of each person's pairs, drawn blindly; whoever has one keeps it.
  private func heldOut(of trial: Trial) -> Trial {
    let train = trial.train
    var parts = (train: [(user: UInt32, item: UInt32)](), held: [(user: UInt32, item: UInt32)]())
    for user in 0..<train.userCount {
      let items = Array(train.items(of: user))
      var random = RandomStream(seed: seed, purpose: "validation", index: UInt64(user))
      // Rounded up or down by chance, so that people of few items are tried too.
      let wanted = min(max(0, items.count - 1), Int(validationShare * Double(items.count) + random.unit()))
      let held = Set(items.shuffled(using: &random).prefix(wanted))
      for item in items {
        if held.contains(item) {
          parts.held.append((UInt32(user), item))
        } else {
          parts.train.append((UInt32(user), item))
        }
      }
    }
    let make = { UserItems(users: train.userCount, items: train.itemCount, pairs: $0) }
    return Trial(train: make(parts.train), held: make(parts.held), friends: trial.friends)
  }

  // MARK: Slices

  private func slice(_ group: Group, of proof: Proof, _ trial: Trial, _ execution: Execution) -> Slice {
    let places = proof.base.users.indices.filter { place in
      let user = proof.base.users[place]
      return group.holds(items: trial.train.items(of: user).count, friends: trial.friends.degree(user))
    }
    let values = { (result: RankingEvaluation.Result, metric: KeyPath<RankingMetrics, Double>) in
      let all = result.values(metric, at: cutoff)
      return places.map { all[$0] }
    }
    let (alone, with) = (values(proof.base, \.ndcg), values(proof.social, \.ndcg))
    let blind = values(proof.shuffled, \.ndcg)
    let gain = bootstrap.interval(of: zip(with, alone).map { $0 - $1 }, execution: execution)
    let over = bootstrap.interval(of: zip(with, blind).map { $0 - $1 }, execution: execution)
    let base = score(alone, values(proof.base, \.recall), execution)
    return Slice(
      group: group, places: places, base: base, social: score(with, values(proof.social, \.recall), execution),
      gain: gain, gainOverShuffled: over,
      verdict: places.count < Self.leastUsers
        ? .cannotTell : Self.verdict(gain, over, base: base.ndcg, lambda: proof.lambda))
  }

  private func score(_ ndcg: [Double], _ recall: [Double], _ execution: Execution) -> Score {
    let mean = { (values: [Double]) in values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count) }
    return Score(ndcg: mean(ndcg), recall: mean(recall), interval: bootstrap.interval(of: ndcg, execution: execution))
  }

  /// Fewer users say nothing: an interval drawn from so few is far too narrow.
  public static let leastUsers = 20

  /// A gain of less than this share of the base's NDCG is none that anybody would notice.
  static let negligible = 0.005

  /// Yes: better than the base and than blind ties, both beyond chance. No: λ was chosen 0, or any gain is negligible.
  static func verdict(
    _ gain: Bootstrap.Interval?, _ over: Bootstrap.Interval?, base: Double, lambda: Double
  ) -> Verdict {
    guard let gain, let over else { return .cannotTell }
    if lambda == 0 || gain.high < negligible * base { return .no }
    return gain.isAboveZero && over.isAboveZero ? .yes : .cannotTell
  }
}
