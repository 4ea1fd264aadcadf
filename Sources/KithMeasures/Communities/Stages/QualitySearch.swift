import KithFoundation
import KithGraph

/// What Leiden and Louvain share: the quality they maximise, its options, and several runs.
struct QualitySearch: Sendable {
  enum Method: Sendable { case leiden, louvain }

  let method: Method
  let info: MeasureInfo
  let objective: CommunityObjective
  let resolution: Double
  let keepsDirection: Bool
  let seed: UInt64
  let runs: Int?
  let maxIterations: Int?

  /// The most edges of a small graph, on which a run goes on until nothing would raise the quality.
  static let smallEdgeCount = 20_000
  /// The most edges on which the default is several runs.
  static let severalRunsEdgeCount = 200_000

  func best(in graph: Graph, execution: Execution) throws -> Communities {
    let count = runs ?? (graph.edgeCount <= Self.severalRunsEdgeCount ? 10 : 1)
    return try search(graph, count: count, bestOnly: true, execution)[0]
  }

  func all(_ count: Int, in graph: Graph, execution: Execution) throws -> [Communities] {
    if count < 1 { throw info.optionError("the number of runs", count, choose: "1 or more") }
    return try search(graph, count: count, bestOnly: false, execution)
  }

  private func search(
    _ graph: Graph, count: Int, bestOnly: Bool, _ execution: Execution
  ) throws -> [Communities] {
    try validate()
    let projection = try Projection(graph, execution: execution)
    if projection.weight == 0 {
      return Array(repeating: .everyoneAlone(graph.nodeCount), count: bestOnly ? 1 : count)
    }
    let isDirected = keepsDirection && graph.isDirected
    let isModularity = objective == .modularity && !isDirected && resolution == 1
    func search<Mass>(_ problem: QualityProblem<Mass>) throws -> [Communities] {
      try outcomes(of: problem, edgeCount: graph.edgeCount, count: count, bestOnly: bestOnly, execution).map {
        Communities(
          partition: Partition(labels: projection.labels($0.labels)),
          modularity: isModularity ? $0.quality : problem.modularity(of: $0.labels, execution: execution),
          quality: $0.quality, convergence: $0.convergence)
      }
    }
    switch objective {
    case .modularity where isDirected:
      return try search(projection.directedModularityProblem(resolution: resolution))
    case .modularity: return try search(projection.modularityProblem(resolution: resolution))
    case .cpm: return try search(projection.pottsProblem(resolution: resolution))
    }
  }

  private func outcomes<Mass>(
    of problem: QualityProblem<Mass>, edgeCount: Int, count: Int, bestOnly: Bool, _ execution: Execution
  ) throws -> [RunOutcome] {
    let isSmall = edgeCount <= Self.smallEdgeCount
    let runs = SeededRuns(seed: seed, nodeCount: problem.graph.nodeCount, isSmall: isSmall)
    let refines = method == .leiden
    let maxIterations = maxIterations ?? (isSmall ? 100 : 2)
    return try runs.outcomes(count, bestOnly: bestOnly, execution: execution) { seed, workers, execution in
      try MultilevelRun(
        problem: problem, seed: seed, refines: refines, maxIterations: maxIterations, isExhaustive: isSmall
      ).outcome(workers: workers, execution: execution)
    }
  }

  private func validate() throws {
    // Far beyond the point where everyone is alone, and far below overflow.
    if !(0...1e100 ~= resolution) {
      throw info.optionError("the resolution", resolution, choose: "a number from 0 to 1e100")
    }
    if let runs, runs < 1 { throw info.optionError("the number of runs", runs, choose: "1 or more") }
    if let maxIterations, maxIterations < 1 {
      throw info.optionError("the number of iterations", maxIterations, choose: "1 or more")
    }
  }
}
