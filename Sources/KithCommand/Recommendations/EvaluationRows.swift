import KithFoundation
import KithRecommend
import KithStatistics

/// What a base and its friends showed.
struct EvaluatedBase {
  let method: BaseMethod
  let proof: SocialEvaluation.Proof
}

/// How every list fared, for each base, group of people and length.
struct EvaluationRows {
  enum List: String {
    /// The base's own.
    case alone
    /// Re-weighted by friends.
    case friends
    /// Re-weighted by as many friends drawn blindly.
    case shuffled
    case popularity
  }

  struct Row {
    let base: BaseMethod
    let group: SocialEvaluation.Group
    let users: Int
    let list: List
    let cutoff: Int
    /// By metric; nil for those that only all lists together have.
    let values: [Double?]
    let lambda: Double?
    /// Of NDCG over the base alone.
    let gain: Bootstrap.Interval?
    /// Of NDCG over friends drawn blindly.
    let gainOverShuffled: Bootstrap.Interval?
    let verdict: SocialEvaluation.Verdict?

    func value(_ metric: EvaluationMetric) -> Double? {
      EvaluationMetric.allCases.firstIndex(of: metric).flatMap { values[$0] }
    }
  }

  let bases: [EvaluatedBase]
  let hasFriends: Bool
  /// Nobody tested has friends, so that nothing can be told of them.
  let isSilent: Bool
  let rows: [Row]

  init(_ bases: [EvaluatedBase], hasFriends: Bool, isSilent: Bool, bootstrap: Bootstrap, _ execution: Execution) {
    self.bases = bases
    self.hasFriends = hasFriends
    self.isSilent = isSilent
    var rows: [Row] = []
    for base in bases {
      let proof = base.proof
      let all: [(list: List, result: RankingEvaluation.Result, lambda: Double?)] = [
        (.alone, proof.base, nil), (.friends, proof.social, proof.lambda),
        (.shuffled, proof.shuffled, proof.shuffledLambda), (.popularity, proof.popularity, nil),
      ]
      let lists = all.filter { hasFriends || $0.list == .alone || $0.list == .popularity }
      for slice in proof.slices where hasFriends || slice.group == .all || slice.group == .cold {
        for cutoff in proof.base.cutoffs.sorted() {
          let ndcg = { (result: RankingEvaluation.Result) in
            let values = result.values(\.ndcg, at: cutoff)
            return slice.places.map { values[$0] }
          }
          let difference = { (a: RankingEvaluation.Result, b: RankingEvaluation.Result) in
            bootstrap.interval(of: zip(ndcg(a), ndcg(b)).map { $0 - $1 }, execution: execution)
          }
          for (list, result, lambda) in lists {
            rows.append(
              Row(
                base: base.method, group: slice.group, users: slice.users, list: list, cutoff: cutoff,
                values: EvaluationMetric.allCases.map { Self.value($0, of: result, slice, at: cutoff) },
                lambda: lambda, gain: list == .alone ? nil : difference(result, proof.base),
                gainOverShuffled: list == .friends ? difference(result, proof.shuffled) : nil,
                verdict: list == .friends && cutoff == proof.base.cutoffs.max()
                  ? (isSilent ? .cannotTell : slice.verdict) : nil))
          }
        }
      }
    }
    self.rows = rows
  }

  private static func value(
    _ metric: EvaluationMetric, of result: RankingEvaluation.Result, _ slice: SocialEvaluation.Slice, at cutoff: Int
  ) -> Double? {
    if slice.group == .all { return metric.value(result, at: cutoff) }
    guard let ofOneList = metric.ofOneList, !slice.places.isEmpty else { return nil }
    let values = result.values(ofOneList, at: cutoff)
    return slice.places.reduce(0) { $0 + values[$1] } / Double(slice.places.count)
  }

  /// The demands that some base misses, and what it reaches.
  func missed(_ floors: [EvaluationFloor]) -> [(base: BaseMethod, floor: EvaluationFloor, value: Double)] {
    bases.flatMap { base in
      floors.compactMap { floor in
        let result = hasFriends ? base.proof.social : base.proof.base
        let value = floor.metric.value(result, at: floor.cutoff)
        return value < floor.least ? (base.method, floor, value) : nil
      }
    }
  }
}
