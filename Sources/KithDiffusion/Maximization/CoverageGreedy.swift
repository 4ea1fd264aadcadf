import KithFoundation
import KithGraph

/// Chooses nodes that together meet as many sets as possible: always the one that meets most of those not met yet
/// (for its cost, within a budget).
///
/// Marginal counts only fall, so old ones are bounds: a heap of them tells whose must be worked out anew (lazy
/// evaluation, Minoux 1978, doi 10.1007/BFb0006528). The sets of a node are noted only for nodes frequent enough
/// to be looked at.
struct CoverageGreedy {
  struct Choice: Sendable, Equatable {
    var nodes: [Int] = []
    /// Sets that each node met first.
    var gains: [Int] = []
    /// No allowed choice meets more sets than this.
    var upperBound = Double.infinity
    /// The least number of further sets that a candidate was looked at for.
    var leastGain = 0
    var covered: Int { gains.reduce(0, +) }
  }

  private struct Candidate {
    var key: Double
    var gain: Int
    var node: Int
    /// When the gain was worked out.
    var round: Int

    /// Ties by node number.
    @inline(__always) func isBefore(_ other: Candidate) -> Bool {
      key != other.key ? key > other.key : node < other.node
    }
  }

  private let rules: SelectionRules
  private let memberships: Memberships
  private let isCovered: Scratch<UInt64>
  private var covered = 0
  private var heap: [Candidate] = []
  /// Nodes in fewer sets than this have no list yet.
  private var floor = Int.max
  private let firstFloor: Int?
  private var leastGain = Int.max

  private init(_ sets: ReverseSets, _ rules: SelectionRules, firstFloor: Int?, _ execution: Execution) {
    var rules = rules
    self.firstFloor = firstFloor
    if rules.groups != nil { rules.count = min(rules.count, rules.quotas.reduce(0, +)) }
    self.rules = rules
    memberships = Memberships(sets, isEligible: rules.isEligible, execution)
    isCovered = Scratch(repeating: 0, count: (sets.count + 63) / 64)
  }

  /// `firstFloor`: in how many sets a node is at least, of those looked at to begin with; it changes how long choosing
  /// takes, never the choice. O(size of the sets), nearly always.
  static func choose(
    from sets: ReverseSets, _ rules: SelectionRules, firstFloor: Int? = nil, _ execution: Execution = .serial
  ) -> Choice {
    var greedy = CoverageGreedy(sets, rules, firstFloor: firstFloor, execution)
    let choice = greedy.run()
    guard rules.costs != nil else { return choice }
    // Within a budget, greedy alone can be arbitrarily bad; it or the best single node is not.
    let single = rules.isEligible.indices.filter { rules.isEligible[$0] && rules.cost(of: $0) <= rules.budget }
      .max { (sets.frequency.base[$0], $1) < (sets.frequency.base[$1], $0) }
    guard let single else { return choice }
    let isBetter = Int(sets.frequency.base[single]) > choice.covered
    // In order of what each adds, not of what it costs.
    var chosen = SelectionRules(
      isEligible: [Bool](repeating: false, count: rules.isEligible.count), count: isBetter ? 1 : choice.nodes.count)
    for node in isBetter ? [single] : choice.nodes { chosen.isEligible[node] = true }
    var ordered = CoverageGreedy(sets, chosen, firstFloor: nil, execution)
    var result = ordered.run()
    result.upperBound = choice.upperBound
    return result
  }

  private mutating func run() -> Choice {
    let rules = rules
    var choice = Choice()
    var spent = 0.0
    var room = rules.quotas
    let stride = max(1, rules.count / Self.boundings)
    while true {
      let isFull = choice.nodes.count >= rules.count
      let isBounding = isFull || choice.nodes.count % stride == 0
      let (bound, next, popped) = lookAhead(isFull: isFull, isBounding: isBounding) { candidate in
        rules.cost(of: candidate.node) <= rules.budget - spent
          && (rules.groups.map { room[$0[candidate.node]] > 0 } ?? true)
      }
      if isBounding || next == nil { choice.upperBound = min(choice.upperBound, Double(covered) + bound) }
      guard let next else { break }
      for candidate in popped where candidate.node != next.node { push(candidate) }
      choice.nodes.append(next.node)
      choice.gains.append(next.gain)
      spent += rules.cost(of: next.node)
      if let groups = rules.groups { room[groups[next.node]] -= 1 }
      covered += memberships.add(next.node, to: isCovered)
      round += 1
    }
    choice.leastGain = leastGain == .max ? 0 : leastGain
    fill(&choice, &spent, &room)
    return choice
  }

  private var round = 0
  /// The bound is worked out anew about so often: it takes as long as choosing does.
  private static let boundings = 8

  /// Takes candidates off the heap, best first with their gains of now, until it knows whom to choose next, and, if
  /// bounding, how much any allowed choice could add.
  private mutating func lookAhead(
    isFull: Bool, isBounding: Bool, _ isAllowed: (Candidate) -> Bool
  ) -> (bound: Double, next: Candidate?, popped: [Candidate]) {
    var popped: [Candidate] = []
    var next: Candidate?
    var bound = 0.0
    var (places, left, room) = (rules.count, rules.budget, rules.quotas)
    while next == nil && !isFull || isBounding && places > 0 && left > 0 {
      guard let candidate = popFresh() else { break }
      popped.append(candidate)
      if next == nil && !isFull && isAllowed(candidate) { next = candidate }
      if places == 0 || left <= 0 { continue }
      // Best by cost need not be best within a quota: a bound within a budget looks past quotas.
      if let groups = rules.groups, rules.costs == nil {
        if room[groups[candidate.node]] == 0 { continue }
        room[groups[candidate.node]] -= 1
      }
      let cost = rules.cost(of: candidate.node)
      // A part of the last one that the budget allows: no whole choice gets more.
      bound += Double(candidate.gain) * min(1, left / cost)
      if rules.costs != nil { left -= cost } else { places -= 1 }
    }
    return (bound, next, popped)
  }

  /// The candidate of largest key now; nil when nobody meets a further set.
  private mutating func popFresh() -> Candidate? {
    while true {
      // Whoever has no list yet is in fewer than `floor` sets.
      while floor > 1 && (heap.first.map { $0.gain < floor } ?? true) { lowerFloor() }
      guard var top = heap.first, top.gain > 0 else { return nil }
      if top.round == round {
        leastGain = min(leastGain, top.gain)
        return pop()
      }
      let gain = memberships.count(of: top.node, outside: isCovered)
      top = Candidate(key: Double(gain) / rules.cost(of: top.node), gain: gain, node: top.node, round: round)
      heap[0] = top
      sink(0)
    }
  }

  /// Lists the sets of further nodes: at first of the most frequent few hundred.
  private mutating func lowerFloor() {
    let old = floor
    floor =
      old == .max
      ? firstFloor ?? memberships.level(above: max(512, 8 * min(rules.count, 1 << 20), memberships.cheapCount))
      : max(1, old / 4)
    // Costs make a rare node worth as much as a frequent one.
    if rules.costs != nil { floor = 1 }
    for (node, gain) in memberships.list(floor..<old) {
      push(Candidate(key: Double(gain) / rules.cost(of: node), gain: gain, node: node, round: -1))
    }
  }

  /// Where nobody meets a further set, all are alike: as many as allowed, by node number.
  private func fill(_ choice: inout Choice, _ spent: inout Double, _ room: inout [Int]) {
    let chosen = Set(choice.nodes)
    for node in rules.isEligible.indices where rules.isEligible[node] && !chosen.contains(node) {
      if choice.nodes.count >= rules.count { return }
      if rules.cost(of: node) > rules.budget - spent { continue }
      if let groups = rules.groups {
        if room[groups[node]] == 0 { continue }
        room[groups[node]] -= 1
      }
      spent += rules.cost(of: node)
      choice.nodes.append(node)
      choice.gains.append(0)
    }
  }

  // MARK: Heap

  private mutating func push(_ candidate: Candidate) {
    heap.append(candidate)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if !heap[child].isBefore(heap[parent]) { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func pop() -> Candidate {
    heap.swapAt(0, heap.count - 1)
    let top = heap.removeLast()
    sink(0)
    return top
  }

  private mutating func sink(_ start: Int) {
    var parent = start
    while true {
      var best = parent
      let child = 2 * parent + 1
      if child < heap.count && heap[child].isBefore(heap[best]) { best = child }
      if child + 1 < heap.count && heap[child + 1].isBefore(heap[best]) { best = child + 1 }
      if best == parent { return }
      heap.swapAt(parent, best)
      parent = best
    }
  }
}
