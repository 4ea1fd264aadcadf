import ArgumentParser
import KithFoundation
import KithRecommend

/// A figure that lists are judged by.
enum EvaluationMetric: String, CaseIterable {
  case recall, ndcg, mrr, map
  case hitRate = "hit-rate"
  case coverage, novelty

  /// Nil for figures of all lists together.
  var ofOneList: KeyPath<RankingMetrics, Double>? {
    switch self {
    case .recall: \.recall
    case .ndcg: \.ndcg
    case .mrr: \.reciprocalRank
    case .map: \.averagePrecision
    case .hitRate: \.hit
    case .coverage, .novelty: nil
    }
  }

  /// Of everybody tested. `cutoff` is one of the result's.
  func value(_ result: RankingEvaluation.Result, at cutoff: Int) -> Double {
    if let ofOneList { return result.mean(ofOneList, at: cutoff) }
    guard let place = result.cutoffs.firstIndex(of: cutoff) else { return 0 }
    return self == .coverage ? result.coverage[place] : result.novelty[place]
  }
}

/// What must be reached, such as `recall@10=0.2`.
struct EvaluationFloor {
  let metric: EvaluationMetric
  let cutoff: Int
  let least: Double

  /// Without a place, the longest list.
  init(_ text: String, cutoffs: [Int]) throws {
    let sides = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard sides.count == 2, let least = Double(sides[1]), least.isFinite else {
      throw ValidationError("--min takes a metric and the least it may be, such as recall@10=0.2, not \"\(text)\"")
    }
    let parts = sides[0].split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard let metric = EvaluationMetric(rawValue: parts[0]) else {
      let names = EvaluationMetric.allCases.map(\.rawValue)
      let near = Suggestion.nearest(to: parts[0], in: names)
      throw ValidationError(
        "--min: there is no metric \"\(parts[0])\"; "
          + (near.map { "did you mean \"\($0)\"?" } ?? "choose among \(names.joined(separator: ", "))"))
    }
    let shown = cutoffs.map(String.init).joined(separator: ",")
    guard parts.count <= 2, let cutoff = parts.count == 1 ? cutoffs.last : Int(parts[1]), cutoffs.contains(cutoff)
    else {
      throw ValidationError("--min \(text): lists are judged --at \(shown); name one of these, or add it to --at")
    }
    self.metric = metric
    self.cutoff = cutoff
    self.least = least
  }

  var name: String { "\(metric.rawValue)@\(cutoff)" }
}
