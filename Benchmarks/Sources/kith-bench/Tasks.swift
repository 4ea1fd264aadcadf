import KithFoundation
import KithGraph
import KithInput
import KithMeasures

/// What a kernel found: names and JSON values, so that a reader can compare answers.
typealias Facts = [(name: String, value: String)]

/// Something to time: `prepare` reads the file outside the clock and returns what is inside; the facts
/// that this finds are made up after the clock has stopped.
struct BenchTask: Sendable {
  let name: String
  let prepare: @Sendable (_ path: String, Execution) throws -> () throws -> () -> Facts
}

/// To add a task, add an entry, and its peers to `peers.py`.
let tasks = measureTasks + diffusionTasks + cascadeTasks + influenceTasks + recommendTasks

private let measureTasks: [BenchTask] = [
  BenchTask(name: "csv-load") { path, execution in
    {
      let columns = ColumnMapping(from: "author", to: "target")
      let options = InputOptions(sources: [path], format: .interactions, columns: columns)
      let log = try LogReader(options).read(execution: execution).log
      let graph = Graph(log, execution: execution)
      return {
        [("rows", String(log.count)), ("edges", String(graph.edgeCount)), ("weight", String(graph.totalWeight))]
      }
    }
  },
  BenchTask(name: "build") { path, execution in
    let edges = try readEdges(path)
    return {
      let graph = edges.graph(isDirected: true, execution)
      return { [("nodes", String(graph.nodeCount)), ("edges", String(graph.edgeCount))] }
    }
  },
  onGraph("pagerank20", isDirected: true) { graph, execution in
    facts(try PageRank(tolerance: 0, maxIterations: 20).scores(in: graph, execution: execution))
  },
  onGraph("pagerank", isDirected: true) { graph, execution in
    facts(try PageRank(tolerance: 1e-8).scores(in: graph, execution: execution))
  },
  measure("betweenness", of: "betweenness", isDirected: false) { $0.sources = 64 },
  onGraph("wcc", isDirected: false) { graph, execution in
    let partition = WeakComponents().partition(of: graph, execution: execution)
    return { [("components", String(partition.count)), ("largest", String(partition.sizes.first ?? 0))] }
  },
  measure("kcore", of: "core-number", isDirected: false),
  measure("triangles", of: "triangles", isDirected: false),
  measure("leiden", of: "leiden", isDirected: false) { $0.runs = 1 },
  measure("louvain", of: "louvain", isDirected: false) { $0.runs = 1 },
  measure("labelprop", of: "label-propagation", isDirected: false) { $0.runs = 1 },
  measure("infomap", of: "infomap", isDirected: false) { $0.runs = 1 },
  measure("infomap-directed", of: "infomap", isDirected: true) { $0.runs = 1 },
]

func onGraph(
  _ name: String, isDirected: Bool, _ kernel: @escaping @Sendable (Graph, Execution) throws -> () -> Facts
) -> BenchTask {
  BenchTask(name: name) { path, execution in
    let graph = try graph(path, isDirected: isDirected, execution)
    return {
      let facts = try kernel(graph, execution)
      return { [("nodes", String(graph.nodeCount)), ("edges", String(graph.edgeCount))] + facts() }
    }
  }
}

/// A measure of the registry, with its defaults but for what `change` sets.
private func measure(
  _ name: String, of measure: String, isDirected: Bool,
  change: @escaping @Sendable (inout MeasureSettings) -> Void = { _ in }
) -> BenchTask {
  onGraph(name, isDirected: isDirected) { graph, execution in
    var settings = MeasureSettings()
    change(&settings)
    switch MeasureRegistry.entry(measure)?.make {
    case .nodes(let make):
      return facts(try make(settings).scores(in: graph, execution: execution))
    case .communities(let make):
      let found = try make(settings).communities(in: graph, execution: execution)
      return {
        [
          ("communities", String(found.partition.count)), ("largest", String(found.partition.sizes.first ?? 0)),
          ("modularity", String(found.modularity)),
        ]
      }
    default: throw BenchError(description: "the registry has no measure \"\(measure)\" of nodes or communities")
    }
  }
}

private func facts(_ scores: NodeScores) -> () -> Facts {
  {
    let top = scores.top(1).first ?? 0
    return [
      ("top", String(top)), ("top_score", String(scores.values.isEmpty ? 0 : scores[top])),
      ("sum", String(scores.values.reduce(0, +))), ("iterations", String(scores.convergence?.iterations ?? 0)),
    ]
  }
}
