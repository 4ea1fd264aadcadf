import KithFoundation
import KithGraph

/// The diameter of an undirected graph, component by component, the largest first.
///
/// All pairs of nodes within x of a middle node are within 2x of one another: once the eccentricities of
/// all nodes farther than x are known, the largest of them is the diameter unless it is below 2x.
struct DiameterSearch {
  private let graph: Graph
  private let isWeighted: Bool
  /// Searches still allowed.
  private var searches: Int
  private var lower = 0.0
  private var upper = 0.0
  /// For many searches in hops at once; made when needed.
  private var sweep: DistanceSweep?

  /// Below this number, one search at a time costs less than all at once.
  private static let fewSearches = 8

  init(_ graph: Graph, isWeighted: Bool, searches: Int) {
    self.graph = isWeighted ? graph.withoutWeightless : graph
    self.isWeighted = isWeighted
    // To the two ends of a long path and from its middle: without them there are no bounds.
    self.searches = max(searches, 3)
  }

  mutating func run(_ execution: Execution) throws -> (lower: Double, upper: Double?) {
    let components = WeakComponents().partition(of: graph, execution: execution)
    var starts = [Int](repeating: -1, count: components.count)
    for node in 0..<graph.nodeCount {
      let label = Int(components.assignment[node])
      if starts[label] < 0 || graph.out.degree(node) > graph.out.degree(starts[label]) { starts[label] = node }
    }
    try graph.out.withPointers { rows in
      let search = PathSearch(rows, nodeCount: graph.nodeCount, isWeighted: isWeighted)
      for label in 0..<components.count {
        let size = components.sizes[label]
        // Sizes descend; a path has fewer edges than nodes.
        if size == 1 || !isWeighted && Double(size - 1) <= lower { break }
        try execution.checkCancellation()
        search.search(from: starts[label])
        try searchComponent(search, execution)
      }
    }
    return (lower, max(lower, upper))
  }

  /// What `search` has just reached is a component.
  private mutating func searchComponent(_ search: PathSearch, _ execution: Execution) throws {
    let count = search.count
    let end = Int(search.order.base[count - 1])
    search.search(from: end)
    lower = max(lower, farthest(search))
    search.search(from: middle(of: search))
    searches -= 3
    // Far nodes first.
    let order = (0..<count).reversed().map { search.order.base[$0] }
    let distances = order.map { search.distances.base[Int($0)] }
    lower = max(lower, distances[0])
    var next = 0
    while next < count && lower < 2 * distances[next] {
      if searches <= 0 {
        upper = max(upper, 2 * distances[next])
        return
      }
      try execution.checkCancellation()
      var end = next + 1
      while end < min(count, next + DistanceSweep.width) && lower < 2 * distances[end] { end += 1 }
      let batch = order[next..<end]
      if !isWeighted && batch.count >= Self.fewSearches {
        lower = max(lower, try farthest(fromAll: batch, execution))
      } else {
        for node in batch { lower = max(lower, farthest(from: node, search)) }
      }
      next += batch.count
      searches -= batch.count
      execution.report("diameter", done: next, of: nil, unit: "searches")
    }
  }

  private func farthest(_ search: PathSearch) -> Double {
    search.distances.base[Int(search.order.base[search.count - 1])]
  }

  private func farthest(from node: UInt32, _ search: PathSearch) -> Double {
    search.search(from: Int(node))
    return farthest(search)
  }

  private mutating func farthest(fromAll nodes: ArraySlice<UInt32>, _ execution: Execution) throws -> Double {
    let sweep =
      self.sweep ?? DistanceSweep(PathLayout(along: graph.out, against: graph.out, isDirected: false, execution))
    self.sweep = sweep
    try sweep.search(from: nodes.map { sweep.layout.positions.base[Int($0)] }[...], execution)
    return Double(sweep.farthest.prefix(nodes.count).max() ?? 0)
  }

  /// The first node past the middle of a path back from the farthest node.
  private func middle(of search: PathSearch) -> Int {
    var node = Int(search.order.base[search.count - 1])
    let half = search.distances.base[node] / 2
    while search.distances.base[node] > half {
      var before = node
      for edge in search.rows.offsets.base[node]..<search.rows.offsets.base[node + 1] {
        let other = Int(search.rows.neighbors.base[edge])
        if !search.isStep(other, node, search.length(edge)) { continue }
        before = other
        break
      }
      if before == node { break }
      node = before
    }
    return node
  }
}

extension Graph {
  /// Without the edges of weight 0, for an undirected graph. O(nodes + edges).
  fileprivate var withoutWeightless: Graph {
    guard let weights = out.weights, weights.contains(0) else { return self }
    let edges = edgeEnds
    let kept = (0..<edges.count).filter { edges.weight(at: $0) > 0 }
    return Graph(
      sources: kept.map { edges.sources[$0] }, targets: kept.map { edges.targets[$0] },
      weights: kept.map { edges.weight(at: $0) }, nodeCount: nodeCount, isDirected: false)
  }
}
