import KithFoundation
import KithGraph

/// Finds the set that reaches most people within some steps.
struct ReachSearch {
  private let count: Int
  private let steps: Int
  /// Rows of those a node reaches in a step.
  private let rows: Adjacency

  /// Words of bit sets, times sets, up to which every set is tried.
  private static let mostWork = 50_000_000
  /// Rounds of exchanges; in practice a few are enough.
  private static let rounds = 10

  init(_ graph: Graph, count: Int, steps: Int) {
    self.count = count
    self.steps = steps
    rows = graph.in
  }

  func best(_ execution: Execution) throws -> KeyPlayerSet {
    let n = rows.nodeCount
    let words = (n + 63) / 64
    let sets = Combinations.number(of: n, size: count)
    if n * words <= Self.mostWork && sets <= Self.mostWork / words { return try exact(execution) }
    return try greedy(execution)
  }

  // MARK: Every set

  private func exact(_ execution: Execution) throws -> KeyPlayerSet {
    let n = rows.nodeCount
    let words = (n + 63) / 64
    let reached = Scratch<UInt64>(repeating: 0, count: n * words)
    var walk = BoundedWalk(rows, steps: steps)
    for node in 0..<n {
      walk.visit(from: node) { reached.base[node * words + $0 / 64] |= 1 << UInt64($0 % 64) }
    }
    // The union of the set's first i members, by i.
    let unions = Scratch<UInt64>(repeating: 0, count: (count + 1) * words)
    var sets = Combinations(of: n, size: count)
    var (best, members, ties, tried) = (-1, sets.current, 0, 0)
    var changed: Int? = 0
    while let first = changed {
      for position in first..<count {
        let node = sets.current[position]
        for word in 0..<words {
          unions.base[(position + 1) * words + word] =
            unions.base[position * words + word] | reached.base[node * words + word]
        }
      }
      var size = 0
      for word in 0..<words { size += unions.base[count * words + word].nonzeroBitCount }
      if size > best { (best, members, ties) = (size, sets.current, 0) }
      if size == best { ties += 1 }
      tried += 1
      if tried % 65_536 == 0 { try execution.checkCancellation() }
      changed = sets.advance()
    }
    return KeyPlayerSet(
      goal: .reach, nodes: members, value: Double(best), baseline: 0, method: .exact, ties: ties)
  }

  // MARK: Greedy and exchanges

  private func greedy(_ execution: Execution) throws -> KeyPlayerSet {
    var walk = BoundedWalk(rows, steps: steps)
    var bounds = mostReached()
    /// How many of the chosen reach each node.
    var cover = [UInt32](repeating: 0, count: rows.nodeCount)
    var members: [Int] = []
    var covered = 0
    for step in 0..<count {
      let choice = try choose(above: -1, bounds: &bounds, cover, members, &walk, execution)!
      members.append(choice.node)
      covered += choice.gain
      walk.visit(from: choice.node) { cover[$0] += 1 }
      execution.report("Key players", done: step + 1, of: count, unit: "people")
    }
    for _ in 0..<Self.rounds {
      var isBetter = false
      for position in members.indices {
        let member = members[position]
        var loss = 0
        walk.visit(from: member) {
          cover[$0] -= 1
          if cover[$0] == 0 { loss += 1 }
        }
        let choice = try choose(above: loss, bounds: &bounds, cover, members, &walk, execution)
        if let choice {
          members[position] = choice.node
          covered += choice.gain - loss
          isBetter = true
        }
        walk.visit(from: members[position]) { cover[$0] += 1 }
      }
      if !isBetter { break }
    }
    return KeyPlayerSet(
      goal: .reach, nodes: members.sorted(), value: Double(covered), baseline: 0, method: .greedyAndSwaps)
  }

  /// The node outside the set that adds most, if more than `floor`; the first of equals.
  ///
  /// What a node adds is at most what it reaches: once no bound is above the best found, nobody else need be looked
  /// at. Bounds tighten to the exact number when a node is looked at.
  private func choose(
    above floor: Int, bounds: inout [Int], _ cover: [UInt32], _ members: [Int], _ walk: inout BoundedWalk,
    _ execution: Execution
  ) throws -> (node: Int, gain: Int)? {
    var queue = BestFirst(bounds)
    var best: (node: Int, gain: Int)?
    while let (node, bound) = queue.pop() {
      if bound < best?.gain ?? (floor + 1) { break }
      if members.contains(node) { continue }
      try execution.checkCancellation()
      var (gain, size) = (0, 0)
      walk.visit(from: node) {
        size += 1
        if cover[$0] == 0 { gain += 1 }
      }
      bounds[node] = size
      guard gain > floor else { continue }
      if let found = best, gain < found.gain || gain == found.gain && node > found.node { continue }
      best = (node, gain)
    }
    return best
  }

  /// By node, a number it cannot reach more than: its walks of up to `steps` steps, counted with repetition.
  private func mostReached() -> [Int] {
    let n = rows.nodeCount
    var bounds = [Int](repeating: 1, count: n)
    for _ in 0..<min(steps, n) {
      let last = bounds
      for node in 0..<n {
        var sum = 1
        for other in rows.row(node) { sum += last[Int(other)] }
        bounds[node] = min(n, sum)
      }
      if bounds == last { break }
    }
    return bounds
  }
}

/// Visits what lies within some steps of a node, again and again in the same memory.
private struct BoundedWalk {
  private let rows: Adjacency
  private let steps: Int
  private var isSeen: [Bool]
  private var queue: [UInt32] = []

  init(_ rows: Adjacency, steps: Int) {
    self.rows = rows
    self.steps = steps
    isSeen = [Bool](repeating: false, count: rows.nodeCount)
  }

  /// Visits the node itself first, then the others by distance.
  @inline(__always)
  mutating func visit(from node: Int, _ visit: (Int) -> Void) {
    queue.removeAll(keepingCapacity: true)
    queue.append(UInt32(node))
    isSeen[node] = true
    visit(node)
    var (start, step) = (0, 0)
    while step < steps && start < queue.count {
      let end = queue.count
      for index in start..<end {
        for other in rows.row(Int(queue[index])) where !isSeen[Int(other)] {
          isSeen[Int(other)] = true
          queue.append(other)
          visit(Int(other))
        }
      }
      start = end
      step += 1
    }
    for other in queue { isSeen[Int(other)] = false }
  }
}
