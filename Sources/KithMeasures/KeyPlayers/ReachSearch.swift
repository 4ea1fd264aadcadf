import KithFoundation
import KithGraph

/// Finds the set that reaches most people within some steps, over sets of bits: who each candidate reaches.
struct ReachSearch {
  private let count: Int
  private let steps: Int
  /// Rows of those a node reaches in a step.
  private let rows: Adjacency
  /// Words of a set of nodes.
  private let words: Int

  /// Words times sets up to which every set is tried.
  private static let mostWork = 50_000_000
  /// Words for the sets of all candidates: 256 MB.
  private static let mostWords = 1 << 25
  /// Steps over edges to find out whom candidates reach.
  private static let mostSteps = 1_000_000_000
  /// Rounds of exchanges; in practice a few are enough.
  private static let rounds = 10

  init(_ graph: Graph, count: Int, steps: Int) {
    self.count = count
    self.steps = steps
    rows = graph.in
    words = (graph.nodeCount + 63) / 64
  }

  func best(_ execution: Execution) throws -> KeyPlayerSet {
    let sets = Combinations.number(of: rows.nodeCount, size: count)
    let isFew = rows.nodeCount <= Self.mostWords / words && sets <= Self.mostWork / words
    let candidates = try Candidates(
      isFew ? Array(0..<rows.nodeCount) : promising(), rows, steps: steps, words: words,
      mostSteps: isFew ? .max : Self.mostSteps, atLeast: 2 * count + 14, execution)
    return try isFew ? exact(candidates, execution) : greedy(candidates, execution)
  }

  private func exact(_ candidates: Candidates, _ execution: Execution) throws -> KeyPlayerSet {
    // The union of the set's first i members, by i.
    let unions = Scratch<UInt64>(repeating: 0, count: (count + 1) * words)
    var sets = Combinations(of: rows.nodeCount, size: count)
    var (best, members, ties, tried) = (-1, sets.current, 0, 0)
    var changed: Int? = 0
    while let first = changed {
      for position in first..<count {
        let reached = candidates.reached(sets.current[position])
        let (from, to) = (unions.base + position * words, unions.base + (position + 1) * words)
        for word in 0..<words { to[word] = from[word] | reached[word] }
      }
      var size = 0
      for word in 0..<words { size &+= unions.base[count * words + word].nonzeroBitCount }
      if size > best { (best, members, ties) = (size, sets.current, 0) }
      if size == best { ties += 1 }
      tried += 1
      if tried % 65_536 == 0 { try execution.checkCancellation() }
      changed = sets.advance()
    }
    return KeyPlayerSet(
      goal: .reach, nodes: members, value: Double(best), baseline: 0, method: .exact, ties: ties)
  }

  private func greedy(_ candidates: Candidates, _ execution: Execution) throws -> KeyPlayerSet {
    var members: [Int] = []
    var value = 0
    for _ in 0..<count {
      try execution.checkCancellation()
      let choice = choose(candidates, beside: members, execution)
      members.append(choice.candidate)
      value = choice.value
    }
    for round in 0..<Self.rounds {
      var isBetter = false
      for position in members.indices {
        try execution.checkCancellation()
        var others = members
        others.remove(at: position)
        let choice = choose(candidates, beside: others, execution)
        if choice.value > value {
          members[position] = choice.candidate
          (value, isBetter) = (choice.value, true)
        }
      }
      execution.report("Key players", done: round + 1, of: Self.rounds, unit: "rounds")
      if !isBetter { break }
    }
    return KeyPlayerSet(
      goal: .reach, nodes: members.map { candidates.nodes[$0] }.sorted(), value: Double(value), baseline: 0,
      method: .greedyAndSwaps)
  }

  /// The candidate that reaches most together with the others; of equals the first node.
  private func choose(
    _ candidates: Candidates, beside others: [Int], _ execution: Execution
  ) -> (candidate: Int, value: Int) {
    let words = words
    let union = Scratch<UInt64>(repeating: 0, count: words)
    for other in others {
      let reached = candidates.reached(other)
      for word in 0..<words { union.base[word] |= reached[word] }
    }
    let values = Scratch<Int>(repeating: -1, count: candidates.nodes.count)
    execution.forEachChunk(of: candidates.nodes.count, grain: 16) { _, range in
      for candidate in range where !others.contains(candidate) {
        let reached = candidates.reached(candidate)
        var size = 0
        for word in 0..<words { size &+= (union.base[word] | reached[word]).nonzeroBitCount }
        values.base[candidate] = size
      }
    }
    var best = 0
    for candidate in candidates.nodes.indices {
      let (value, most) = (values.base[candidate], values.base[best])
      if value > most || value == most && candidates.nodes[candidate] < candidates.nodes[best] { best = candidate }
    }
    return (best, values.base[best])
  }

  /// Nodes by their walks of up to `steps` steps, most first: as many as there is memory for.
  private func promising() -> [Int] {
    var walks = [Double](repeating: 1, count: rows.nodeCount)
    // After some steps the order hardly changes.
    for _ in 0..<min(steps, 32) {
      let last = walks
      for node in walks.indices { walks[node] = rows.row(node).reduce(1) { $0 + last[Int($1)] } }
    }
    let order = walks.indices.sorted { walks[$0] != walks[$1] ? walks[$0] > walks[$1] : $0 < $1 }
    return Array(order.prefix(max(2 * count + 14, Self.mostWords / words)))
  }
}

/// Nodes to choose from, and the nodes each of them reaches.
private struct Candidates: Sendable {
  let nodes: [Int]
  private let bits: Scratch<UInt64>
  private let words: Int

  /// Takes the nodes in order while whom they reach can be found within `mostSteps`, and `atLeast` so many.
  init(
    _ nodes: [Int], _ rows: Adjacency, steps: Int, words: Int, mostSteps: Int, atLeast: Int, _ execution: Execution
  ) throws {
    let bits = Scratch<UInt64>(repeating: 0, count: nodes.count * words)
    let batch = 64
    let work = Scratch<Int>(repeating: 0, count: batch)
    var (done, spent) = (0, 0)
    while done < nodes.count && (done < atLeast || spent < mostSteps) {
      try execution.checkCancellation()
      let first = done
      let size = min(batch, nodes.count - first)
      rows.withPointers { pointers in
        execution.forEachChunk(of: size, grain: 8) { _, range in
          var queue: [UInt32] = []
          for index in range {
            let reached = bits.base + (first + index) * words
            work.base[index] = pointers.reach(nodes[first + index], steps: steps, into: reached, &queue)
          }
        }
      }
      for index in 0..<size { spent += work.base[index] }
      done += size
      execution.report("Whom candidates reach", done: done, of: nodes.count, unit: "people")
    }
    self.nodes = Array(nodes.prefix(done))
    self.bits = bits
    self.words = words
  }

  /// Whom a candidate reaches, by its position.
  func reached(_ candidate: Int) -> UnsafeMutablePointer<UInt64> { bits.base + candidate * words }
}

extension Adjacency.Pointers {
  /// Sets the bit of every node within some steps of one; returns the edges looked at.
  fileprivate func reach(
    _ node: Int, steps: Int, into bits: UnsafeMutablePointer<UInt64>, _ queue: inout [UInt32]
  ) -> Int {
    queue.removeAll(keepingCapacity: true)
    queue.append(UInt32(node))
    bits[node / 64] |= 1 << UInt64(node % 64)
    var (start, step, work) = (0, 0, 0)
    while step < steps && start < queue.count {
      let end = queue.count
      for index in start..<end {
        let row = offsets.base[Int(queue[index])]..<offsets.base[Int(queue[index]) &+ 1]
        work += row.count
        for entry in row {
          let other = neighbors.base[entry]
          let (word, bit) = (Int(other / 64), 1 << UInt64(other % 64) as UInt64)
          if bits[word] & bit != 0 { continue }
          bits[word] |= bit
          queue.append(other)
        }
      }
      start = end
      step += 1
    }
    return work
  }
}
