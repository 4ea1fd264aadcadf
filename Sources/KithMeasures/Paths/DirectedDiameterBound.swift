import KithFoundation
import KithGraph

/// An upper bound of a directed graph's diameter from two searches a strong component.
///
/// Between two nodes of a component no path need be longer than the way to its pivot and on from there:
/// the pivot's largest distance from any of it plus the largest to any. A shortest path passes each
/// component at most once, so along the components' order the largest sum, edges between them
/// included, bounds every path. O(nodes + edges), with lengths times log(nodes).
struct DirectedDiameterBound {
  private let graph: Graph
  private let isWeighted: Bool
  private let components: Partition

  init(_ graph: Graph, isWeighted: Bool, _ execution: Execution) throws {
    self.graph = graph
    self.isWeighted = isWeighted
    components = try StrongComponents().partition(of: graph, execution: execution)
  }

  /// Bytes beside the graph: its edges within components a second time.
  static func memory(for size: GraphSize) -> Int { 80 * size.nodes + (size.isWeighted ? 16 : 8) * size.edges }

  /// Nil where edges of weight 0 hold a component together: they are no way.
  func value() -> Double? {
    guard let inner = boundsWithin() else { return nil }
    var open = [Int](repeating: 0, count: components.count)
    for node in 0..<graph.nodeCount {
      for other in graph.outNeighbors(of: node) where !isInner(node, Int(other)) {
        open[Int(components.assignment[Int(other)])] += 1
      }
    }
    // Members by component, so that each is visited once, after all that lead to it.
    var starts = components.sizes.reduce(into: [0]) { $0.append($0.last! + $1) }
    var members = [Int](repeating: 0, count: graph.nodeCount)
    var next = starts
    for node in 0..<graph.nodeCount {
      let label = Int(components.assignment[node])
      members[next[label]] = node
      next[label] += 1
    }
    starts.removeLast()
    // The longest way to a component's own paths.
    var before = [Double](repeating: 0, count: components.count)
    var ready = (0..<components.count).filter { open[$0] == 0 }
    var longest = 0.0
    while let label = ready.popLast() {
      let through = before[label] + inner[label]
      longest = max(longest, through)
      for node in members[starts[label]..<starts[label] + components.sizes[label]] {
        for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
          let other = Int(graph.out.neighbors[edge])
          if isInner(node, other) { continue }
          let target = Int(components.assignment[other])
          let length = isWeighted ? 1 / Double(graph.out.weight(at: edge)) : 1
          if length < .infinity { before[target] = max(before[target], through + length) }
          open[target] -= 1
          if open[target] == 0 { ready.append(target) }
        }
      }
    }
    return longest
  }

  private func isInner(_ a: Int, _ b: Int) -> Bool { components.assignment[a] == components.assignment[b] }

  /// By component: a bound of the distances between its nodes.
  private func boundsWithin() -> [Double]? {
    var pivots = [Int](repeating: -1, count: components.count)
    let degree = { (node: Int) in graph.out.degree(node) + graph.in.degree(node) }
    for node in 0..<graph.nodeCount {
      let label = Int(components.assignment[node])
      if pivots[label] < 0 || degree(node) > degree(pivots[label]) { pivots[label] = node }
    }
    var bounds = [Double](repeating: 0, count: components.count)
    for rows in [innerRows(graph.out), innerRows(graph.in)] {
      let isWhole = rows.withPointers { pointers in
        let search = PathSearch(pointers, nodeCount: graph.nodeCount, isWeighted: isWeighted)
        return components.sizes.indices.allSatisfy { label in
          if components.sizes[label] == 1 { return true }
          search.search(from: pivots[label])
          bounds[label] += search.distances.base[Int(search.order.base[search.count - 1])]
          return search.count == components.sizes[label]
        }
      }
      if !isWhole { return nil }
    }
    return bounds
  }

  /// Without the edges between components.
  private func innerRows(_ rows: Adjacency) -> Adjacency {
    var offsets = [0]
    offsets.reserveCapacity(graph.nodeCount + 1)
    var neighbors: [UInt32] = []
    var weights: [Float] = []
    for node in 0..<graph.nodeCount {
      for edge in rows.offsets[node]..<rows.offsets[node + 1] where isInner(node, Int(rows.neighbors[edge])) {
        neighbors.append(rows.neighbors[edge])
        if rows.weights != nil { weights.append(rows.weight(at: edge)) }
      }
      offsets.append(neighbors.count)
    }
    return Adjacency(offsets: offsets, neighbors: neighbors, weights: rows.weights == nil ? nil : weights)
  }
}
