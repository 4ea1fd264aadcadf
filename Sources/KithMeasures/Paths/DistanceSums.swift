import KithFoundation
import KithGraph

/// Sums over the distances from sources to every node: what closeness and its relatives are made of.
struct DistanceSums {
  /// By node: distances, summed over the sources that reach it.
  private(set) var distance: [Double]
  /// By node: sources that reach it, itself not counted.
  private(set) var reached: [Int]
  /// By node: the sum of 1 / distance.
  private(set) var inverse: [Double]
  /// By node: the largest distance.
  private(set) var farthest: [Double]
  private let isSource: [Bool]
  private let sourceCount: Int
  /// An upper bound of every distance; nil unless the graph is undirected, connected and in hops.
  private(set) var diameterBound: Double?

  /// Distances run from the sources along the edges (`.outgoing`: whom they reach) or against them.
  init(
    _ graph: Graph, from sources: [Int], direction: PathDirection, isWeighted: Bool, _ execution: Execution
  ) throws {
    let zeros = [Double](repeating: 0, count: graph.nodeCount)
    (distance, inverse, farthest) = (zeros, zeros, zeros)
    reached = [Int](repeating: 0, count: graph.nodeCount)
    var isSource = [Bool](repeating: false, count: graph.nodeCount)
    for source in sources { isSource[source] = true }
    (self.isSource, sourceCount) = (isSource, sources.count)
    let (along, against) = graph.rows(direction, execution: execution)
    if isWeighted && graph.isWeighted {
      try addLengths(along, sources, execution)
    } else {
      try addHops(graph, along, against, sources, execution)
    }
  }

  /// Sources other than a node itself.
  func others(than node: Int) -> Int { sourceCount - (isSource[node] ? 1 : 0) }

  static func memory(for size: GraphSize, isWeighted: Bool, threads: Int) -> Int {
    let search = isWeighted && size.isWeighted ? threads * PathSearch.memory(for: size.nodes) : 0
    return 61 * size.nodes + max(search, DistanceSweep.memory(for: size))
  }

  private mutating func addHops(
    _ graph: Graph, _ along: Adjacency, _ against: Adjacency, _ sources: [Int], _ execution: Execution
  ) throws {
    let layout = PathLayout(along: along, against: against, isDirected: graph.isDirected, execution)
    let sweep = DistanceSweep(layout)
    let positions = layout.positions(of: sources)
    var nearest = Int.max
    try execution.inRounds(of: positions.count, width: DistanceSweep.width, "distances") { round in
      try sweep.search(from: positions[round], execution)
      nearest = min(nearest, sweep.farthest.prefix(round.count).min() ?? nearest)
    }
    for position in 0..<layout.count {
      let (node, sums) = (Int(layout.order.base[position]), sweep.sums.base[position])
      distance[node] = Double(sums.distance)
      reached[node] = sums.reached
      inverse[node] = sums.inverse
      farthest[node] = Double(sums.farthest)
    }
    let isConnected = graph.nodeCount > 1 && reached.indices.allSatisfy { reached[$0] == others(than: $0) }
    if !graph.isDirected && isConnected { diameterBound = Double(2 * nearest) }
  }

  /// A search a thread, added up in the order of the sources.
  private mutating func addLengths(_ along: Adjacency, _ sources: [Int], _ execution: Execution) throws {
    try along.withPointers { rows in
      let searches = PathSearches(rows, nodeCount: along.nodeCount, isWeighted: true, count: execution.threads)
      try searches.forEachInOrder(sources, execution) { add($0) }
    }
  }

  private mutating func add(_ search: PathSearch) {
    // The first node reached is the source.
    for place in 1..<max(1, search.count) {
      let node = Int(search.order.base[place])
      let length = search.distances.base[node]
      distance[node] += length
      reached[node] += 1
      inverse[node] += 1 / length
      farthest[node] = max(farthest[node], length)
    }
  }
}
