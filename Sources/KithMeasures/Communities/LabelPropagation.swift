import KithFoundation
import KithGraph

/// Communities by label propagation: everybody joins the group most of their contacts are in.
///
///     let groups = try LabelPropagation(seed: 1).partition(of: graph)
///
/// Everybody starts with a label of their own and, one after another in random order, takes the
/// label with the greatest weight among their contacts; ties are broken at random, except that who
/// already has one of the greatest keeps it. It ends when everybody has one; on large graphs, when
/// fewer than one in 100,000 change in a round. A label's people who are not connected are then
/// told apart, as in the source. No quality is maximised and no number of groups asked for; on
/// networks without clear groups almost everybody ends up in one.
///
/// On the undirected weighted projection (w(a→b) + w(b→a)). The same result for any threads and
/// order of the input: on large graphs many change at a time, in batches that do not depend on them.
///
/// About O(edges) a round; at its peak up to 16 bytes an edge and 75 a node beside the graph.
/// Source: Raghavan, Albert & Kumara 2007, doi 10.1103/PhysRevE.76.036106.
public struct LabelPropagation: RepeatableCommunityMethod, Codable, Equatable {
  public var seed: UInt64
  /// Independent runs, of which the best modularity wins.
  public var runs: Int

  public init(seed: UInt64 = 1, runs: Int = 1) {
    self.seed = seed
    self.runs = runs
  }

  public static let info = MeasureInfo(
    name: "label-propagation", title: "Communities by label propagation",
    question: "Which groups form when everybody joins the group most of their contacts are in?",
    convention: """
      On the undirected view, weighted by strength both ways; labels change one after another in random order, \
      ties at random, but who has one of the greatest keeps it; every community is connected; nothing is \
      maximised: networks without clear groups end up as one; of several runs the one with the best modularity.
      """,
    complexity: "about O(edges) a round",
    citation: "Raghavan, Albert & Kumara 2007, doi 10.1103/PhysRevE.76.036106", result: .communities,
    needs: "Weights of zero or more; without relations everyone is a community of their own.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int { size.levelBytes(levels: 0, threads: threads) }

  public func communities(in graph: Graph, execution: Execution) throws -> Communities {
    try partition(of: graph, execution: execution)
  }

  /// Throws `KithError` when an option is out of range or a weight is negative or not finite, and
  /// `CancellationError`.
  public func partition(of graph: Graph, execution: Execution = .serial) throws -> Communities {
    if runs < 1 { throw info.optionError("the number of runs", runs, choose: "1 or more") }
    return try found(in: graph, count: runs, bestOnly: true, execution)[0]
  }

  /// What each of `count` runs found, whatever `runs` says.
  public func runs(of graph: Graph, count: Int, execution: Execution = .serial) throws -> [Communities] {
    if count < 1 { throw info.optionError("the number of runs", count, choose: "1 or more") }
    return try found(in: graph, count: count, bestOnly: false, execution)
  }

  private func found(
    in graph: Graph, count: Int, bestOnly: Bool, _ execution: Execution
  ) throws -> [Communities] {
    let projection = try Projection(graph, execution: execution)
    if projection.weight == 0 {
      return Array(repeating: .everyoneAlone(graph.nodeCount), count: bestOnly ? 1 : count)
    }
    let isSmall = graph.edgeCount <= QualitySearch.smallEdgeCount
    let problem = projection.modularityProblem(resolution: 1)
    let runs = SeededRuns(seed: seed, nodeCount: projection.nodes.count, isSmall: isSmall)
    let found = try runs.outcomes(count, bestOnly: bestOnly, execution: execution) { seed, workers, execution in
      try PropagationRun(problem: problem, seed: seed, isExhaustive: isSmall)
        .outcome(workers: workers, execution: execution)
    }
    return found.map {
      Communities(
        partition: Partition(labels: projection.labels($0.labels)), modularity: $0.quality,
        convergence: $0.convergence)
    }
  }
}
