import KithFoundation
import KithGraph
import KithMeasures

/// Which people and relations a map shows: the core, what joins it, and outwards from there by score.
///
/// People. The core is the best by score, a fifth of all at most. Each core person is joined to those already chosen by a
/// shortest chain of relations, if there is one; then the neighbour with the best score is added
/// again and again. What is shown is therefore connected as long as the graph is; when a component
/// is used up, the next begins at its best person, and people without relations come last.
///
/// Relations. All among those shown. If there are too many, a maximum spanning forest keeps
/// everyone attached and the strongest of the rest follow (ties: the better scores first).
///
/// O((n + m) log n) at worst; touches only the neighbourhood of what is shown.
struct MapSelection {
  /// Node indices of the graph, ascending.
  var nodes: [Int] = []
  /// The best people by score, best first; node indices of the graph.
  var core: [Int] = []
  /// Everyone has the same score, so no one stands out.
  let isFlat: Bool
  /// Relations shown, strongest first; ends are positions in `nodes`.
  var edges: [Edge] = []
  /// Relations that shape the layout: those shown, and more where few are shown of many.
  var shaping: [Edge] = []
  /// Relations among the people shown, before the cap.
  var edgesAmong = 0

  struct Edge: Equatable {
    var source: Int
    var target: Int
    var weight: Float
  }

  init(graph: Graph, scores: NodeScores, options: MapOptions, execution: Execution) throws {
    let order = scores.order
    let room = max(0, min(options.maxNodes, graph.nodeCount))
    // Marking everyone would mark no one, and so would marking some among equals.
    isFlat = order.count > 1 && scores[order[0]] == scores[order[order.count - 1]]
    let coreCount = isFlat ? 0 : min(max(0, options.core), max(1, graph.nodeCount / 5), room)
    core = Array(order.prefix(coreCount))
    var growth = Growth(graph: graph, scores: scores.values, room: room)
    for node in core {
      try execution.checkCancellation()
      growth.join(node)
    }
    try growth.fill(from: order, execution: execution)
    nodes = growth.chosen.sorted()
    pickEdges(graph: graph, scores: scores.values, limit: max(0, options.maxEdges))
  }

  private mutating func pickEdges(graph: Graph, scores: [Double], limit: Int) {
    var position = [Int32](repeating: -1, count: graph.nodeCount)
    for (index, node) in nodes.enumerated() { position[node] = Int32(index) }
    var all: [Edge] = []
    for (source, node) in nodes.enumerated() {
      for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
        let target = Int(position[Int(graph.out.neighbors[edge])])
        if target < 0 || target == source || !graph.isDirected && target < source { continue }
        all.append(Edge(source: source, target: target, weight: graph.out.weight(at: edge)))
      }
    }
    edgesAmong = all.count
    let sums = all.map { scores[nodes[$0.source]] + scores[nodes[$0.target]] }
    let order = all.indices.sorted { a, b in
      if all[a].weight != all[b].weight { return all[a].weight > all[b].weight }
      return sums[a] != sums[b] ? sums[a] > sums[b] : a < b
    }
    let chosen = all.count > limit ? backbone(order, of: all, limit: limit) : order
    edges = chosen.map { all[$0] }
    let wide = max(limit, 3 * nodes.count)
    shaping = all.count > limit && wide > limit ? backbone(order, of: all, limit: wide).map { all[$0] } : edges
  }

  /// The first `limit` of a maximum spanning forest followed by the rest, in the order given.
  private func backbone(_ order: [Int], of all: [Edge], limit: Int) -> [Int] {
    var sets = DisjointSets(count: nodes.count)
    var isKept = [Bool](repeating: false, count: all.count)
    var kept = 0
    for index in order where kept < limit && sets.union(all[index].source, all[index].target) {
      isKept[index] = true
      kept += 1
    }
    for index in order where kept < limit && !isKept[index] {
      isKept[index] = true
      kept += 1
    }
    return order.filter { isKept[$0] }
  }
}

/// A set of people that grows along relations, always by the best reachable score.
private struct Growth {
  let graph: Graph
  let scores: [Double]
  let room: Int
  private(set) var chosen: [Int] = []
  private var isChosen: [Bool]
  private var isQueued: [Bool]
  private var frontier = MaxHeap()

  init(graph: Graph, scores: [Double], room: Int) {
    self.graph = graph
    self.scores = scores
    self.room = room
    isChosen = [Bool](repeating: false, count: graph.nodeCount)
    isQueued = isChosen
  }

  /// Adds a person, and a shortest chain to those already chosen if it fits.
  mutating func join(_ node: Int) {
    if isChosen[node] || chosen.count >= room { return }
    let path = chain(from: node)
    add(node)
    if path.count <= room - chosen.count { for step in path { add(step) } }
  }

  /// Adds the best neighbour until full; starts again at the best person left when a component is used up.
  mutating func fill(from order: [Int], execution: Execution) throws {
    var next = 0
    while chosen.count < room {
      if chosen.count % 256 == 0 { try execution.checkCancellation() }
      if let node = frontier.pop() {
        add(node)
        continue
      }
      // People without any relation come after everyone else.
      while next < order.count && (isChosen[order[next]] || degree(order[next]) == 0) { next += 1 }
      if next == order.count { break }
      add(order[next])
    }
    for node in order where chosen.count < room && !isChosen[node] { add(node) }
  }

  private func degree(_ node: Int) -> Int { graph.out.degree(node) + graph.in.degree(node) }

  private mutating func add(_ node: Int) {
    if isChosen[node] { return }
    isChosen[node] = true
    isQueued[node] = true
    chosen.append(node)
    for rows in [graph.out, graph.in] {
      for neighbor in rows.row(node) where !isQueued[Int(neighbor)] {
        isQueued[Int(neighbor)] = true
        frontier.push(Int(neighbor), scores[Int(neighbor)])
      }
    }
  }

  /// The people between `start` and the nearest one chosen, by breadth-first search; empty if there is none.
  private func chain(from start: Int) -> [Int] {
    if chosen.isEmpty { return [] }
    var parent = [Int32](repeating: -1, count: graph.nodeCount)
    parent[start] = Int32(start)
    var queue = [start]
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      if isChosen[node] {
        var path: [Int] = []
        var step = Int(parent[node])
        while step != start {
          path.append(step)
          step = Int(parent[step])
        }
        return path
      }
      for rows in [graph.out, graph.in] {
        for neighbor in rows.row(node) where parent[Int(neighbor)] < 0 {
          parent[Int(neighbor)] = Int32(node)
          queue.append(Int(neighbor))
        }
      }
    }
    return []
  }
}

/// Nodes by score, best first, ties by the smaller index.
private struct MaxHeap {
  private var items: [(score: Double, node: Int)] = []

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    items[a].score != items[b].score ? items[a].score > items[b].score : items[a].node < items[b].node
  }

  mutating func push(_ node: Int, _ score: Double) {
    items.append((score, node))
    var child = items.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> Int? {
    guard let best = items.first else { return nil }
    items.swapAt(0, items.count - 1)
    items.removeLast()
    var parent = 0
    while true {
      var top = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < items.count && precedes(child, top) { top = child }
      if top == parent { return best.node }
      items.swapAt(parent, top)
      parent = top
    }
  }
}
