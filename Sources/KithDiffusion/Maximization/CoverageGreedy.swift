import KithFoundation
import KithGraph

/// Chooses nodes that together meet as many sets as possible: always the one that meets most of those not met yet
/// (for its cost, within a budget).
///
/// Marginal counts only fall, so old ones are bounds: a heap of them tells whose must be worked out anew (lazy
/// evaluation, Minoux 1978, doi 10.1007/BFb0006528). The sets of a node are listed only for nodes frequent enough
/// to be looked at.
struct CoverageGreedy {
  struct Choice: Sendable, Equatable {
    var nodes: [Int] = []
    /// Sets that each node met first.
    var gains: [Int] = []
    /// No allowed choice meets more sets than this.
    var upperBound = Double.infinity
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

  private let sets: ReverseSets
  private let rules: SelectionRules
  private let isCovered: Scratch<UInt64>
  private var covered = 0
  private var heap: [Candidate] = []
  /// Nodes in fewer sets than this have no list yet.
  private var floor = Int.max
  /// By node: where its list starts in which batch of lists; its length is the node's frequency.
  private let start: Scratch<Int>
  private let batch: Scratch<UInt8>
  private var batches: [Scratch<UInt32>] = []
  private static let unlisted = UInt8.max

  private init(_ sets: ReverseSets, _ rules: SelectionRules) {
    self.sets = sets
    var rules = rules
    if rules.groups != nil { rules.count = min(rules.count, rules.quotas.reduce(0, +)) }
    self.rules = rules
    isCovered = Scratch(repeating: 0, count: (sets.count + 63) / 64)
    start = Scratch(uninitialized: rules.isEligible.count)
    batch = Scratch(repeating: Self.unlisted, count: rules.isEligible.count)
  }

  /// O(size of the sets), nearly always.
  static func choose(from sets: ReverseSets, _ rules: SelectionRules) -> Choice {
    var greedy = CoverageGreedy(sets, rules)
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
    var ordered = CoverageGreedy(sets, chosen)
    var result = ordered.run()
    result.upperBound = choice.upperBound
    return result
  }

  private mutating func run() -> Choice {
    let rules = rules
    var choice = Choice()
    var spent = 0.0
    var room = rules.quotas
    while true {
      let (bound, next, popped) = lookAhead(isFull: choice.nodes.count >= rules.count) { candidate in
        rules.cost(of: candidate.node) <= rules.budget - spent
          && (rules.groups.map { room[$0[candidate.node]] > 0 } ?? true)
      }
      choice.upperBound = min(choice.upperBound, Double(covered) + bound)
      guard let next else { break }
      for candidate in popped where candidate.node != next.node { push(candidate) }
      choice.nodes.append(next.node)
      choice.gains.append(next.gain)
      spent += rules.cost(of: next.node)
      if let groups = rules.groups { room[groups[next.node]] -= 1 }
      for set in list(of: next.node) where isCovered.insert(Int(set)) { covered += 1 }
      round += 1
    }
    fill(&choice, &spent, &room)
    return choice
  }

  private var round = 0

  /// Takes candidates off the heap, best first with their gains of now, until it knows both how much any allowed
  /// choice could add, and whom to choose next.
  private mutating func lookAhead(
    isFull: Bool, _ isAllowed: (Candidate) -> Bool
  ) -> (bound: Double, next: Candidate?, popped: [Candidate]) {
    var popped: [Candidate] = []
    var next: Candidate?
    var bound = 0.0
    var (places, left, room) = (rules.count, rules.budget, rules.quotas)
    while next == nil && !isFull || places > 0 && left > 0 {
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
      if top.round == round { return pop() }
      var gain = 0
      for set in list(of: top.node) where !isCovered.contains(Int(set)) { gain += 1 }
      top = Candidate(key: Double(gain) / rules.cost(of: top.node), gain: gain, node: top.node, round: round)
      heap[0] = top
      sink(0)
    }
  }

  /// Lists the sets of further nodes: at first of the most frequent few hundred.
  private mutating func lowerFloor() {
    let old = floor
    let frequency = sets.frequency.base
    if old == .max {
      var histogram = [Int](repeating: 0, count: sets.count + 1)
      for node in rules.isEligible.indices where rules.isEligible[node] { histogram[Int(frequency[node])] += 1 }
      let wanted = max(512, 8 * min(rules.count, 1 << 20))
      var (number, level) = (0, sets.count)
      while level > 1 && number + histogram[level] < wanted {
        number += histogram[level]
        level -= 1
      }
      floor = max(1, level)
    } else {
      floor = max(1, old / 4)
    }
    // Costs make a rare node worth as much as a frequent one.
    if rules.costs != nil { floor = 1 }
    var size = 0
    var nodes: [Int] = []
    for node in rules.isEligible.indices
    where rules.isEligible[node] && frequency[node] >= floor && frequency[node] < old {
      batch.base[node] = UInt8(batches.count)
      start.base[node] = size
      size += Int(frequency[node])
      nodes.append(node)
      let gain = Int(frequency[node])
      push(Candidate(key: Double(gain) / rules.cost(of: node), gain: gain, node: node, round: -1))
    }
    batches.append(Scratch(uninitialized: size))
    list(nodes, into: UInt8(batches.count - 1))
  }

  /// Fills a batch of lists in one pass over the sets.
  private func list(_ listed: [Int], into number: UInt8) {
    let (batch, start, lists) = (batch.base, start.base, batches[Int(number)].base)
    var set: UInt32 = 0
    for piece in sets.pieces {
      let nodes = piece.nodes
      var position = 0
      for end in piece.ends {
        while position < end {
          let node = Int(nodes[position])
          position &+= 1
          if batch[node] != number { continue }
          lists[start[node]] = set
          start[node] &+= 1
        }
        set &+= 1
      }
    }
    for node in listed { start[node] -= Int(sets.frequency.base[node]) }
  }

  /// The sets that a node is in.
  @inline(__always) private func list(of node: Int) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(
      start: batches[Int(batch.base[node])].base + start.base[node], count: Int(sets.frequency.base[node]))
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
