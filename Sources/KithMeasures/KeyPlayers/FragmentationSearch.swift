import KithFoundation
import KithGraph

/// Finds the set whose removal takes the others furthest apart.
struct FragmentationSearch {
  private let count: Int
  private let info: MeasureInfo
  private let rows: Adjacency
  /// About what one set costs, in steps over edges.
  private let cost: Int

  /// Steps over edges up to which every set is tried.
  private static let mostWork = 2_000_000_000
  /// What one set may cost.
  private static let mostCost = 50_000_000
  /// Rounds of exchanges.
  private static let rounds = 3

  init(_ graph: Graph, count: Int, info: MeasureInfo) {
    self.count = count
    self.info = info
    rows = graph.undirected().out
    let batches = (rows.nodeCount + 63) / 64
    cost = (8 * batches).multipliedReportingOverflow(by: rows.neighbors.count + rows.nodeCount).partialValue
  }

  func best(_ execution: Execution) throws -> KeyPlayerSet {
    guard cost >= 0 && cost <= Self.mostCost else {
      throw info.sizeError(
        "\(rows.nodeCount) people with \(rows.neighbors.count / 2) relations are too many for all their distances",
        help: "ask of a part of them: a community, or the relations that stand out")
    }
    return try rows.withPointers { pointers in
      let distances = Distances(rows: pointers, count: rows.nodeCount)
      let sets = Combinations.number(of: rows.nodeCount, size: count)
      let isFew = sets <= Self.mostWork / cost
      return try isFew ? exact(distances, execution) : greedy(distances, execution)
    }
  }

  private func exact(_ distances: Distances, _ execution: Execution) throws -> KeyPlayerSet {
    var sets = Combinations(of: rows.nodeCount, size: count)
    var memory = distances.memory()
    var (best, members, ties) = (-1.0, sets.current, 0)
    repeat {
      try execution.checkCancellation()
      let value = distances.fragmentation(without: sets.current, &memory)
      if value > best { (best, members, ties) = (value, sets.current, 0) }
      if value == best { ties += 1 }
    } while sets.advance() != nil
    return KeyPlayerSet(
      goal: .fragmentation, nodes: members, value: best, baseline: distances.fragmentation(without: [], &memory),
      method: .exact, ties: ties)
  }

  private func greedy(_ distances: Distances, _ execution: Execution) throws -> KeyPlayerSet {
    var memory = distances.memory()
    let baseline = distances.fragmentation(without: [], &memory)
    let candidates = try candidates(distances, execution)
    var (members, value) = ([Int](), baseline)
    for step in 0..<count {
      let choice = try choose(candidates, beside: members, distances, execution)
      members.append(choice.node)
      value = choice.value
      execution.report("Key players", done: step + 1, of: count, unit: "people")
    }
    for _ in 0..<Self.rounds {
      var isBetter = false
      for position in members.indices {
        var others = members
        others.remove(at: position)
        let choice = try choose(candidates, beside: others, distances, execution)
        if choice.value > value {
          members[position] = choice.node
          (value, isBetter) = (choice.value, true)
        }
      }
      if !isBetter { break }
    }
    return KeyPlayerSet(
      goal: .fragmentation, nodes: members.sorted(), value: value, baseline: baseline, method: .greedyAndSwaps)
  }

  /// The candidate whose removal, besides the others', fragments most; the first of equals.
  private func choose(
    _ candidates: [Int], beside others: [Int], _ distances: Distances, _ execution: Execution
  ) throws -> (node: Int, value: Double) {
    let values = Scratch<Double>(repeating: -1, count: candidates.count)
    execution.forEachChunk(of: candidates.count, grain: 1) { index, _ in
      if execution.isCancelled() || others.contains(candidates[index]) { return }
      var memory = distances.memory()
      values.base[index] = distances.fragmentation(without: others + [candidates[index]], &memory)
    }
    try execution.checkCancellation()
    var best = 0
    for index in candidates.indices where values.base[index] > values.base[best] { best = index }
    return (candidates[best], values.base[best])
  }

  /// The people most closeness hangs on, ascending: as many as can be tried in time.
  private func candidates(_ distances: Distances, _ execution: Execution) throws -> [Int] {
    let affordable = 2 * Self.mostWork / (3 * cost * count)
    let size = min(rows.nodeCount, max(2 * count + 14, min(100, affordable)))
    var losses = [Double](repeating: 0, count: rows.nodeCount)
    var memory = Distances.Passage(count: rows.nodeCount)
    for source in 0..<rows.nodeCount {
      if source % 64 == 0 { try execution.checkCancellation() }
      distances.addPassage(from: source, to: &losses, &memory)
    }
    let order = losses.indices.sorted { losses[$0] != losses[$1] ? losses[$0] > losses[$1] : $0 < $1 }
    return order.prefix(size).sorted()
  }
}

/// Distances between all pairs of nodes, 64 sources at a time: a bit a source.
private struct Distances: Sendable {
  let rows: Adjacency.Pointers
  let count: Int

  struct Memory {
    var seen: [UInt64]
    var frontier: [UInt64]
    var next: [UInt64]
    /// Pairs found at each distance.
    var pairs: [Int]
  }

  func memory() -> Memory {
    let empty = [UInt64](repeating: 0, count: count)
    return Memory(seen: empty, frontier: empty, next: empty, pairs: [])
  }

  /// 1 − Σ(1/d) / (n(n − 1)) over the ordered pairs that remain; at least two must.
  func fragmentation(without removed: [Int], _ memory: inout Memory) -> Double {
    memory.pairs.removeAll(keepingCapacity: true)
    for start in stride(from: 0, to: count, by: 64) { search(from: start, without: removed, &memory) }
    let remaining = count - removed.count
    let closeness = memory.pairs.enumerated().reduce(0.0) { $0 + Double($1.element) / Double($1.offset + 1) }
    return 1 - closeness / (Double(remaining) * Double(remaining - 1))
  }

  private func search(from start: Int, without removed: [Int], _ memory: inout Memory) {
    memory.seen.withUnsafeMutableBufferPointer { seen in
      memory.frontier.withUnsafeMutableBufferPointer { frontier in
        memory.next.withUnsafeMutableBufferPointer { next in
          seen.update(repeating: 0)
          frontier.update(repeating: 0)
          var sources: UInt64 = 0
          for bit in 0..<min(64, count - start) {
            seen[start + bit] = 1 << UInt64(bit)
            sources |= 1 << UInt64(bit)
          }
          for node in removed where node >= start && node < start + 64 { sources &= ~(1 << UInt64(node - start)) }
          for bit in 0..<min(64, count - start) {
            seen[start + bit] &= sources
            frontier[start + bit] = seen[start + bit]
          }
          // Nobody comes to the removed, so nobody comes past them.
          for node in removed { seen[node] = .max }
          var distance = 0
          while true {
            var found = 0
            for node in 0..<count {
              let missing = sources & ~seen[node]
              var reached: UInt64 = 0
              if missing != 0 {
                for entry in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] {
                  reached |= frontier[Int(rows.neighbors.base[entry])]
                }
                reached &= missing
              }
              next[node] = reached
              found &+= reached.nonzeroBitCount
            }
            if found == 0 { return }
            if distance == memory.pairs.count { memory.pairs.append(0) }
            memory.pairs[distance] += found
            for node in 0..<count {
              frontier[node] = next[node]
              seen[node] |= next[node]
            }
            distance += 1
          }
        }
      }
    }
  }

  /// Memory of one source's search.
  struct Passage {
    var order: [UInt32] = []
    var distance: [Int32]
    var paths: [Double]
    var passing: [Double]

    init(count: Int) {
      distance = [Int32](repeating: -1, count: count)
      paths = [Double](repeating: 0, count: count)
      passing = [Double](repeating: 0, count: count)
    }
  }

  /// Adds the closeness of pairs from a source that ends at, or runs through, each node: about what the pairs
  /// lose with it (Brandes 2001, doi 10.1080/0022250X.2001.9990249, each pair counting 1/distance).
  func addPassage(from source: Int, to losses: inout [Double], _ memory: inout Passage) {
    memory.order.removeAll(keepingCapacity: true)
    memory.order.append(UInt32(source))
    memory.distance[source] = 0
    memory.paths[source] = 1
    var head = 0
    while head < memory.order.count {
      let node = Int(memory.order[head])
      head += 1
      for entry in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] {
        let other = Int(rows.neighbors.base[entry])
        if memory.distance[other] < 0 {
          memory.distance[other] = memory.distance[node] + 1
          memory.order.append(UInt32(other))
        }
        if memory.distance[other] == memory.distance[node] + 1 { memory.paths[other] += memory.paths[node] }
      }
    }
    for index in stride(from: memory.order.count - 1, to: 0, by: -1) {
      let node = Int(memory.order[index])
      let passing = memory.passing[node] + 1 / Double(memory.distance[node])
      losses[node] += passing
      for entry in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] {
        let other = Int(rows.neighbors.base[entry])
        if memory.distance[other] == memory.distance[node] - 1 {
          memory.passing[other] += passing * memory.paths[other] / memory.paths[node]
        }
      }
    }
    for node in memory.order {
      memory.distance[Int(node)] = -1
      memory.paths[Int(node)] = 0
      memory.passing[Int(node)] = 0
    }
  }
}
