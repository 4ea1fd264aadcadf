import KithFoundation

/// One seeded run: move nodes, merge communities, and take the result apart again in two ways until nothing helps.
struct InfomapRun: Sendable {
  let flow: MapFlow
  /// The division a run must not be worse than.
  let components: Scratch<UInt32>
  let seed: UInt64
  /// Go on to the last gain; otherwise to an iteration that shortens the code by less than a thousandth.
  let isExhaustive: Bool
  /// How often communities are taken apart or joined at random, to see whether something better comes of it.
  let shakes: Int

  static let maxIterations = 100
  /// Bits below which an iteration gained nothing.
  static let leastGain = 1e-10

  struct Outcome: Sendable {
    let partition: Partition
    let codeLength: Double
    let convergence: Convergence
  }

  func outcome(_ execution: Execution) throws -> Outcome {
    let n = flow.nodeCount
    let alone = Scratch<UInt32>(uninitialized: n)
    for node in 0..<n { alone.base[node] = UInt32(node) }
    var orders = Orders(seed: seed)
    var found = try improved(alone, &orders, execution)
    for attempt in 0..<shakes {
      let shaken = shaken(found.label, attempt: attempt)
      let other = try improved(shaken, &orders, execution)
      found.convergence.iterations += other.convergence.iterations
      if other.length < found.length - Self.leastGain {
        (found.label, found.length) = (other.label, other.length)
      }
    }
    let wholes = codeLength(components)
    if wholes <= found.length { (found.label, found.length) = (components, wholes) }
    let labels = (0..<n).map { found.label.base[$0] }
    return Outcome(partition: Partition(labels: labels), codeLength: found.length, convergence: found.convergence)
  }

  private struct State {
    var label: Scratch<UInt32>
    var length: Double
    var convergence: Convergence
  }

  /// Goes on from a division until nothing helps.
  private func improved(
    _ start: Scratch<UInt32>, _ orders: inout Orders, _ execution: Execution
  ) throws -> State {
    var state = State(label: start, length: .infinity, convergence: Convergence(iterations: 0, residual: 0))
    for iteration in 1...Self.maxIterations {
      execution.report("communities", done: iteration - 1, of: Self.maxIterations, unit: "iterations")
      var label = try moved(state.label, &orders, execution)
      label = try lifted(label, starting: nil, &orders, execution)
      label = try regrouped(label, &orders, execution)
      let length = codeLength(label)
      let gain = state.length - length
      state = State(
        label: label, length: length,
        convergence: Convergence(iterations: iteration, residual: gain.isFinite ? max(0, gain) : 0))
      if gain <= (isExhaustive ? Self.leastGain : 1e-3 * length) { break }
    }
    return state
  }

  /// The same with a few pairs of communities side by side taken apart into single nodes, or joined.
  private func shaken(_ label: Scratch<UInt32>, attempt: Int) -> Scratch<UInt32> {
    let n = flow.nodeCount
    var random = RandomStream(seed: seed, purpose: "infomap-shake", index: UInt64(attempt))
    var next = (0..<n).reduce(0) { max($0, label.base[$1]) } + 1
    let result = Scratch<UInt32>(uninitialized: n)
    result.base.update(from: label.base, count: n)
    let isApart = attempt % 2 == 0
    for _ in 0...random.below(3) {
      let node = random.below(n)
      let row = flow.starts.base[node]..<flow.starts.base[node + 1]
      if row.isEmpty { continue }
      let other = Int(flow.neighbors.base[row.lowerBound + random.below(row.count)])
      let chosen = (result.base[node], result.base[other])
      for node in 0..<n where result.base[node] == chosen.0 || result.base[node] == chosen.1 {
        result.base[node] = isApart ? next : chosen.0
        next += isApart ? 1 : 0
      }
    }
    _ = number(result, n)
    return result
  }

  func codeLength(_ label: Scratch<UInt32>) -> Double { MapModules(flow, label.base).codeLength(flow) }

  /// A different visiting order for each stage of the run.
  private struct Orders {
    let seed: UInt64
    var index: UInt64 = 0
    mutating func next() -> UInt64 {
      index += 1
      return index
    }
  }

  /// Single nodes look for better communities.
  private func moved(
    _ label: Scratch<UInt32>, _ orders: inout Orders, _ execution: Execution
  ) throws -> Scratch<UInt32> {
    let result = Scratch<UInt32>(uninitialized: flow.nodeCount)
    result.base.update(from: label.base, count: flow.nodeCount)
    try MapMoving(flow: flow, label: result, region: nil).run(
      seed: orders.seed, index: orders.next(), execution)
    return result
  }

  /// Each community is divided once more by itself; the parts look for better communities, which then merge.
  private func regrouped(
    _ label: Scratch<UInt32>, _ orders: inout Orders, _ execution: Execution
  ) throws -> Scratch<UInt32> {
    let parts = Scratch<UInt32>(uninitialized: flow.nodeCount)
    for node in 0..<flow.nodeCount { parts.base[node] = UInt32(node) }
    try MapMoving(flow: flow, label: parts, region: label).run(
      seed: orders.seed, index: orders.next(), execution)
    return try lifted(parts, starting: label, &orders, execution)
  }

  /// Moves groups of nodes as wholes, from communities of one group each or from the given ones, then the communities
  /// that come out of it, until none moves.
  private func lifted(
    _ groups: Scratch<UInt32>, starting communities: Scratch<UInt32>?, _ orders: inout Orders, _ execution: Execution
  ) throws -> Scratch<UInt32> {
    let n = flow.nodeCount
    let place = Scratch<UInt32>(uninitialized: n)
    place.base.update(from: groups.base, count: n)
    var count = number(place, n)
    var level = flow.aggregated(place.base, count: count)
    var label = Scratch<UInt32>(uninitialized: count)
    for group in 0..<count { label.base[group] = UInt32(group) }
    if let communities {
      let present = Scratch<UInt32>(uninitialized: n)
      present.base.update(from: communities.base, count: n)
      _ = number(present, n)
      for node in 0..<n { label.base[Int(place.base[node])] = present.base[node] }
    }
    while true {
      try MapMoving(flow: level, label: label, region: nil).run(
        seed: orders.seed, index: orders.next(), execution)
      let next = number(label, count)
      for node in 0..<n { place.base[node] = label.base[Int(place.base[node])] }
      if next == count { return place }
      level = level.aggregated(label.base, count: next)
      count = next
      label = Scratch(uninitialized: count)
      for group in 0..<count { label.base[group] = UInt32(group) }
    }
  }

  /// Numbers labels 0, 1, … in order of their first node; returns how many there are.
  private func number(_ label: Scratch<UInt32>, _ count: Int) -> Int {
    var largest: UInt32 = 0
    for index in 0..<count { largest = max(largest, label.base[index]) }
    let code = Scratch<UInt32>(repeating: .max, count: Int(largest) + 1)
    var next: UInt32 = 0
    for index in 0..<count {
      let old = Int(label.base[index])
      if code.base[old] == .max {
        code.base[old] = next
        next += 1
      }
      label.base[index] = code.base[old]
    }
    return Int(next)
  }
}
