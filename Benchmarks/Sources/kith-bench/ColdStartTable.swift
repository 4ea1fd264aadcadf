import KithFoundation
import KithGraph
import KithRecommend

/// The table of users who keep only a few of their items, base by base: see `cold_start.py`.
let coldStartTask = BenchTask(name: "cold-start") { path, execution in
  let split = try Split(folder: path)
  return {
    let ties = [0.3, 1].flatMap { hop in
      [
        ColdStart.Ties(name: "uniform, second hop \(hop)", secondHop: hop) { _ in .uniform(split.friends) },
        ColdStart.Ties(name: "taste, second hop \(hop)", secondHop: hop) { .taste(split.friends, $0) },
      ]
    }
    for kept in [0, 1, 3, 5] {
      // Without a profile only popularity has anything to say.
      for base in coldBases where kept > 0 || base.name == "popularity" {
        let found = try ColdStart(kept: kept).evaluate(
          train: split.train, test: split.test, ties: ties, settings: base.settings, execution: execution)
        let score = { (score: ColdStart.Score) in "\(fixed(score.ndcg, 4)) (\(fixed(score.recall, 4)))" }
        let gain = [found.gain.mean, found.gain.low, found.gain.high].map { fixed($0, 4) }
        print(
          "| \(kept) | \(base.name) | \(score(found.base)) | \(score(found.social)) "
            + "| \(found.gain.mean < 0 ? "" : "+")\(gain[0]) [\(gain[1]), \(gain[2])] | \(found.lambda) | \(found.ties) |"
        )
      }
    }
    return { [] }
  }
}

private let coldBases: [(name: String, settings: [ColdStart.Setting])] = [
  ("popularity", [{ taken, _ in Popularity().fit(taken) }]),
  ("ease", [150.0, 500, 1000].map { lambda in { try EASE(regularization: lambda).fit($0, execution: $1) } }),
  ("user-knn", [50, 100, 1000].map { k in { try UserNeighbors(neighbors: k).fit($0, execution: $1) } }),
  (
    "als",
    [30.0, 80, 200].map { regularization in
      { try ImplicitALS(alpha: 20, regularization: regularization).fit($0, execution: $1) }
    }
  ),
]
