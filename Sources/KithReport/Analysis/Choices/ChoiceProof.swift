import KithFoundation
import KithGraph
import KithRecommend
import KithStatistics

/// Whether friends foretell what people take next: the earlier takings learnt from, the latest fifth foretold.
///
///     let proof = try ChoiceProof(of: firsts, ties, places: 10, seed: 1)
///     proof.result.verdict
///
/// Friends are those of before, too. An earlier cut chooses λ and the base, whichever of popularity and item neighbours
/// foretells better, so that friends do not win against a base that nobody would use.
public struct ChoiceProof: Sendable {
  public enum Base: String, Sendable, Codable, CaseIterable {
    case popularity
    case itemNeighbors = "item-knn"

    /// Popularity speaks for people of whose items nothing follows.
    func fit(_ taken: UserItems, _ execution: Execution) throws -> any ItemScorer {
      let popular = Popularity().fit(taken)
      return self == .popularity
        ? popular : FallbackScorer(try ItemNeighbors().fit(taken, execution: execution), else: popular)
    }

    /// Finding neighbours takes the squares of what people took.
    func isCheap(_ taken: UserItems) -> Bool {
      self == .popularity
        || (0..<taken.userCount).reduce(0) { $0 + taken.items(of: $1).count * taken.items(of: $1).count } <= 200_000_000
    }
  }

  public let base: Base
  /// Places of a list that count.
  public let places: Int
  /// The first moment of what had to be foretold, milliseconds.
  public let cut: Int64
  public let result: SocialEvaluation.Proof

  /// Throws E405 (exit 1) where nothing can be held out, and `CancellationError`.
  init(
    of firsts: ActionLog, _ ties: ChoiceTies, places: Int, seed: UInt64, execution: Execution = .serial
  ) throws {
    let split = DataSplit(.time(share: 0.2), seed: seed)
    let trial = { (parts: DataSplit.Parts) in
      SocialEvaluation.Trial(
        train: parts.train, held: parts.test, friends: ties.weights(before: parts.cut, execution: execution))
    }
    let parts = try split.parts(of: firsts)
    var tuning: SocialEvaluation.Trial?
    do { tuning = trial(try split.parts(of: parts.trainActions)) } catch let error as KithError
      where error.exitCode == .answerIsNo
    {}
    let base = try tuning.map { try Self.better($0, places, execution) } ?? .popularity
    self.base = base
    self.places = places
    cut = parts.cut ?? Timestamp.missing
    // As many draws as stay quick; with so many people fewer do.
    let draws = min(2_000, max(200, 20_000_000 / max(1, parts.test.userCount)))
    result = try SocialEvaluation(cutoff: places, bootstrap: Bootstrap(draws: draws, seed: seed), seed: seed).evaluate(
      trial(parts), tuning: tuning, execution: execution
    ) { taken, execution in try base.fit(taken, execution) }
  }

  /// The base of higher NDCG; popularity of equals.
  private static func better(
    _ trial: SocialEvaluation.Trial, _ places: Int, _ execution: Execution
  ) throws -> Base {
    var best: (base: Base, ndcg: Double)?
    for base in Base.allCases where base.isCheap(trial.train) {
      let found = try RankingEvaluation(cutoffs: [places]).evaluate(
        SocialRanking(base: base.fit(trial.train, execution)), taken: trial.train, relevant: trial.held,
        execution: execution)
      let ndcg = found[0].mean(\.ndcg, at: places)
      if ndcg > best?.ndcg ?? -1 { best = (base, ndcg) }
    }
    return best?.base ?? .popularity
  }
}
