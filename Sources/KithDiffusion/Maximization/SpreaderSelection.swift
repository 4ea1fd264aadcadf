import Glibc
import KithFoundation
import KithGraph

/// Chooses the people who together start the furthest spread.
///
///     let plan = try SpreaderSelection(count: 10, model: .weightedCascade).plan(on: graph.influence)
///     plan.nodes; plan.spread.interval; plan.certifiedRatio
///
/// Runs on the influence graph (`graph.influence` of an attention graph). The choice is greedy over samples; the
/// spread it reports comes from fresh ones.
public struct SpreaderSelection: Sendable, Codable, Equatable {
  public enum Method: String, Sendable, Codable, CaseIterable {
    /// Draws samples until they prove the choice good enough: the fastest (`OPIMC`).
    case opimc
    /// Draws as many samples as theory asks for in advance (`IMM`).
    case imm
    /// Simulates every candidate: for small networks; exact where at most 20 edges are uncertain (`CELF`).
    case celf
  }

  /// How many to choose at most.
  public var count: Int
  public var model: DiffusionModel
  public var method: Method
  /// The plan reaches (guarantee − ε) of the best, guarantee 1 − 1/e, 1/2 under quotas, 1 − 1/√e within a
  /// budget, none under both.
  public var epsilon: Double
  /// The chance that this fails; nil for 1/n, at most 0.01.
  public var delta: Double?
  /// Only these may be chosen (say, those who consented); nil for everyone.
  public var candidates: [Int]?
  /// These may not be chosen.
  public var excluded: [Int]
  /// What choosing each person costs, above 0; needs a budget.
  public var costs: [Double]?
  public var budget: Double?
  /// A group for each person, from 0 on, with the most to choose of each group in `quotas`.
  public var groups: [Int]?
  public var quotas: [Int]?
  /// What reaching each person is worth; nil for 1 each.
  public var benefit: [Double]?
  /// OPIM-C: samples to choose from at least, whatever the proof asks for: more choose a little better. No more than
  /// 2^26 members of sets are drawn for that alone. Nil for as many as are cheap, 2^15 or 2^21 members of sets.
  public var samples: Int?
  /// Of CELF.
  public var simulations: Int
  /// The standard error aimed at for the reported spread, as a share of it; at most 2^20 samples are drawn for it.
  public var relativeError: Double
  public var seed: UInt64

  public init(
    count: Int, model: DiffusionModel = .weightedCascade, method: Method = .opimc, epsilon: Double = 0.1,
    delta: Double? = nil, candidates: [Int]? = nil, excluded: [Int] = [], costs: [Double]? = nil,
    budget: Double? = nil, groups: [Int]? = nil, quotas: [Int]? = nil, benefit: [Double]? = nil,
    samples: Int? = nil, simulations: Int = 1000, relativeError: Double = 0.005, seed: UInt64 = 1
  ) {
    self.count = count
    self.model = model
    self.method = method
    self.epsilon = epsilon
    self.delta = delta
    self.candidates = candidates
    self.excluded = excluded
    self.costs = costs
    self.budget = budget
    self.groups = groups
    self.quotas = quotas
    self.benefit = benefit
    self.samples = samples
    self.simulations = simulations
    self.relativeError = relativeError
    self.seed = seed
  }

  /// Fewer than `count` where fewer may be chosen.
  ///
  /// Errors: E720 for options out of range; E450, E451 for bad probabilities; E452 for unknown people; E453 for bad
  /// costs, groups or benefits; E454 where nobody may be chosen; E406 where the proof would take too many samples.
  public func plan(on influence: Graph, execution: Execution = .serial) throws -> SpreaderPlan {
    let rules = try rules(on: influence)
    try influence.check(benefit: benefit)
    let inward = try model.inward(on: influence, execution: execution)
    let delta = delta ?? min(0.01, 1 / Double(influence.nodeCount))
    let network = ReverseNetwork(model, inward, on: influence, benefit: benefit, execution: execution)
    let found: ReverseChoice
    switch method {
    case .celf:
      let celf = CELF(simulations: simulations, seed: seed)
      let choice = try celf.choose(model, inward, on: influence, rules, benefit: benefit, execution)
      let spread = try freshSpread(of: choice.nodes, guess: choice.gains.reduce(0, +), inward, network, execution)
      return plan(
        choice.nodes, gains: choice.gains, spread, rules, samples: choice.isExact ? spread.samples : simulations)
    case .opimc:
      found = try OPIMC(epsilon: epsilon, delta: delta, samples: samples, seed: seed).choose(network, rules, execution)
    case .imm:
      found = try IMM(epsilon: epsilon, delta: delta, seed: seed).choose(network, rules, execution)
    }
    let nodes = found.choice.nodes
    let spread = try freshSpread(of: nodes, guess: found.estimate, inward, network, execution)
    var plan = plan(nodes, gains: found.choice.gains.map(Double.init), spread, rules, samples: found.samples)
    plan.lowerBound = found.lowerBound
    plan.upperBound = found.upperBound
    plan.confidence = 1 - delta
    return plan
  }

  /// Gains in proportion to those that the choice was made by, so that they sum to the fresh spread.
  private func plan(
    _ nodes: [Int], gains: [Double], _ spread: SpreadEstimate, _ rules: SelectionRules, samples: Int
  ) -> SpreaderPlan {
    let sum = gains.reduce(0, +)
    let spreaders = zip(nodes, gains).map { node, gain in
      SpreaderPlan.Spreader(
        node: node, gain: sum > 0 ? gain / sum * spread.mean : spread.mean / Double(nodes.count),
        cost: rules.cost(of: node))
    }
    return SpreaderPlan(spreaders: spreaders, spread: spread, method: method, samples: samples)
  }

  private func freshSpread(
    of nodes: [Int], guess: Double, _ inward: InwardProbabilities, _ network: ReverseNetwork, _ execution: Execution
  ) throws -> SpreadEstimate {
    let exact = try ExactSpread().estimate(
      of: nodes.sorted(), blocking: [], model, inward, network.graph, benefit, execution)
    if let exact { return exact }
    let share = min(1, max(guess, network.benefit(of: nodes), 1e-9 * network.total) / network.total)
    let wanted = (1 - share) / share / (relativeError * relativeError)
    let samples = Int(min(max(wanted, 1000), 0x1p20))
    let hits = try network.hits(of: nodes, in: 0..<samples, seed: seed, purpose: "spreaders, reporting", execution)
    return SpreadEstimate(hits: hits, of: samples, total: network.total, convention: model.convention)
  }
}

// MARK: Requests

extension SpreaderSelection {
  /// The request, checked.
  func rules(on graph: Graph) throws -> SelectionRules {
    try checkOptions()
    var isEligible = [Bool](repeating: candidates == nil, count: graph.nodeCount)
    for node in try graph.checked(candidates ?? []) { isEligible[node] = true }
    for node in try graph.checked(excluded) { isEligible[node] = false }
    var rules = SelectionRules(isEligible: isEligible, count: count)
    try addCosts(to: &rules, graph)
    try addQuotas(to: &rules, graph)
    if rules.largest() == 0 { throw noCandidate(rules, isEligible, graph) }
    return rules
  }

  private func checkOptions() throws {
    if count < 1 { throw KithError.option("the number of spreaders", count, choose: "1 or more") }
    if !(epsilon > 0 && epsilon < 0.5) {
      throw KithError.option("epsilon", epsilon, choose: "a number above 0 and below 0.5, such as 0.1")
    }
    if let delta, !(delta > 0 && delta < 1) {
      throw KithError.option("delta", delta, choose: "a probability above 0 and below 1")
    }
    if let budget, !(budget > 0 && budget.isFinite) {
      throw KithError.option("the budget", budget, choose: "a number above 0")
    }
    if (budget == nil) != (costs == nil) {
      throw KithError.option(
        "the budget", budget.map { "\($0) without costs" } ?? "missing",
        choose: "costs and a budget together, or neither")
    }
    if budget != nil && method == .celf {
      throw KithError.option("the method", "celf with a budget", choose: "opimc or imm")
    }
    if (groups == nil) != (quotas == nil) {
      throw KithError.option("the quota", "without its groups or they without it", choose: "both or neither")
    }
    if let samples, !(1...1 << 30 ~= samples) {
      throw KithError.option("the number of samples", samples, choose: "1 to 2^30")
    }
    if simulations < 2 { throw KithError.option("the number of simulations", simulations, choose: "2 or more") }
    if !(relativeError > 0 && relativeError < 1) {
      throw KithError.option("the relative error", relativeError, choose: "a number above 0 and below 1")
    }
  }

  private func addCosts(to rules: inout SelectionRules, _ graph: Graph) throws {
    guard let costs, let budget else { return }
    if costs.count != graph.nodeCount {
      throw KithError.values(
        "costs", "\(costs.count) values for \(graph.nodeCount) people", help: "give one value a person")
    }
    if let node = costs.indices.first(where: { !(costs[$0] > 0 && costs[$0].isFinite) }) {
      throw KithError.values(
        "costs", "the cost of \(graph.id(of: node)) is \(costs[node])", help: "a cost is above zero")
    }
    rules.costs = costs
    rules.budget = budget
    for node in costs.indices where costs[node] > budget { rules.isEligible[node] = false }
  }

  private func addQuotas(to rules: inout SelectionRules, _ graph: Graph) throws {
    guard let groups, let quotas else { return }
    if groups.count != graph.nodeCount {
      throw KithError.values(
        "groups", "\(groups.count) values for \(graph.nodeCount) people", help: "give one group a person")
    }
    if let node = groups.indices.first(where: { groups[$0] < 0 || groups[$0] >= quotas.count }) {
      throw KithError.values(
        "groups", "\(graph.id(of: node)) is in group \(groups[node]), which has no quota",
        help: "give each group a quota, counting groups from 0")
    }
    if let quota = quotas.first(where: { $0 < 0 }) {
      throw KithError.option("a quota", quota, choose: "0 or more")
    }
    rules.groups = groups
    rules.quotas = quotas
    for node in groups.indices where quotas[groups[node]] == 0 { rules.isEligible[node] = false }
  }

  private func noCandidate(_ rules: SelectionRules, _ isEligible: [Bool], _ graph: Graph) -> KithError {
    if graph.nodeCount == 0 {
      return DiffusionError.noCandidate("the network has no people", help: "give a log with interactions")
    }
    if !isEligible.contains(true) {
      return DiffusionError.noCandidate(
        "everyone is excluded or no candidate", help: "allow more people, or check who consented")
    }
    if let budget, let costs {
      let cheapest = isEligible.indices.filter { isEligible[$0] }.map { costs[$0] }.min() ?? 0
      if cheapest > budget {
        return DiffusionError.noCandidate(
          "the cheapest candidate costs \(cheapest), more than the budget of \(budget)", help: "raise the budget")
      }
    }
    return DiffusionError.noCandidate("the quotas leave no place", help: "raise a quota of a group with candidates")
  }
}
