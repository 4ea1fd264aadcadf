import KithFoundation
import KithGraph
import KithMeasures
import KithOutput

/// What the network says of its people, as `kith scores` and `kith communities` do.
struct NetworkFeatures {
  let people: NameTable
  let scores: [NodeScores]
  let communities: Partition

  /// Of the people a log names; betweenness from so many sampled people.
  init(_ log: InteractionLog, sources: Int, resolution: Double, _ session: Session) throws {
    let execution = session.execution
    let graph = Graph(log, execution: execution)
    let measures: [any NodeMeasure] = [
      DegreeCentrality(.in), DegreeCentrality(.out), DegreeCentrality(.in, isWeighted: true),
      DegreeCentrality(.out, isWeighted: true), PageRank(), CoreNumber(),
      Betweenness(sources: sources < graph.nodeCount ? sources : nil, seed: session.seed),
    ]
    people = log.people
    scores = try measures.map { measure in
      session.talk.detail(measure.info.name)
      return try measure.scores(in: graph, execution: execution)
    }
    session.talk.detail("communities")
    communities = try Leiden(resolution: resolution, seed: session.seed).partition(of: graph, execution: execution)
      .partition
  }

  /// A row for each of a larger table of people; empty for those the log does not name.
  func columns(among all: NameTable) -> [FeedColumn] {
    let places = all.indices.map { people.index(of: all[$0]) }
    let missing = people.count < all.count ? "the table of friends does not name the person" : nil
    let ranges = ["pagerank": "0 to 1; they sum to 1", "betweenness": "0 to 1"]
    let measured = scores.map { scores in
      let values = places.map { $0.map { scores[$0] } ?? .nan }
      return FeedColumn(
        scores.measure.columnName, ScoreColumns.values(values, isIterative: scores.convergence != nil),
        range: ranges[scores.measure.columnName] ?? "0 or more",
        note: ScoreColumns.note(scores.measure, scores.error), missing: missing)
    }
    return measured + [
      FeedColumn(
        "community", .integers(places.map { $0.map { communities[$0] } ?? .min }), .label,
        note: "the number of the person's Leiden community; 0 is the largest", missing: missing),
      FeedColumn(
        "community_size", .integers(places.map { $0.map { communities.sizes[communities[$0]] } ?? .min }),
        unit: "people", range: "1 or more", note: "people in that community", missing: missing),
    ]
  }
}
