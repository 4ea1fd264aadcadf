import KithFoundation
import KithGraph
import KithRecommend
import KithStatistics

/// The table of every base alone and re-weighted by friends, on a published split: see `recommendations.py`.
let socialTableTask = BenchTask(name: "social-table") { path, execution in
  let split = try Split(folder: path)
  return {
    let weights = PersonWeights.uniform(split.friends)
    let cut = split.validation.map { (train: split.train, held: $0) } ?? split.cut()
    for base in bases(split) {
      // Random starts are averaged: they move the third decimal.
      let proofs = try base.best(cut, execution).map { fit in
        try SocialEvaluation().evaluate(
          train: split.train, validation: split.validation, test: split.test, friends: weights, execution: execution,
          fit: fit)
      }
      printRow(base.name, proofs, execution)
    }
    return { [] }
  }
}

private typealias Fit = (UserItems, Execution) throws -> any ItemScorer

/// A recommender with the settings to choose from, on validation pairs; each with its random starts.
private struct Base {
  var name: String
  var settings: [[Fit]]

  func best(_ cut: (train: UserItems, held: UserItems), _ execution: Execution) throws -> [Fit] {
    if settings.count == 1 { return settings[0] }
    let scores = try settings.map { fits in
      try RankingEvaluation(cutoffs: [20]).evaluate(
        SocialRanking(base: fits[0](cut.train, execution)), taken: cut.train, relevant: cut.held, execution: execution
      )[0].mean(\.ndcg, at: 20)
    }
    return settings[scores.indices.max { scores[$0] < scores[$1] } ?? 0]
  }
}

/// What there is to choose from, by validation pairs.
private func bases(_ split: Split) -> [Base] {
  let circle = PersonWeights.uniform(split.friends).filled(with: 1).addingSelf()
  let alike = PersonWeights.taste(split.friends, split.train)
  let neighbors = [20, 50, 100, 1000]
  let lambdas = [150.0, 500, 1000, 3000]
  return [
    Base(name: "popularity", settings: [[{ taken, _ in Popularity().fit(taken) }]]),
    Base(
      name: "item-knn cosine",
      settings: neighbors.map { k in [{ try ItemNeighbors(neighbors: k).fit($0, execution: $1) }] }),
    Base(
      name: "item-knn bm25",
      settings: neighbors.map { k in [{ try ItemNeighbors(weighting: .bm25, neighbors: k).fit($0, execution: $1) }] }),
    Base(
      name: "user-knn", settings: neighbors.map { k in [{ try UserNeighbors(neighbors: k).fit($0, execution: $1) }] }),
    Base(
      name: "rp3beta",
      settings: [0, 0.1, 0.2, 0.3, 0.4].map { beta in [{ try RP3Beta(beta: beta).fit($0, execution: $1) }] }),
    Base(
      name: "ease", settings: lambdas.map { lambda in [{ try EASE(regularization: lambda).fit($0, execution: $1) }] }),
    Base(
      name: "ease, friends beside",
      settings: lambdas.flatMap { lambda in
        [(circle, 0.3), (alike, 3)].map { side, weight in
          [{ try EASE(regularization: lambda, friendWeight: weight).fit($0, friends: side, execution: $1) }]
        }
      }),
    Base(
      name: "als",
      settings: [20.0, 60].flatMap { alpha in
        [30.0, 80, 200, 400].map { regularization in
          (1...3).map { seed in
            {
              try ImplicitALS(alpha: alpha, regularization: regularization, seed: UInt64(seed)).fit($0, execution: $1)
            }
          }
        }
      }),
  ]
}

private func printRow(_ name: String, _ proofs: [SocialEvaluation.Proof], _ execution: Execution) {
  let count = Double(proofs.count)
  // By user, averaged over the starts.
  let mean = {
    (result: (SocialEvaluation.Proof) -> RankingEvaluation.Result, metric: KeyPath<RankingMetrics, Double>) in
    let all = proofs.map { result($0).values(metric, at: 20) }
    return all[0].indices.map { user in all.reduce(0) { $0 + $1[user] } / count }
  }
  let interval = { (values: [Double]) in Bootstrap().interval(of: values, execution: execution)! }
  let text = { (value: Double) in fixed(value, 4) }
  let gain = { (a: [Double], b: [Double]) -> String in
    let found = interval(zip(a, b).map { $0 - $1 })
    return "\(found.mean < 0 ? "" : "+")\(text(found.mean)) [\(text(found.low)), \(text(found.high))]"
  }
  let (alone, with) = (mean(\.base, \.ndcg), mean(\.social, \.ndcg))
  let average = { (values: [Double]) in values.reduce(0, +) / Double(values.count) }
  let lambdas = proofs.map { "\($0.lambda)" }.joined(separator: " ")
  let blind = proofs.map { "\($0.shuffledLambda)" }.joined(separator: " ")
  print(
    "| \(name) | \(text(average(mean(\.base, \.recall)))) | \(text(average(alone))) "
      + "| \(text(average(mean(\.social, \.recall)))) | \(text(average(with))) | \(gain(with, alone)) "
      + "| \(gain(with, mean(\.shuffled, \.ndcg))) | \(lambdas) | \(blind) | \(proofs[0].verdict.rawValue) |")
}

/// A number with so many decimals.
func fixed(_ value: Double, _ decimals: Int) -> String {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let digits = String(Int((value.magnitude * scale).rounded()))
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  return (value < 0 ? "−" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
}
