import KithFoundation
import KithGraph

/// A model on a graph, laid out for running it forward: every edge with the coins that make it live.
///
/// Under both models what is reached is what live edges lead to. Cascade: an edge is live if its own
/// coin falls below its limit. Threshold: a person's one coin falls between the limits of the one
/// contact they listen to (or of none); limits are running sums of the weights into them.
///
/// Only the upper 32 of a coin's 53 bits are kept for each edge; the one time in 2^31 that they do
/// not tell, `isLive` works out the rest. What an edge needs lies side by side: rows are visited in
/// random order, so the cost is in fetching them.
final class LiveEdges: Sendable {
  struct Trial: BitwiseCopyable {
    let target: UInt32
    /// A coin above this is surely not heads.
    let high: UInt32
  }
  struct Choice: BitwiseCopyable {
    let target: UInt32
    /// A coin outside these is surely not heads.
    let low: UInt32
    let high: UInt32
  }

  let graph: Graph
  let model: DiffusionModel
  private let inward: InwardProbabilities
  /// By entry of the `out` rows; cascade model.
  private let trials: Scratch<Trial>
  /// By entry of the `out` rows; threshold model.
  private let choices: Scratch<Choice>

  /// O(nodes + edges).
  init(_ model: DiffusionModel, _ inward: InwardProbabilities, on graph: Graph) {
    self.graph = graph
    self.model = model
    self.inward = inward
    let edgeCount = graph.out.neighbors.count
    trials = Scratch(uninitialized: model.isThreshold ? 0 : edgeCount)
    choices = Scratch(uninitialized: model.isThreshold ? edgeCount : 0)
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
          if model.isThreshold {
            let low = UInt32(truncatingIfNeeded: min(SpreadCoin.threshold(min(1, sum)) >> 21, 0xffff_ffff))
            sum += probability
            // An edge of probability 0 keeps one coin for `isLive` to refuse.
            let high = max(low, Self.last(below: min(1, sum)))
            choices.base[edge] = Choice(target: UInt32(truncatingIfNeeded: target), low: low, high: high)
          } else {
            trials.base[edge] = Trial(target: UInt32(truncatingIfNeeded: target), high: Self.last(below: probability))
          }
        }
      }
    }
  }

  /// The upper 32 bits of the largest coin that shows heads.
  private static func last(below probability: Double) -> UInt32 {
    UInt32(truncatingIfNeeded: (max(SpreadCoin.threshold(probability), 1) &- 1) >> 21)
  }

  /// One run's set of reached people, in order of being reached; reused from run to run.
  final class Run: Sendable {
    let reached: Scratch<UInt32>
    /// One bit a node; all clear between runs.
    let isReached: Scratch<UInt64>

    init(nodeCount: Int) {
      reached = Scratch(uninitialized: nodeCount)
      isReached = Scratch(repeating: 0, count: (nodeCount + 63) / 64)
    }
  }

  /// Fills `run.reached`; returns how many it holds. The coins depend on `key` and the edge only. Nothing is reached
  /// after `deadline`.
  func spread(from spreaders: [Int], blocking blocked: [Int], deadline: Int, key: UInt64, in run: Run) -> Int {
    for node in blocked { run.isReached.insert(node) }
    var count = 0
    for node in spreaders where run.isReached.insert(node) {
      run.reached.base[count] = UInt32(truncatingIfNeeded: node)
      count += 1
    }
    count = graph.out.withPointers { rows in
      model.isThreshold
        ? search(rows, from: count, deadline, key, run, isThreshold: true)
        : search(rows, from: count, deadline, key, run, isThreshold: false)
    }
    for position in 0..<count { run.isReached.base[Int(run.reached.base[position]) &>> 6] = 0 }
    for node in blocked { run.isReached.base[node &>> 6] = 0 }
    return count
  }

  @inline(__always)
  private func search(
    _ rows: Adjacency.Pointers, from start: Int, _ deadline: Int, _ key: UInt64, _ run: Run, isThreshold: Bool
  ) -> Int {
    let (reached, isReached) = (run.reached.base, run.isReached.base)
    var (head, count, step, stepEnd) = (0, start, 0, start)
    while head < count {
      if head == stepEnd { (step, stepEnd) = (step &+ 1, count) }
      if step == deadline { break }
      let source = Int(reached[head])
      head &+= 1
      forEachLiveEdge(from: source, rows, key, isThreshold: isThreshold) { target in
        if insert(target, into: isReached) {
          reached[count] = target
          count &+= 1
        }
      }
    }
    return count
  }

  /// Visits the targets of a node's live edges, ascending.
  @inline(__always)
  func forEachLiveEdge(
    from source: Int, _ rows: Adjacency.Pointers, _ key: UInt64, isThreshold: Bool, _ visit: (UInt32) -> Void
  ) {
    var edge = rows.offsets.base[source]
    let end = rows.offsets.base[source &+ 1]
    if isThreshold {
      let choices = choices.base
      while edge < end {
        let choice = choices[edge]
        edge &+= 1
        let coin = SpreadCoin.upperHalf(key, UInt64(choice.target))
        let top = UInt32(truncatingIfNeeded: coin &>> 32)
        // One comparison: below `low` wraps to a large distance.
        if top &- choice.low > choice.high &- choice.low { continue }
        if (top == choice.low || top == choice.high) && !isLive(coin, source, Int(choice.target)) { continue }
        visit(choice.target)
      }
    } else {
      let trials = trials.base
      let hash = SpreadCoin.chain(key, UInt64(truncatingIfNeeded: source))
      while edge < end {
        let trial = trials[edge]
        edge &+= 1
        let coin = SpreadCoin.upperHalf(hash, UInt64(trial.target))
        let top = UInt32(truncatingIfNeeded: coin &>> 32)
        if top > trial.high { continue }
        if top == trial.high && !isLive(coin, source, Int(trial.target)) { continue }
        visit(trial.target)
      }
    }
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

/// Sets a bit of `words`; false if it was set.
@inline(__always)
func insert(_ index: UInt32, into words: UnsafeMutablePointer<UInt64>) -> Bool {
  let bit = 1 as UInt64 &<< UInt64(index & 63)
  let word = words[Int(index &>> 6)]
  words[Int(index &>> 6)] = word | bit
  return word & bit == 0
}

extension Scratch where Element == UInt64 {
  /// Sets a bit; false if it was set.
  @inline(__always) @discardableResult
  func insert(_ index: Int) -> Bool { KithDiffusion.insert(UInt32(truncatingIfNeeded: index), into: base) }

  @inline(__always) func contains(_ index: Int) -> Bool {
    base[index &>> 6] &>> UInt64(truncatingIfNeeded: index & 63) & 1 == 1
  }
}
