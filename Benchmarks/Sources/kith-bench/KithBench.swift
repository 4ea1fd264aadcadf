import Glibc
import KithFoundation
import KithGraph

/// `kith-bench TASK FILE [--threads N] [--repeat R]`: one JSON line a repeat.
///
/// `kith-bench verdict-power RUNS SEED` prints the power study of the verdict on influence instead.
/// FILE is `edges.npy`, a text edge list, a random graph such as `rmat:18` or, for `csv-load`, a comment table.
@main
struct KithBench {
  var taskName = ""
  var path = ""
  var threads = 2
  var repeats = 1

  static func main() {
    do {
      if CommandLine.arguments.dropFirst().first == "verdict-power" {
        return try VerdictPower.run(Array(CommandLine.arguments.dropFirst(2)))
      }
      guard let bench = KithBench(CommandLine.arguments.dropFirst()) else {
        let names = tasks.map(\.name).joined(separator: " ")
        throw BenchError(description: "usage: kith-bench TASK FILE [--threads N] [--repeat R]\ntasks: \(names)")
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
    guard let task = tasks.first(where: { $0.name == taskName }) else {
      throw BenchError(description: "no task \"\(taskName)\"")
    }
    let kernel = try task.prepare(path, Execution(threads: threads))
    for _ in 0..<repeats {
      resetPeak()
      let start = Seconds.now()
      let facts = try kernel()
      let end = Seconds.now()
      let (peak, kernelPeak) = (peakMegabytes(), peakSinceReset())
      let fields: Facts =
        [
          ("task", "\"\(taskName)\""), ("graph", "\"\(path)\""), ("threads", String(threads)),
          ("kernel_s", String(end.wall - start.wall)), ("kernel_cpu_s", String(end.cpu - start.cpu)),
          ("peak_mb", String(peak)), ("kernel_peak_mb", String(kernelPeak)),
        ] + facts()
      print("{" + fields.map { "\"\($0.name)\": \($0.value)" }.joined(separator: ", ") + "}")
    }
  }
}

extension Edges {
  func graph(isDirected: Bool, _ execution: Execution) -> Graph {
    Graph(
      sources: sources, targets: targets, nodeCount: nodeCount, isDirected: isDirected, execution: execution)
  }
}
