import Glibc
import KithFoundation
import KithGraph

/// `kith-bench TASK FILE [--threads N] [--repeat R]`: one JSON line a repeat.
///
/// FILE is `edges.npy` or a text edge list; the task `build` times making the graph itself.
@main
struct KithBench {
  var taskName = ""
  var path = ""
  var threads = 2
  var repeats = 1

  static func main() {
    do {
      guard let bench = KithBench(CommandLine.arguments.dropFirst()) else {
        let names = ["build"] + tasks.map(\.name)
        throw BenchError(
          description: "usage: kith-bench TASK FILE [--threads N] [--repeat R]\ntasks: \(names.joined(separator: " "))")
      }
      try bench.run()
    } catch {
      let message = "\(error)\n"
      _ = write(2, message, message.utf8.count)
      exit(70)
    }
  }

  private init?(_ arguments: some Collection<String>) {
    var values: [String] = []
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      switch argument {
      case "--threads": threads = rest.next().flatMap { Int($0) } ?? threads
      case "--repeat": repeats = rest.next().flatMap { Int($0) } ?? repeats
      default: values.append(argument)
      }
    }
    guard values.count == 2 else { return nil }
    (taskName, path) = (values[0], values[1])
  }

  private func run() throws {
    let execution = Execution(threads: threads)
    if taskName == "build" {
      let edges = try readEdges(path)
      try measure {
        let graph = edges.graph(isDirected: true, execution)
        return ["edges": String(graph.edgeCount), "nodes": String(graph.nodeCount)]
      }
      return
    }
    guard let task = tasks.first(where: { $0.name == taskName }) else {
      throw BenchError(description: "no task \"\(taskName)\"")
    }
    let graph = try readEdges(path).graph(isDirected: task.isDirected, execution)
    try measure { try task.run(graph, execution) }
  }

  /// Runs and prints each repeat.
  private func measure(_ body: () throws -> [String: String]) throws {
    for _ in 0..<repeats {
      resetPeak()
      let start = Seconds.now()
      let facts = try body()
      let end = Seconds.now()
      let fields =
        [
          ("task", "\"\(taskName)\""), ("graph", "\"\(path)\""), ("threads", String(threads)),
          ("kernel_s", String(end.wall - start.wall)), ("kernel_cpu_s", String(end.cpu - start.cpu)),
          ("peak_mb", String(peakMegabytes())), ("kernel_peak_mb", String(peakSinceReset())),
        ] + facts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      print("{" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}")
    }
  }
}

extension Edges {
  func graph(isDirected: Bool, _ execution: Execution) -> Graph {
    Graph(
      sources: sources, targets: targets, nodeCount: nodeCount, isDirected: isDirected, execution: execution)
  }
}
