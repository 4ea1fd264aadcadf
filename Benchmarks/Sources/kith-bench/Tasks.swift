import KithFoundation
import KithGraph
import KithInput
import KithMeasures

/// What a kernel found: names and JSON values, so that a reader can compare answers.
typealias Facts = [(name: String, value: String)]

/// Something to time: `prepare` reads the file outside the clock and returns what is inside.
struct BenchTask: Sendable {
  let name: String
  let prepare: @Sendable (_ path: String, Execution) throws -> () throws -> Facts
}

/// To add a task, add an entry, and its peers to `compare.py`.
let tasks: [BenchTask] = [
  BenchTask(name: "csv-load") { path, execution in
    {
      let columns = ColumnMapping(from: "author", to: "target")
      let options = InputOptions(sources: [path], format: .interactions, columns: columns)
      let log = try LogReader(options).read(execution: execution).log
      let graph = Graph(log, execution: execution)
      return [
        ("rows", String(log.count)), ("edges", String(graph.edgeCount)), ("weight", String(graph.totalWeight)),
      ]
    }
  },
  BenchTask(name: "build") { path, execution in
    let edges = try readEdges(path)
    return {
      let graph = edges.graph(isDirected: true, execution)
      return [("nodes", String(graph.nodeCount)), ("edges", String(graph.edgeCount))]
    }
  },
  onGraph("pagerank20", isDirected: true) { graph, execution in
    facts(try PageRank(tolerance: 0, maxIterations: 20).scores(in: graph, execution: execution))
  },
  onGraph("pagerank", isDirected: true) { graph, execution in
    facts(try PageRank(tolerance: 1e-8).scores(in: graph, execution: execution))
  },
  onGraph("wcc", isDirected: false) { graph, execution in
    let partition = WeakComponents().partition(of: graph, execution: execution)
    return [("components", String(partition.count)), ("largest", String(partition.sizes.first ?? 0))]
  },
  onGraph("leiden", isDirected: false) { graph, execution in
    let communities = try Leiden(seed: 1, runs: 1).partition(of: graph, execution: execution)
    return [
      ("communities", String(communities.partition.count)), ("modularity", String(communities.modularity)),
    ]
  },
]

private func onGraph(
  _ name: String, isDirected: Bool, _ kernel: @escaping @Sendable (Graph, Execution) throws -> Facts
) -> BenchTask {
  BenchTask(name: name) { path, execution in
    let graph = try readEdges(path).graph(isDirected: isDirected, execution)
    return { try kernel(graph, execution) }
  }
}

private func facts(_ scores: NodeScores) -> Facts {
  let top = scores.top(1).first ?? 0
  return [
    ("top", String(top)), ("top_score", String(scores.values.isEmpty ? 0 : scores[top])),
    ("iterations", String(scores.convergence?.iterations ?? 0)),
  ]
}
