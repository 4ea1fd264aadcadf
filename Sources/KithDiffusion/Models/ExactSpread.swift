import KithFoundation
import KithGraph

/// The expected spread itself, by weighing every outcome: for small neighbourhoods.
///
///     let spread = try ExactSpread().estimate(of: [0, 2], model: .weightedCascade, on: graph.influence)
///
/// Nil when more than `limit` uncertain edges (probability strictly between 0 and 1) lie within reach
/// of the spreaders: then simulate. Time O(2^limit · edges within reach) at worst; coins that decide
/// nothing are not weighed.
public struct ExactSpread: Sendable, Codable, Equatable {
  /// Uncertain edges within reach.
  public var limit: Int

  public init(limit: Int = 20) { self.limit = limit }

  /// Errors: E450, E451, E452, E453 for bad probabilities, people and benefits.
  public func estimate(
    of spreaders: [Int], blocking blocked: [Int] = [], model: DiffusionModel, on influence: Graph,
    benefit: [Double]? = nil, execution: Execution = .serial
  ) throws -> SpreadEstimate? {
    try influence.check(benefit: benefit)
    let inward = try model.inward(on: influence)
    return try estimate(
      of: influence.checked(spreaders), blocking: influence.checked(blocked), model, inward, influence, benefit,
      execution)
  }

  func estimate(
    of spreaders: [Int], blocking blocked: [Int], _ model: DiffusionModel, _ inward: InwardProbabilities,
    _ influence: Graph, _ benefit: [Double]?, _ execution: Execution
  ) throws -> SpreadEstimate? {
    try course(of: spreaders, blocking: blocked, model, inward, influence, benefit, execution)?.spread
  }

  func course(
    of spreaders: [Int], blocking blocked: [Int], _ model: DiffusionModel, _ inward: InwardProbabilities,
    _ influence: Graph, _ benefit: [Double]?, _ execution: Execution
  ) throws -> SpreadCourse? {
    let neighborhood = Neighborhood(of: spreaders, blocked, model, inward, influence, limit: limit)
    guard let neighborhood else { return nil }
    let values = neighborhood.nodes.map { benefit?[$0] ?? 1 }
    var outcomes = Outcomes(neighborhood, values, deadline: model.deadline ?? .max)
    let (mean, count) = try model.isThreshold ? outcomes.threshold(execution) : outcomes.cascade(execution)
    var reach = [Double](repeating: 0, count: influence.nodeCount)
    // Weights of a million outcomes sum to 1 but for rounding.
    for (place, node) in neighborhood.nodes.enumerated() {
      reach[node] = place < neighborhood.spreaderCount ? 1 : min(1, outcomes.reach[place])
    }
    let newByStep = [Double(neighborhood.spreaderCount)] + outcomes.newByStep.dropFirst()
    return SpreadCourse(
      spread: SpreadEstimate(exactly: mean, outcomes: count, convention: model.convention),
      newByStep: newByStep, reachProbability: reach)
  }
}

/// What the spreaders can reach, renumbered in order of discovery, spreaders first.
private struct Neighborhood {
  var nodes: [Int] = []
  var spreaderCount = 0
  /// By local source: local targets and probabilities above 0; targets are no spreaders.
  var edges: [[(target: Int, probability: Double)]] = []

  /// Nil when more than `limit` edges within reach are uncertain, or every outcome would take too long.
  init?(
    of spreaders: [Int], _ blocked: [Int], _ model: DiffusionModel, _ inward: InwardProbabilities, _ graph: Graph,
    limit: Int
  ) {
    let blocked = Set(blocked)
    var place: [Int: Int] = [:]
    for node in spreaders where !blocked.contains(node) {
      place[node] = nodes.count
      nodes.append(node)
    }
    spreaderCount = nodes.count
    var (uncertain, certain) = (0, 0)
    var depth = [Int](repeating: 0, count: nodes.count)
    var head = 0
    while head < nodes.count {
      edges.append([])
      let source = nodes[head]
      for target in graph.outNeighbors(of: source) where depth[head] < model.deadline ?? .max {
        let target = Int(target)
        let probability = inward.probability(from: source, to: target, in: graph)
        if probability == 0 || blocked.contains(target) || place[target].map({ $0 < spreaderCount }) == true {
          continue
        }
        if probability < 1 { uncertain += 1 } else { certain += 1 }
        if uncertain > limit || certain > 1 << 20 { return nil }
        if place[target] == nil {
          place[target] = nodes.count
          nodes.append(target)
          depth.append(depth[head] + 1)
        }
        edges[head].append((place[target]!, probability))
      }
      head += 1
    }
    if (uncertain + certain + nodes.count) << min(uncertain, 40) > 1 << 28 { return nil }
  }
}

extension InwardProbabilities {
  /// The chances of the edge from `source` to `target`; parallel edges together. O(log in-degree).
  func probability(from source: Int, to target: Int, in graph: Graph) -> Double {
    var (low, high) = (graph.in.offsets[target], graph.in.offsets[target + 1])
    while low < high {
      let middle = (low + high) / 2
      if graph.in.neighbors[middle] < source { low = middle + 1 } else { high = middle }
    }
    return probability(at: low, into: target)
  }
}

/// Walks the tree of decisions: replays the spread from the start with the decisions made so far,
/// asks for one more where they end, then takes the last one's next option.
private struct Outcomes {
  let local: Neighborhood
  let values: [Double]
  let deadline: Int
  /// Options taken, and how many there are.
  private var decisions: [(option: Int, options: Int)] = []
  private var isReached: [Bool]
  private var queue: [Int] = []
  /// The probability that each node is reached.
  private(set) var reach: [Double]
  /// The expected number reached in each step, from step 0 on.
  private(set) var newByStep: [Double] = []
  /// Where each step of a replay ends in the queue.
  private var stepEnds: [Int] = []

  init(_ local: Neighborhood, _ values: [Double], deadline: Int) {
    self.local = local
    self.values = values
    self.deadline = deadline
    isReached = [Bool](repeating: false, count: values.count)
    reach = [Double](repeating: 0, count: values.count)
  }

  mutating func cascade(_ execution: Execution) throws -> (mean: Double, outcomes: Int) {
    try sum(execution) { outcomes, source, target, probability, next, weight in
      if probability == 1 { return true }
      let isLive = outcomes.decide(&next, options: 2) == 0
      weight *= isLive ? probability : 1 - probability
      return isLive
    }
  }

  mutating func threshold(_ execution: Execution) throws -> (mean: Double, outcomes: Int) {
    // Whom each node may listen to; the last option is none of them.
    var contacts = [[(source: Int, probability: Double)]](repeating: [], count: values.count)
    for (source, edges) in local.edges.enumerated() {
      for edge in edges { contacts[edge.target].append((source, edge.probability)) }
    }
    let others = contacts.map { max(0, 1 - $0.reduce(0) { $0 + $1.probability }) }
    let listens = Scratch<Int>(repeating: 0, count: values.count)
    let replay = Scratch<Int>(repeating: -1, count: values.count)
    return try sum(execution) { outcomes, source, target, _, next, weight in
      if replay.base[target] != outcomes.replays {
        replay.base[target] = outcomes.replays
        let known = contacts[target]
        let isSure = others[target] < 1e-15
        let option = outcomes.decide(&next, options: known.count + (isSure ? 0 : 1))
        listens.base[target] = option < known.count ? known[option].source : -1
        weight *= option < known.count ? known[option].probability : others[target]
      }
      return listens.base[target] == source
    }
  }

  private var replays = 0

  private mutating func decide(_ next: inout Int, options: Int) -> Int {
    if next == decisions.count { decisions.append((0, options)) }
    next += 1
    return decisions[next - 1].option
  }

  private mutating func sum(
    _ execution: Execution,
    _ isLive: (inout Outcomes, _ source: Int, _ target: Int, Double, _ next: inout Int, _ weight: inout Double) -> Bool
  ) throws -> (mean: Double, outcomes: Int) {
    var mean = 0.0
    while true {
      if replays % 1024 == 0 { try execution.checkCancellation() }
      let (weight, value) = replay(isLive)
      mean += weight * value
      replays += 1
      while let last = decisions.last, last.option + 1 == last.options { decisions.removeLast() }
      if decisions.isEmpty { return (mean, replays) }
      decisions[decisions.count - 1].option += 1
    }
  }

  private mutating func replay(
    _ isLive: (inout Outcomes, _ source: Int, _ target: Int, Double, _ next: inout Int, _ weight: inout Double) -> Bool
  ) -> (weight: Double, value: Double) {
    queue.removeAll(keepingCapacity: true)
    queue.append(contentsOf: 0..<local.spreaderCount)
    for node in queue { isReached[node] = true }
    stepEnds.removeAll(keepingCapacity: true)
    stepEnds.append(queue.count)
    var (head, next, weight) = (0, 0, 1.0)
    while head < queue.count {
      if head == stepEnds[stepEnds.count - 1] { stepEnds.append(queue.count) }
      if stepEnds.count - 1 == deadline { break }
      for edge in local.edges[queue[head]] where !isReached[edge.target] {
        if isLive(&self, queue[head], edge.target, edge.probability, &next, &weight) {
          isReached[edge.target] = true
          queue.append(edge.target)
        }
      }
      head += 1
    }
    var value = 0.0
    for node in queue {
      value += values[node]
      reach[node] += weight
      isReached[node] = false
    }
    var before = 0
    for (step, end) in stepEnds.enumerated() {
      if step == newByStep.count { newByStep.append(0) }
      newByStep[step] += weight * Double(end - before)
      before = end
    }
    return (weight, value)
  }
}
