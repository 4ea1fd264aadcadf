import KithFoundation

/// One seeded run of Louvain: nodes move until none gains, communities become the nodes of the next
/// level, until nothing moves there.
struct LouvainRun<Mass: NodeMass>: Sendable {
  let problem: QualityProblem<Mass>
  let seed: UInt64
  /// Move to the last gain; else until a pass adds less than 10⁻⁵ of all weight.
  let isExhaustive: Bool

  func outcome(workers: Workers, execution: Execution) throws -> RunOutcome {
    var graph = problem.graph
    let labels = Storage<UInt32>(count: graph.nodeCount)
    for node in 0..<labels.count { labels[node] = UInt32(node) }
    var community = labels
    var levels = 0
    for level in 0... {
      let n = graph.nodeCount
      execution.report("communities", done: level, of: nil, unit: "levels")
      let visits = VisitingOrder(count: n, seed: seed, iteration: 0, level: level, oneByOne: isExhaustive)
      try LocalMoving(graph: graph, objective: problem.objective, order: visits.nodes, community: community)
        .run(
          batch: visits.batch, tolerance: isExhaustive ? 0 : 1e-5 * problem.weight, workers: workers,
          execution: execution)
      let communities = Grouping(labels: community, order: nil)
      if level > 0 {
        for node in 0..<labels.count { labels[node] = communities.group[Int(labels[node])] }
      }
      levels += 1
      if communities.count == n { break }
      if level == 0 { labels.base.update(from: communities.group.base, count: n) }
      graph = graph.aggregated(by: communities, workers: workers)
      community = Storage(count: communities.count)
      for node in 0..<communities.count { community[node] = UInt32(node) }
    }
    return RunOutcome(
      labels: labels, quality: problem.quality(of: labels, execution: execution),
      convergence: Convergence(iterations: levels, residual: 0))
  }
}
