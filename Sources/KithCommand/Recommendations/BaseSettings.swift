import ArgumentParser
import KithFoundation
import KithGraph
import KithRecommend

/// The settings of the built-in recommenders; each belongs to some of them.
struct BaseSettings: ParsableArguments {
  @Option(help: "als: numbers that describe each person and item. (default: 64)")
  var factors: Int?

  @Option(help: "als: rounds of fitting. (default: 15)")
  var iterations: Int?

  @Option(
    help: ArgumentHelp(
      "als, ease: the larger, the less is made of little; decides more than anything else. (default: als 80, ease 150)",
      valueName: "λ"))
  var regularization: Double?

  @Option(
    help:
      "als: what a taking weighs against what was not taken; rp3beta: power of the steps. (default: als 20, rp3beta 1)")
  var alpha: Double?

  @Option(
    help: ArgumentHelp(
      "item-knn, item-knn-bm25, user-knn, rp3beta: how many similar ones count. (default: 1000; user-knn 100)",
      valueName: "n"))
  var neighbors: Int?

  @Option(help: "rp3beta: how far popular items are held back; 0 is not at all. (default: 0.5)")
  var beta: Double?

  @Option(
    help: ArgumentHelp(
      "popularity: after how long a taking counts half: 30d, 12h. (default: never)", valueName: "width"))
  var popularityHalfLife: String?

  @Option(
    help: ArgumentHelp(
      "ease: what a friend in common weighs against an item in common. (default: 0)", valueName: "weight"))
  var friendColumns: Double?

  @Option(
    help: ArgumentHelp(
      "ease: refuse to take more memory than this: 2GB, 500MB. (default: 4GB, or what is free if that is less)",
      valueName: "bytes"))
  var memoryLimit: String?

  func validate() throws {
    if let popularityHalfLife { _ = try Stretch(popularityHalfLife, option: "--popularity-half-life") }
    if let memoryLimit, ByteCount.bytes(memoryLimit) == nil {
      throw ValidationError("--memory-limit takes a size such as 2GB or 500MB, not \"\(memoryLimit)\"")
    }
    if let friendColumns, !(friendColumns >= 0 && friendColumns.isFinite) {
      throw ValidationError("--friend-columns must be 0 or a number above it, not \(friendColumns)")
    }
  }

  /// A usage error for a setting that none of these recommenders has.
  func check(for methods: [BaseMethod]) throws {
    let neighborly: [BaseMethod] = [.itemKNN, .itemKNNByBM25, .userKNN, .rp3beta]
    let settings: [(name: String, isGiven: Bool, of: [BaseMethod])] = [
      ("--factors", factors != nil, [.als]), ("--iterations", iterations != nil, [.als]),
      ("--regularization", regularization != nil, [.als, .ease]), ("--alpha", alpha != nil, [.als, .rp3beta]),
      ("--neighbors", neighbors != nil, neighborly), ("--beta", beta != nil, [.rp3beta]),
      ("--popularity-half-life", popularityHalfLife != nil, [.popularity]),
      ("--friend-columns", friendColumns != nil, [.ease]), ("--memory-limit", memoryLimit != nil, [.ease]),
    ]
    guard let idle = settings.first(where: { $0.isGiven && $0.of.allSatisfy { !methods.contains($0) } }) else { return }
    throw ValidationError("\(idle.name) goes with --base \(idle.of.map(\.rawValue).joined(separator: " or "))")
  }

  private var memoryLimitBytes: Int {
    if let memoryLimit, let bytes = ByteCount.bytes(memoryLimit) { return bytes }
    return min(4 << 30, Machine.availableMemory ?? .max)
  }

  private func ease() -> EASE {
    EASE(regularization: regularization ?? 150, friendWeight: friendColumns ?? 0, memoryLimit: memoryLimitBytes)
  }

  /// The recommender, fitted. `actions` give popularity its times; `ties` are the friends that EASE sets beside items.
  ///
  /// Throws what the recommenders throw: E720 for a setting out of range, E406 (exit 75) past the limit of memory.
  func scorer(
    _ method: BaseMethod, taken: UserItems, actions: ActionLog, ties: PersonWeights?, seed: UInt64,
    _ execution: Execution
  ) throws -> any ItemScorer {
    switch method {
    case .popularity:
      return try Popularity(
        halfLife: popularityHalfLife.map { try Stretch($0, option: "--popularity-half-life").milliseconds }
      ).fit(actions)
    case .itemKNN: return try ItemNeighbors(neighbors: neighbors ?? 1000).fit(taken, execution: execution)
    case .itemKNNByBM25:
      return try ItemNeighbors(weighting: .bm25, neighbors: neighbors ?? 1000).fit(taken, execution: execution)
    case .userKNN: return try UserNeighbors(neighbors: neighbors ?? 100).fit(taken, execution: execution)
    case .rp3beta:
      return try RP3Beta(alpha: alpha ?? 1, beta: beta ?? 0.5, neighbors: neighbors ?? 1000)
        .fit(taken, execution: execution)
    case .als:
      return try ImplicitALS(
        factors: factors ?? 64, iterations: iterations ?? 15, alpha: alpha ?? 20, regularization: regularization ?? 80,
        seed: seed
      ).fit(taken, execution: execution)
    case .ease:
      return try ease().fit(taken, friends: ties?.filled(with: 1).addingSelf(), execution: execution)
    }
  }

  /// What fitting and holding the recommender takes, at most.
  func memory(_ method: BaseMethod, _ taken: UserItems) -> Int {
    let (users, items) = (taken.userCount, taken.itemCount)
    let many = { (rows: Int, others: Int) in
      8 * rows * min(others, rows, neighbors ?? (method == .userKNN ? 100 : 1000))
    }
    switch method {
    case .popularity: return 4 * items
    case .itemKNN, .itemKNNByBM25, .rp3beta: return many(items, items)
    case .userKNN: return many(users, users)
    case .als: return 12 * (factors ?? 64) * (users + items)
    case .ease: return ease().memory(users: users, items: items)
    }
  }
}

extension FactorModel {
  /// Whether the regularisation left next to nothing: taken pairs are meant to score about 1.
  var isFaint: Bool {
    let users = (0..<userCount).map { Self.square(userFactors($0)) }.max() ?? 0
    let items = (0..<itemCount).map { Self.square(itemFactors($0)) }.max() ?? 0
    return users * items < 1e-4
  }

  private static func square(_ vector: [Float]) -> Float { vector.reduce(0) { $0 + $1 * $1 } }
}
