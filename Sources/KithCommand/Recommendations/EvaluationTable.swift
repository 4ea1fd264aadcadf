import KithFoundation
import KithOutput
import KithRecommend
import KithStatistics

/// A row a base, group of people, list and length.
enum EvaluationTable {
  static func table(_ found: EvaluationRows) -> Table {
    let rows = found.rows
    let reals = { (value: (EvaluationRows.Row) -> Double?) in Table.Values.reals(rows.map { value($0) ?? .nan }) }
    let metrics = EvaluationMetric.allCases.map { metric in
      Table.Column(
        metric.rawValue.replacing("-", with: "_"), reals { $0.value(metric) }, note: note(metric),
        missing: metric.ofOneList == nil ? "told of everybody's lists together" : "nobody is in the group")
    }
    let interval = "of its 95% bootstrap interval over people"
    let noGain = "of the base alone, or nobody is in the group"
    let noVerdict = "told of lists with friends, at the longest"
    return Table(
      schema: "kith.evaluation/1",
      columns: [
        Table.Column("base", .text(rows.map(\.base.rawValue))),
        Table.Column("people", .text(rows.map(\.group.rawValue)), note: "by what was known before: items and friends"),
        Table.Column("tested", .integers(rows.map(\.users)), unit: "people"),
        Table.Column(
          "list", .text(rows.map(\.list.rawValue)),
          note: "alone; with friends; with as many friends drawn blindly (shuffled); the most popular"),
        Table.Column("at", .integers(rows.map(\.cutoff)), note: "the first so many items of a list"),
      ] + metrics + [
        Table.Column(
          "lambda", reals(\.lambda), note: "what friends count; chosen on validation actions unless given",
          missing: "a list without friends"),
        Table.Column(
          "gain", reals(\.gain?.mean), note: "of NDCG over the base alone, mean over people", missing: noGain),
        Table.Column("gain_low", reals(\.gain?.low), note: interval, missing: noGain),
        Table.Column("gain_high", reals(\.gain?.high), note: interval, missing: noGain),
        Table.Column(
          "over_shuffled", reals(\.gainOverShuffled?.mean), note: "of NDCG, over friends drawn blindly",
          missing: "told of lists with friends"),
        Table.Column("over_shuffled_low", reals(\.gainOverShuffled?.low), missing: "told of lists with friends"),
        Table.Column("over_shuffled_high", reals(\.gainOverShuffled?.high), missing: "told of lists with friends"),
        Table.Column(
          "friends_help", .text(rows.map { $0.verdict?.rawValue }),
          note: "yes: beyond the base and beyond blind friends", missing: noVerdict),
      ])
  }

  private static func note(_ metric: EvaluationMetric) -> String {
    switch metric {
    case .recall: "share of what is to be foretold that is listed, mean over people"
    case .ndcg: "the same, early places counting more, over the best possible list"
    case .mrr: "one over the place of the first hit"
    case .map: "mean of precision at the hits, over the best possible number of them"
    case .hitRate: "share of people with any hit"
    case .coverage: "share of all items that stand in somebody's list"
    case .novelty: "how rare listed items are: mean of −log2(share of people who took them)"
    }
  }
}
