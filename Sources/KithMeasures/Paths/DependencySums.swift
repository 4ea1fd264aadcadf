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
    // Sources alike, side by side, reach the same nodes at the same level.
    let positions = layout.positions(of: sources)
    var left: [Int] = []
    try execution.inRounds(of: positions.count, width: BetweennessBatch.width, "shortest paths") { round in
      if !batch.add(positions[round], execution) { left += positions[round].map { Int(layout.order.base[Int($0)]) } }
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
      try execution.inRounds(of: sources.count, width: workers.count, "shortest paths") { round in
        execution.forEachChunk(of: round.count, grain: 1) { worker, _ in
          workers[worker].kernel.collect(from: sources[round.lowerBound + worker])
        }
        for worker in 0..<round.count { add(workers[worker].kernel) }
      }
    }
  }

  /// One at a time uses it.
  private struct Worker: @unchecked Sendable {
    let kernel: SourceDependencies
    init(_ kernel: SourceDependencies) { self.kernel = kernel }
  }
}
