import KithFoundation
import KithGraph

/// Sums of the dependencies of many sources on each node, or edge: not halved, not scaled.
///
/// In hops, eight sources at a time; sources from which someone lies too far for that, and all where
/// edges have lengths, one at a time, a source a thread, added up in the order of the sources.
struct DependencySums {
  let graph: Graph
  let isWeighted: Bool

  init(_ graph: Graph, isWeighted: Bool) {
    self.graph = graph
    self.isWeighted = isWeighted && graph.isWeighted
  }

  /// By node.
  func nodes(from sources: [Int], _ execution: Execution) throws -> [Double] {
    var sums = [Double](repeating: 0, count: graph.nodeCount)
    var left = sources
    if !isWeighted {
      let layout = PathLayout(along: graph.out, against: graph.in, isDirected: graph.isDirected, execution)
      let batch = BetweennessBatch(layout)
      left = try run(batch, layout, sources, execution)
      for position in 0..<layout.count { sums[Int(layout.order.base[position])] = batch.scores.base[position] }
    }
    if !left.isEmpty {
      try addOneByOne(left, execution) { worker in
        for place in 0..<worker.search.count {
          let node = Int(worker.search.order.base[place])
          sums[node] += worker.dependencies.base[node]
        }
      }
    }
    return sums
  }

  /// By place in `graph.out`.
  func edges(from sources: [Int], _ execution: Execution) throws -> [Double] {
    var left = sources
    var sums = [Double](repeating: 0, count: graph.out.neighbors.count)
    if !isWeighted {
      let layout = PathLayout(
        along: graph.out, against: graph.in, isDirected: graph.isDirected, keepsOrder: true, execution)
      let batch = BetweennessBatch(layout, countsEdges: true)
      left = try run(batch, layout, sources, execution)
      if let scores = batch.edgeScores { for edge in sums.indices { sums[edge] = scores.base[edge] } }
    }
    if !left.isEmpty {
      try addOneByOne(left, execution, countsEdges: true) { worker in
        for place in 0..<worker.search.count {
          let node = Int(worker.search.order.base[place])
          for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
            sums[edge] += worker.edgeFlows!.base[edge]
          }
        }
      }
    }
    return sums
  }

  /// Returns the sources left over.
  private func run(
    _ batch: BetweennessBatch, _ layout: PathLayout, _ sources: [Int], _ execution: Execution
  ) throws -> [Int] {
    // Alike sources side by side reach the same nodes at the same level.
    let positions = sources.map { layout.positions.base[$0] }.filter { $0 != PathLayout.none }.sorted()
    var left: [Int] = []
    for start in stride(from: 0, to: positions.count, by: BetweennessBatch.width) {
      try execution.checkCancellation()
      let part = positions[start..<min(positions.count, start + BetweennessBatch.width)]
      if !batch.add(part, execution) { left += part.map { Int(layout.order.base[Int($0)]) } }
      execution.report("shortest paths", done: start + part.count, of: positions.count, unit: "sources")
    }
    return left
  }

  /// Runs a source a thread and hands each finished one over in the order of the sources.
  private func addOneByOne(
    _ sources: [Int], _ execution: Execution, countsEdges: Bool = false, add: (SourceDependencies) -> Void
  ) throws {
    try graph.out.withPointers { rows in
      let workers = (0..<min(execution.threads, sources.count)).map { _ in
        Worker(
          SourceDependencies(
            PathSearch(rows, nodeCount: graph.nodeCount, isWeighted: isWeighted), nodeCount: graph.nodeCount,
            edgeCount: countsEdges ? graph.out.neighbors.count : nil))
      }
      for start in stride(from: 0, to: sources.count, by: workers.count) {
        try execution.checkCancellation()
        let part = Array(sources[start..<min(sources.count, start + workers.count)])
        execution.forEachChunk(of: part.count, grain: 1) { place, _ in workers[place].kernel.collect(from: part[place])
        }
        for place in part.indices { add(workers[place].kernel) }
        execution.report("shortest paths", done: start + part.count, of: sources.count, unit: "sources")
      }
    }
  }

  /// One at a time uses it.
  private struct Worker: @unchecked Sendable {
    let kernel: SourceDependencies
    init(_ kernel: SourceDependencies) { self.kernel = kernel }
  }
}
