import KithFoundation
import KithGraph
import KithMeasures

/// A kernel on a graph already in memory. `run` returns facts that let a reader compare answers.
struct BenchTask: Sendable {
  let name: String
  /// Whether the edges are read as directed.
  let isDirected: Bool
  let run: @Sendable (Graph, Execution) throws -> [String: String]
}

/// To add a task, add an entry, and its peers to `compare.py`.
let tasks: [BenchTask] = [
  BenchTask(name: "pagerank20", isDirected: true) { graph, execution in
    facts(try PageRank(tolerance: 0, maxIterations: 20).scores(in: graph, execution: execution))
  },
  BenchTask(name: "pagerank", isDirected: true) { graph, execution in
    facts(try PageRank(tolerance: 1e-8).scores(in: graph, execution: execution))
  },
  BenchTask(name: "pagerank-1e-10", isDirected: true) { graph, execution in
    facts(try PageRank(tolerance: 1e-10).scores(in: graph, execution: execution))
  },
  BenchTask(name: "wcc", isDirected: false) { graph, execution in
    let partition = WeakComponents().partition(of: graph, execution: execution)
    return ["components": String(partition.count), "largest": String(partition.sizes.first ?? 0)]
  },
]

private func facts(_ scores: NodeScores) -> [String: String] {
  let best = scores.values.indices.max { scores.values[$0] < scores.values[$1] } ?? 0
  return [
    "top": String(best), "top_score": String(scores.values[best]),
    "sum": String(scores.values.reduce(0, +)), "iterations": String(scores.convergence?.iterations ?? 0),
  ]
}
