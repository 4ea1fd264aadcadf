import Glibc
import KithFoundation

/// How well lists foretell what users took later, user by user.
///
///     let found = try RankingEvaluation(cutoffs: [10, 20]).evaluate(
///       SocialRanking(base: model, friends: signal), taken: train, relevant: test, weights: [.init(0), .init(0.1)])
///     found[1].mean(\.ndcg, at: 20)
///
/// Full ranking: every item that the user has not taken competes, none are sampled. Users without anything relevant are
/// left out. Metrics as in `RankingMetrics`.
public struct RankingEvaluation: Sendable, Codable, Equatable {
  public var cutoffs: [Int]

  public init(cutoffs: [Int] = [10, 20]) { self.cutoffs = cutoffs }

  public struct Result: Sendable {
    public var weight: FriendWeight
    public var cutoffs: [Int]
    /// Users with something relevant, ascending.
    public var users: [Int]
    /// By cutoff, then user as in `users`.
    public var metrics: [[RankingMetrics]]
    /// By cutoff: the share of all items that stand in somebody's list.
    public var coverage: [Double]
    /// By cutoff: how rare the listed items are, mean of −log2(share of users who took them, counting one more).
    public var novelty: [Double]

    /// The mean over users; 0 without any.
    public func mean(_ metric: KeyPath<RankingMetrics, Double>, at cutoff: Int) -> Double {
      let values = values(metric, at: cutoff)
      return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }

    /// By user as in `users`. `cutoff` is one of `cutoffs`.
    public func values(_ metric: KeyPath<RankingMetrics, Double>, at cutoff: Int) -> [Double] {
      guard let place = cutoffs.firstIndex(of: cutoff) else { return [] }
      return metrics[place].map { $0[keyPath: metric] }
    }
  }

  /// One result a weight. Throws E720 for bad cutoffs and `CancellationError`.
  public func evaluate(
    _ ranking: SocialRanking, taken: UserItems, relevant: UserItems, weights: [FriendWeight] = [FriendWeight(0)],
    execution: Execution = .serial
  ) throws -> [Result] {
    if cutoffs.isEmpty || cutoffs.contains(where: { !(1...10_000 ~= $0) }) {
      throw KithError.option("the cutoffs", cutoffs.map(String.init).joined(separator: ","), choose: "1 to 10000")
    }
    let users = (0..<relevant.userCount).filter { !relevant.items(of: $0).isEmpty }
    let lists = try ranking.top(
      cutoffs.max() ?? 1, for: users, taken: taken, weights: weights, execution: execution)
    let rarity = (0..<taken.itemCount).map { item in
      -log2(Double(taken.users(of: item).count + 1) / Double(taken.userCount + 1))
    }
    return zip(weights, lists).map { weight, lists in
      let items = lists.map { $0.map(\.item) }
      var result = Result(
        weight: weight, cutoffs: cutoffs, users: users, metrics: [], coverage: [], novelty: [])
      for cutoff in cutoffs {
        result.metrics.append(
          zip(users, items).map { RankingMetrics(list: $1, relevant: relevant.items(of: $0), at: cutoff) })
        var isListed = [Bool](repeating: false, count: taken.itemCount)
        var (sum, number) = (0.0, 0)
        for list in items {
          for item in list.prefix(cutoff) {
            isListed[Int(item)] = true
            sum += rarity[Int(item)]
            number += 1
          }
        }
        result.coverage.append(Double(isListed.count { $0 }) / Double(max(1, isListed.count)))
        result.novelty.append(number > 0 ? sum / Double(number) : 0)
      }
      return result
    }
  }
}
