import KithFoundation
import KithGraph

/// A model on a graph, laid out for running it forward: every edge with the coins that make it live.
///
/// Under both models what is reached is what live edges lead to. Cascade: an edge is live if its own
/// coin falls below its limit. Threshold: a person's one coin falls between the limits of the one
/// contact they listen to (or of none); limits are running sums of the weights into them.
///
/// Only the upper 32 of a coin's 53 bits are kept for each edge; the one time in 2^31 that they do
/// not tell, `isLive` works out the rest.
final class LiveEdges: Sendable {
  let graph: Graph
  let model: DiffusionModel
  private let inward: InwardProbabilities
  /// By entry of the `out` rows: a coin above this is surely not heads.
  private let upper: Scratch<UInt32>
  /// Threshold model: a coin below this is surely not heads.
  private let lower: Scratch<UInt32>?

  /// O(nodes + edges).
  init(_ model: DiffusionModel, _ inward: InwardProbabilities, on graph: Graph) {
    self.graph = graph
    self.model = model
    self.inward = inward
    let edgeCount = graph.out.neighbors.count
    upper = Scratch(uninitialized: edgeCount)
    lower = model.isThreshold ? Scratch(uninitialized: edgeCount) : nil
    let cursor = Scratch<Int>(uninitialized: graph.nodeCount + 1)
    graph.out.withPointers { cursor.base.update(from: $0.offsets.base, count: graph.nodeCount + 1) }
    graph.in.withPointers { rows in
      for target in 0..<graph.nodeCount {
        var sum = 0.0
        for entry in rows.offsets.base[target]..<rows.offsets.base[target &+ 1] {
          let source = Int(rows.neighbors.base[entry])
          let edge = cursor.base[source]
          cursor.base[source] = edge &+ 1
          let probability = inward.probability(at: entry, into: target)
          if let lower {
            lower.base[edge] = UInt32(truncatingIfNeeded: min(SpreadCoin.threshold(min(1, sum)) >> 21, 0xffff_ffff))
            sum += probability
          } else {
            sum = probability
          }
          let limit = SpreadCoin.threshold(min(1, sum))
          upper.base[edge] = UInt32(truncatingIfNeeded: (max(limit, 1) &- 1) >> 21)
        }
      }
    }
  }

  /// One run's set of reached people, in order of being reached; reused from run to run.
  final class Run: Sendable {
    let reached: Scratch<UInt32>
    /// One bit a node.
    let isReached: Scratch<UInt64>

    init(nodeCount: Int) {
      reached = Scratch(uninitialized: nodeCount)
      isReached = Scratch(repeating: 0, count: (nodeCount + 63) / 64)
    }
  }

  /// Fills `run.reached`; returns how many it holds. The coins depend on `key` and the edge only.
  func spread(from spreaders: [Int], blocking blocked: [Int], key: UInt64, in run: Run) -> Int {
    for node in blocked { run.isReached.insert(node) }
    var count = 0
    for node in spreaders where run.isReached.insert(node) {
      run.reached.base[count] = UInt32(truncatingIfNeeded: node)
      count += 1
    }
    count = graph.out.withPointers { rows in
      model.isThreshold ? threshold(rows, from: count, key, run) : cascade(rows, from: count, key, run)
    }
    for position in 0..<count { run.isReached.base[Int(run.reached.base[position]) &>> 6] = 0 }
    for node in blocked { run.isReached.base[node &>> 6] = 0 }
    return count
  }

  private func cascade(_ rows: Adjacency.Pointers, from start: Int, _ key: UInt64, _ run: Run) -> Int {
    let (reached, isReached, upper) = (run.reached.base, run.isReached, upper.base)
    let (offsets, neighbors) = (rows.offsets.base, rows.neighbors.base)
    let deadline = model.deadline ?? .max
    var (head, count, step, stepEnd) = (0, start, 0, start)
    while head < count {
      if head == stepEnd { (step, stepEnd) = (step &+ 1, count) }
      if step == deadline { break }
      let source = Int(reached[head])
      head &+= 1
      let hash = SpreadCoin.chain(key, UInt64(truncatingIfNeeded: source))
      var edge = offsets[source]
      let end = offsets[source &+ 1]
      while edge < end {
        let target = neighbors[edge]
        let coin = SpreadCoin.upperHalf(hash, UInt64(target))
        let limit = upper[edge]
        edge &+= 1
        let top = UInt32(truncatingIfNeeded: coin &>> 32)
        if top > limit { continue }
        if top == limit && !isLive(coin, source, Int(target)) { continue }
        if isReached.insert(Int(target)) {
          reached[count] = target
          count &+= 1
        }
      }
    }
    return count
  }

  private func threshold(_ rows: Adjacency.Pointers, from start: Int, _ key: UInt64, _ run: Run) -> Int {
    let (reached, isReached, upper, lower) = (run.reached.base, run.isReached, upper.base, lower!.base)
    let (offsets, neighbors) = (rows.offsets.base, rows.neighbors.base)
    let deadline = model.deadline ?? .max
    var (head, count, step, stepEnd) = (0, start, 0, start)
    while head < count {
      if head == stepEnd { (step, stepEnd) = (step &+ 1, count) }
      if step == deadline { break }
      let source = Int(reached[head])
      head &+= 1
      var edge = offsets[source]
      let end = offsets[source &+ 1]
      while edge < end {
        let target = neighbors[edge]
        let coin = SpreadCoin.upperHalf(key, UInt64(target))
        let (low, high) = (lower[edge], upper[edge])
        edge &+= 1
        let top = UInt32(truncatingIfNeeded: coin &>> 32)
        // One comparison: below `low` wraps to a large distance.
        if top &- low > high &- low { continue }
        if (top == low || top == high) && !isLive(coin, source, Int(target)) { continue }
        if isReached.insert(Int(target)) {
          reached[count] = target
          count &+= 1
        }
      }
    }
    return count
  }

  /// By all 53 bits; O(in-degree) under the threshold model.
  @inline(never)
  private func isLive(_ unfinished: UInt64, _ source: Int, _ target: Int) -> Bool {
    let coin = (unfinished ^ (unfinished >> 32)) >> 11
    if !model.isThreshold {
      return coin < SpreadCoin.threshold(inward.probability(from: source, to: target, in: graph))
    }
    var sum = 0.0
    for entry in graph.in.offsets[target]..<graph.in.offsets[target + 1] {
      let low = SpreadCoin.threshold(min(1, sum))
      sum += inward.probability(at: entry, into: target)
      if Int(graph.in.neighbors[entry]) == source {
        return coin >= low && coin < SpreadCoin.threshold(min(1, sum))
      }
    }
    return false
  }
}

extension Scratch where Element == UInt64 {
  /// Sets a bit; false if it was set.
  @inline(__always) @discardableResult
  func insert(_ index: Int) -> Bool {
    let bit = 1 as UInt64 &<< UInt64(truncatingIfNeeded: index & 63)
    let word = base[index &>> 6]
    base[index &>> 6] = word | bit
    return word & bit == 0
  }

  @inline(__always) func contains(_ index: Int) -> Bool {
    base[index &>> 6] &>> UInt64(truncatingIfNeeded: index & 63) & 1 == 1
  }
}
