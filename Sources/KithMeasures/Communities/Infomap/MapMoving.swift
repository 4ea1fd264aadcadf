import KithFoundation

/// Moves nodes, one after another, to the neighbouring community that shortens the code most, until none does.
///
/// A node looks again when a neighbour has moved to another community. It may also leave for a community of its own.
struct MapMoving {
  let flow: MapFlow
  /// Community of each node, a label below the node count; changed in place.
  let label: Scratch<UInt32>
  /// Nodes stay within their region; nil: anywhere.
  let region: Scratch<UInt32>?

  /// The least gain in bits worth a move, above the rounding of sums.
  static let least = 1e-11
  /// More visits a node, on average, than any graph was seen to need; bounds the time whatever rounding does.
  static let maxPasses = 200

  func run(seed: UInt64, index: UInt64, _ execution: Execution) throws {
    let n = flow.nodeCount
    let queue = Scratch<UInt32>(uninitialized: n)
    let isQueued = Scratch<Bool>(repeating: true, count: n)
    for node in 0..<n { queue.base[node] = UInt32(node) }
    var random = RandomStream(seed: seed, purpose: "infomap-order", index: index)
    for i in stride(from: n - 1, to: 0, by: -1) {
      let j = random.below(i + 1)
      (queue.base[i], queue.base[j]) = (queue.base[j], queue.base[i])
    }
    var modules = MapModules(flow, label.base)
    var empty = (0..<n).filter { modules.sizes[$0] == 0 }.map { UInt32($0) }
    let sums = FlowSums(count: n)
    var (head, waiting, visited) = (0, n, 0)
    while waiting > 0 && visited < Self.maxPasses * n {
      if visited & 0xfff == 0 { try execution.checkCancellation() }
      visited += 1
      let node = Int(queue.base[head])
      head = head &+ 1 == n ? 0 : head &+ 1
      waiting -= 1
      isQueued.base[node] = false
      // An empty label may belong to another region.
      guard let target = best(node, &modules, sums, region == nil ? empty.last : nil) else { continue }
      let home = Int(label.base[node])
      if modules.sizes[target] == 0 { empty.removeLast() }
      label.base[node] = UInt32(target)
      modules.sizes[home] -= 1
      modules.sizes[target] += 1
      if modules.sizes[home] == 0 { empty.append(UInt32(home)) }
      for edge in flow.starts.base[node]..<flow.starts.base[node &+ 1] {
        let other = Int(flow.neighbors.base[edge])
        if isQueued.base[other] || Int(label.base[other]) == target { continue }
        if let region, region.base[other] != region.base[node] { continue }
        isQueued.base[other] = true
        let tail = head &+ waiting
        queue.base[tail >= n ? tail &- n : tail] = UInt32(other)
        waiting += 1
      }
    }
  }

  /// Where a node goes, and the sums of both communities changed accordingly; nil: it stays.
  @inline(__always)
  private func best(_ node: Int, _ modules: inout MapModules, _ sums: FlowSums, _ empty: UInt32?) -> Int? {
    sums.add(row: node, of: flow, by: label.base)
    let home = Int(label.base[node])
    let visits = flow.visits.base[node]
    let (outflow, inflow) = (flow.outflow.base[node], flow.inflow.base[node])
    let atHome = sums.sums.base[home]
    let isAlone = modules.sizes[home] == 1
    // Home without the node: what passed between the two now crosses a border.
    let homeVisits = isAlone ? 0 : modules.visits[home] - visits
    let homeExit = isAlone ? 0 : max(0, modules.exits[home] - outflow + atHome)
    let homeEntry = isAlone ? 0 : max(0, modules.entries[home] - inflow + atHome)
    let homeTerm = MapModules.term(exit: homeExit, entry: homeEntry, visits: homeVisits)
    let gained = modules.terms[home] - homeTerm + plogp(modules.entry)
    let entryBefore = modules.entry - modules.entries[home] + homeEntry
    var (choice, bestGain) = (-1, Self.least)
    var joined = (exit: 0.0, entry: 0.0, term: 0.0, total: 0.0)
    func consider(_ target: Int, _ between: Double) {
      let exit = max(0, modules.exits[target] + outflow - between)
      let entry = max(0, modules.entries[target] + inflow - between)
      let total = entryBefore - modules.entries[target] + entry
      let term = MapModules.term(exit: exit, entry: entry, visits: modules.visits[target] + visits)
      let gain = gained + modules.terms[target] - term - plogp(total)
      if gain > bestGain { (choice, bestGain, joined) = (target, gain, (exit, entry, term, total)) }
    }
    for position in 0..<sums.found {
      let target = Int(sums.touched.base[position])
      if target == home { continue }
      if let region, !isWithin(region, node, target) { continue }
      consider(target, sums.sums.base[target])
    }
    if let empty, !isAlone { consider(Int(empty), 0) }
    if choice >= 0 {
      modules.entry = max(0, joined.total)
      modules.visits[home] = homeVisits
      modules.exits[home] = homeExit
      modules.entries[home] = homeEntry
      modules.terms[home] = homeTerm
      modules.visits[choice] += visits
      modules.exits[choice] = joined.exit
      modules.entries[choice] = joined.entry
      modules.terms[choice] = joined.term
    }
    sums.clear()
    return choice >= 0 ? choice : nil
  }

  /// Labels start as nodes of their region and never leave it.
  @inline(__always)
  private func isWithin(_ region: Scratch<UInt32>, _ node: Int, _ target: Int) -> Bool {
    region.base[target] == region.base[node]
  }
}
