import KithFoundation
import KithGraph

/// Chooses whom to hold back so that something spreads least from given people: a rumour, a wrong claim.
///
///     let plan = try Containment(count: 5).plan(against: [17], on: graph.influence)
///     plan.blocked; plan.effect.interval
///
/// Greedy: in each of many runs the people behind a person, whom nothing reaches but through them, are those that
/// holding them back saves: the person's part of the run's dominator tree. All are counted at once, then the one who
/// saves most is held back, and so on (Xie et al. 2023, doi 10.1109/ICDE55515.2023.00165). Time
/// O(count · simulations · live edges), nearly; no guarantee is known. The effect comes from fresh runs.
public struct Containment: Sendable, Codable, Equatable {
  /// How many to hold back at most.
  public var count: Int
  /// Without a deadline.
  public var model: DiffusionModel
  /// Only these may be held back; nil for everyone but the spreaders.
  public var candidates: [Int]?
  public var excluded: [Int]
  public var simulations: Int
  public var seed: UInt64

  public init(
    count: Int, model: DiffusionModel = .weightedCascade, candidates: [Int]? = nil, excluded: [Int] = [],
    simulations: Int = 1000, seed: UInt64 = 1
  ) {
    self.count = count
    self.model = model
    self.candidates = candidates
    self.excluded = excluded
    self.simulations = simulations
    self.seed = seed
  }

  /// Fewer than `count` where holding back more saves nobody.
  ///
  /// Errors: E720 for options out of range, a deadline among them; E450, E451, E452 for bad probabilities and people;
  /// E454 where nobody may be held back.
  public func plan(
    against spreaders: [Int], on influence: Graph, execution: Execution = .serial
  ) throws -> ContainmentPlan {
    if count < 1 { throw KithError.option("the number to hold back", count, choose: "1 or more") }
    if simulations < 2 { throw KithError.option("the number of simulations", simulations, choose: "2 or more") }
    if let deadline = model.deadline {
      throw KithError.option("the deadline", deadline, choose: "none: whom to hold back is counted without end")
    }
    let spreaders = try influence.checked(spreaders)
    var isEligible = [Bool](repeating: candidates == nil, count: influence.nodeCount)
    for node in try influence.checked(candidates ?? []) { isEligible[node] = true }
    for node in try influence.checked(excluded) + spreaders { isEligible[node] = false }
    if !isEligible.contains(true) {
      throw DiffusionError.noCandidate(
        "everyone starts it, is excluded or no candidate", help: "allow more people to be held back")
    }
    let edges = LiveEdges(model, try model.inward(on: influence), on: influence)
    var blocked: [Int] = []
    while blocked.count < count {
      execution.report("choosing whom to hold back", done: blocked.count, of: count, unit: "people")
      let saved = try saved(by: isEligible, from: spreaders, blocked, edges, execution)
      guard let best = saved.indices.max(by: { (saved[$0], $1) < (saved[$1], $0) }), saved[best] > 0 else { break }
      blocked.append(best)
    }
    // Fresh runs: those of the choice flatter it.
    let comparison = SpreadComparison(model: model, simulations: max(simulations, 1000), seed: ~seed)
    let effect = try comparison.difference(
      of: SpreadScenario(spreaders: spreaders), and: SpreadScenario(spreaders: spreaders, blocked: blocked),
      on: influence, execution: execution)
    return ContainmentPlan(blocked: blocked, effect: effect)
  }

  /// By node: people saved in all runs together by holding it back too, counting itself.
  private func saved(
    by isEligible: [Bool], from spreaders: [Int], _ blocked: [Int], _ edges: LiveEdges, _ execution: Execution
  ) throws -> [Int] {
    let nodeCount = edges.graph.nodeCount
    let pool = Pool { DominatorTree(nodeCount: nodeCount) }
    let seed = seed
    edges.graph.out.withPointers { rows in
      execution.forEachChunk(of: simulations, grain: 8) { _, range in
        if execution.isCancelled() { return }
        pool.with { tree in
          for simulation in range {
            tree.add(edges, rows, from: spreaders, blocked, key: SpreadCoin.key(seed: seed, simulation: simulation))
          }
        }
      }
    }
    try execution.checkCancellation()
    // Integers: the sum does not depend on which worker took which run.
    var saved = [Int](repeating: 0, count: nodeCount)
    for tree in pool.items {
      for node in 0..<nodeCount where isEligible[node] { saved[node] += tree.saved.base[node] }
    }
    return saved
  }
}

/// Whom to hold back, and what that saves.
public struct ContainmentPlan: Sendable, Codable, Equatable {
  /// In order of choice.
  public var blocked: [Int]
  /// The spread before less the spread after; the held back do not count as reached.
  public var effect: SpreadDifference
}

/// Who is reached through whom only, run by run (Cooper, Harvey & Kennedy 2001; the search has its own stack).
private final class DominatorTree: Sendable {
  /// By node: over all runs added, the people whom nothing reaches but through it, itself included.
  let saved: Scratch<Int>
  private let isBlocked: Scratch<UInt64>
  /// By node: 1-based number in the order of discovery; 0 unless reached.
  private let number: Scratch<UInt32>

  init(nodeCount: Int) {
    saved = Scratch(repeating: 0, count: nodeCount)
    isBlocked = Scratch(repeating: 0, count: (nodeCount + 63) / 64)
    number = Scratch(repeating: 0, count: nodeCount)
  }

  func add(_ edges: LiveEdges, _ rows: Adjacency.Pointers, from spreaders: [Int], _ blocked: [Int], key: UInt64) {
    for node in blocked { isBlocked.insert(node) }
    // Number 0 is a root before all spreaders. Live edges by source, in order of discovery.
    var nodes: [Int] = [-1]
    var targets: [UInt32] = []
    var ends: [Int] = [0]
    for node in spreaders where !isBlocked.contains(node) {
      number.base[node] = UInt32(nodes.count)
      targets.append(UInt32(nodes.count))
      nodes.append(node)
    }
    ends[0] = targets.count
    var head = 1
    while head < nodes.count {
      edges.forEachLiveEdge(from: nodes[head], rows, key, isThreshold: edges.model.isThreshold) { target in
        let node = Int(target)
        if isBlocked.contains(node) { return }
        if number.base[node] == 0 {
          number.base[node] = UInt32(nodes.count)
          nodes.append(node)
        }
        targets.append(number.base[node])
      }
      ends.append(targets.count)
      head += 1
    }
    let sizes = subtreeSizes(targets, ends)
    for place in 1..<nodes.count {
      saved.base[nodes[place]] += sizes[place]
      number.base[nodes[place]] = 0
    }
    for node in blocked { isBlocked.base[node &>> 6] = 0 }
  }

  /// Of each place's part of the dominator tree of a graph rooted at place 0.
  private func subtreeSizes(_ targets: [UInt32], _ ends: [Int]) -> [Int] {
    let count = ends.count
    // Depth first: places by when they are left.
    var rank = [Int](repeating: -1, count: count)
    var order: [Int] = []
    var next = (0..<count).map { $0 == 0 ? 0 : ends[$0 - 1] }
    var stack = [0]
    var isSeen = [Bool](repeating: false, count: count)
    isSeen[0] = true
    while let place = stack.last {
      if next[place] == ends[place] {
        rank[place] = order.count
        order.append(place)
        stack.removeLast()
        continue
      }
      let target = Int(targets[next[place]])
      next[place] += 1
      if !isSeen[target] {
        isSeen[target] = true
        stack.append(target)
      }
    }
    // Sources by target.
    var starts = [Int](repeating: 0, count: count + 1)
    for target in targets { starts[Int(target) + 1] += 1 }
    for place in 0..<count { starts[place + 1] += starts[place] }
    var cursor = starts
    var sources = [Int](repeating: 0, count: targets.count)
    var edge = 0
    for place in 0..<count {
      while edge < ends[place] {
        sources[cursor[Int(targets[edge])]] = place
        cursor[Int(targets[edge])] += 1
        edge += 1
      }
    }
    var dominator = [Int](repeating: -1, count: count)
    dominator[0] = 0
    var changed = true
    while changed {
      changed = false
      for place in order.reversed() where place != 0 {
        var found = -1
        for source in sources[starts[place]..<starts[place + 1]] where dominator[source] >= 0 {
          if found < 0 { found = source }
          var other = source
          while found != other {
            while rank[found] < rank[other] { found = dominator[found] }
            while rank[other] < rank[found] { other = dominator[other] }
          }
        }
        if dominator[place] != found {
          dominator[place] = found
          changed = true
        }
      }
    }
    var sizes = [Int](repeating: 1, count: count)
    for place in order where place != 0 { sizes[dominator[place]] += sizes[place] }
    return sizes
  }
}
