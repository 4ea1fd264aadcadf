import KithFoundation

/// One seeded run of Leiden or Louvain on a graph with at least one edge.
struct MultilevelRun<Mass: NodeMass>: Sendable {
  let problem: QualityProblem<Mass>
  let seed: UInt64
  /// Leiden: communities are taken apart before they become nodes of the next level.
  let refines: Bool
  let maxIterations: Int
  /// Go on to the last gain. Otherwise moving stops when a pass adds less than `tolerance`, and the run
  /// when an iteration adds less than a thousandth of the quality.
  let isExhaustive: Bool

  func outcome(workers: Workers, execution: Execution) throws -> RunOutcome {
    let n = problem.graph.nodeCount
    var labels = Storage<UInt32>(count: n)
    for node in 0..<n { labels[node] = UInt32(node) }
    var quality = problem.quality(of: labels, execution: execution)
    var convergence = Convergence(iterations: 0, residual: 0)
    for iteration in 1...maxIterations {
      execution.report("communities", done: iteration - 1, of: maxIterations, unit: "iterations")
      let candidate = try improved(labels, iteration: iteration, workers: workers, execution: execution)
      let value = problem.quality(of: candidate, execution: execution)
      let gain = value - quality
      convergence = Convergence(iterations: iteration, residual: max(0, gain))
      if gain > 0 { (labels, quality) = (candidate, value) }
      if gain <= (isExhaustive ? 0 : 1e-3 * abs(quality)) { break }
    }
    return RunOutcome(labels: labels, quality: quality, convergence: convergence)
  }

  /// In parts of all weight. What Louvain's first moves of single nodes leave undone costs less to do once
  /// communities have moved, where the next iteration starts.
  private func tolerance(iteration: Int, level: Int) -> Double {
    if isExhaustive { return 0 }
    if refines || level > 0 { return 1e-5 }
    return iteration == 1 ? 1e-3 : 1e-4
  }

  /// One iteration: move, refine, aggregate, until the graph shrinks no further.
  ///
  /// After the first of Louvain on a large graph only single nodes move, as Rotta & Noack 2011 (doi
  /// 10.1145/1963190.1970376) do to finish: moving communities again would find hardly anything.
  private func improved(
    _ labels: Storage<UInt32>, iteration: Int, workers: Workers, execution: Execution
  ) throws -> Storage<UInt32> {
    let objective = problem.objective
    var graph = problem.graph
    var community = Storage<UInt32>(count: graph.nodeCount)
    community.base.update(from: labels.base, count: graph.nodeCount)
    // The present graph's node of each node of the projection; nil while they are the same.
    var place: Storage<UInt32>?
    for level in 0... {
      let n = graph.nodeCount
      let visits = VisitingOrder(
        count: n, seed: seed, iteration: iteration, level: level, oneByOne: isExhaustive)
      let tolerance = tolerance(iteration: iteration, level: level) * problem.weight
      try LocalMoving(graph: graph, objective: objective, order: visits.nodes, community: community)
        .run(batch: visits.batch, tolerance: tolerance, workers: workers, execution: execution)
      // Large graphs are refined in the order of memory, small ones in one that differs with the seed.
      let order = visits.batch == 1 ? visits.nodes : nil
      let communities = Grouping(labels: community, order: order)
      if communities.count == n { break }
      if !isExhaustive && !refines && iteration > 1 { break }
      let parts =
        refines
        ? Grouping(
          labels: Refinement(graph: graph, objective: objective, communities: communities).run(workers: workers),
          order: order)
        : communities
      if parts.count == n {
        // Nothing to merge, yet a community may have lost the node that held it together.
        community = connectedPieces(of: communities, in: graph.rows)
        break
      }
      graph = graph.aggregated(by: parts, workers: workers)
      community = Storage(count: parts.count)
      for node in 0..<n { community[Int(parts.group[node])] = communities.group[node] }
      if let place {
        for node in 0..<place.count { place[node] = parts.group[Int(place[node])] }
      } else {
        place = parts.group
      }
    }
    guard let place else { return community }
    let result = Storage<UInt32>(count: labels.count)
    for node in 0..<labels.count { result[node] = community[Int(place[node])] }
    return result
  }
}
