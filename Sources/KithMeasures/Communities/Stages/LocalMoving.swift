import KithFoundation

/// The fast local moving stage: nodes whose surroundings changed look for a better community,
/// until none finds one.
///
/// Nodes are visited in a given order, a batch at a time: the best move of each node of a batch is
/// found in parallel against the communities as they were before the batch; the moves are then
/// made one after another, each only if it still pays. So the outcome depends on the order and the
/// batch size, never on threads. After a few passes batches halve with every pass, so that nodes of
/// one batch do not swap for ever: in the end each sees what the one before it did, every move
/// improves the quality, and the stage ends.
struct LocalMoving<Mass: NodeMass>: Sendable {
  let graph: LevelGraph<Mass>
  let objective: Objective
  let order: Storage<UInt32>
  /// Community of each node, a label below the node count; changed in place.
  let community: Storage<UInt32>
  /// By label: mass and number of members.
  let totals: Storage<Mass>
  let sizes: Storage<UInt32>

  /// Passes before batches halve: until then whole batches keep all threads busy.
  static var patientPasses: Int { 8 }
  /// More than any graph was seen to need; bounds the time whatever rounding does.
  static var maxPasses: Int { 200 }

  /// Wishes that are not a community.
  private static var stay: UInt32 { .max }
  private static var apart: UInt32 { .max - 1 }

  init(
    graph: LevelGraph<Mass>, objective: Objective, order: Storage<UInt32>, community: Storage<UInt32>
  ) {
    self.graph = graph
    self.objective = objective
    self.order = order
    self.community = community
    totals = Storage(repeating: .zero, count: graph.nodeCount)
    sizes = Storage(repeating: 0, count: graph.nodeCount)
    for node in 0..<graph.nodeCount {
      let label = Int(community[node])
      totals[label] += graph.masses[node]
      sizes[label] += 1
    }
  }

  /// Moves nodes until none gains, or a whole pass gains no more than `tolerance` (edge weight).
  func run(batch: Int, tolerance: Double, workers: Workers, execution: Execution) throws {
    let n = graph.nodeCount
    var batch = batch
    let wishes = Wishes(count: batch)
    let moved = Storage<UInt32>(count: batch)
    let pending = PendingFlags(count: n)
    let active = Storage<UInt32>(count: n)
    active.base.update(from: order.base, count: n)
    var count = n
    var empty = (0..<n).filter { sizes[$0] == 0 }.map { UInt32($0) }
    for pass in 1...Self.maxPasses where count > 0 {
      try execution.checkCancellation()
      var gained = 0.0
      var start = 0
      while start < count {
        let nodes = start..<min(count, start + batch)
        find(wishes, of: nodes, in: active, workers)
        let movers = grant(wishes, of: nodes, in: active, moved: moved, empty: &empty, pending, &gained)
        pending.setNeighbors(of: moved, movers, unlessIn: community, rows: graph.rows, workers)
        start = nodes.upperBound
      }
      if gained <= tolerance { break }
      if pass >= Self.patientPasses { batch = max(1, batch / 2) }
      count = 0
      for i in 0..<n where pending.isSet(Int(order[i])) {
        active[count] = order[i]
        count += 1
      }
    }
  }

  /// Where each node of a batch wants to go, and the weight it has there beyond that at home.
  private struct Wishes: Sendable {
    let community: Storage<UInt32>
    let weight: Storage<Double>
    init(count: Int) {
      community = Storage(count: count)
      weight = Storage(count: count)
    }
  }

  private func find(_ wishes: Wishes, of nodes: Range<Int>, in active: Storage<UInt32>, _ workers: Workers) {
    if nodes.count == 1 {
      let (wish, weight) = wanted(by: Int(active[nodes.lowerBound]), workers.memories[0])
      wishes.community[0] = wish
      wishes.weight[0] = weight
      return
    }
    workers.forEachChunk(of: nodes.count, grain: 16) { memory, range in
      for i in range {
        let (wish, weight) = wanted(by: Int(active[nodes.lowerBound + i]), memory)
        wishes.community[i] = wish
        wishes.weight[i] = weight
      }
    }
  }

  @inline(__always)
  private func wanted(by node: Int, _ memory: WorkerMemory) -> (UInt32, Double) {
    let (sums, touched) = (memory.sums.base, memory.touched.base)
    let (community, totals) = (community.base, totals.base)
    let count = memory.add(row: node, of: graph.rows, by: community, touched: 0)
    let home = community[node]
    let mass = graph.masses[node]
    let push = mass.scaled(by: objective.pressure)
    let atHome = sums[Int(home)]
    sums[Int(home)] = 0
    var best = atHome - push * (totals[Int(home)] - mass) + objective.least(mass.strength)
    var (choice, weight) = (Self.stay, 0.0)
    if best < 0 { (best, choice) = (0, Self.apart) }
    var i = 0
    while i < count {
      let label = touched[i]
      let sum = sums[Int(label)]
      sums[Int(label)] = 0
      let value = sum - push * totals[Int(label)]
      if value > best && label != home { (best, choice, weight) = (value, label, sum) }
      i &+= 1
    }
    return (choice, weight - atHome)
  }

  /// Makes the moves that still pay; returns how many nodes of `moved` are written.
  private func grant(
    _ wishes: Wishes, of nodes: Range<Int>, in active: Storage<UInt32>, moved: Storage<UInt32>,
    empty: inout [UInt32], _ pending: borrowing PendingFlags, _ gained: inout Double
  ) -> Int {
    var movers = 0
    for i in 0..<nodes.count {
      let node = Int(active[nodes.lowerBound + i])
      pending.clear(node)
      var target = wishes.community[i]
      if target == Self.stay { continue }
      let home = Int(community[node])
      let mass = graph.masses[node]
      if target == Self.apart {
        guard sizes[home] > 1, let label = empty.last else { continue }
        target = label
      }
      let push = mass.scaled(by: objective.pressure)
      let gain = wishes.weight[i] - push * (totals[Int(target)] - totals[home] + mass)
      if gain <= objective.least(mass.strength) || (sizes[Int(target)] == 0 && wishes.community[i] != Self.apart) {
        // Someone of this batch was faster; look again in the next pass.
        pending.set(node)
        continue
      }
      if wishes.community[i] == Self.apart { empty.removeLast() }
      totals[home] -= mass
      totals[Int(target)] += mass
      sizes[home] -= 1
      sizes[Int(target)] += 1
      if sizes[home] == 0 {
        totals[home] = .zero
        empty.append(UInt32(home))
      }
      community[node] = target
      moved[movers] = UInt32(node)
      movers += 1
      gained += gain
    }
    return movers
  }
}
