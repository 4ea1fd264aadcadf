import KithFoundation
import KithGraph

/// Who starts, who neither hears nor passes on, and when it is stopped.
public struct SpreadScenario: Sendable, Codable, Equatable {
  public var spreaders: [Int]
  public var blocked: [Int]
  /// The last step in which anyone is reached, where that is before the model's own deadline; nil for that.
  public var deadline: Int?

  public init(spreaders: [Int], blocked: [Int] = [], deadline: Int? = nil) {
    self.spreaders = spreaders
    self.blocked = blocked
    self.deadline = deadline
  }

  /// The same without these people: they do not start, hear or pass on.
  public func without(_ people: Int...) -> SpreadScenario { without(people) }

  public func without(_ people: [Int]) -> SpreadScenario {
    let gone = Set(people)
    return SpreadScenario(
      spreaders: spreaders.filter { !gone.contains($0) }, blocked: blocked + people, deadline: deadline)
  }

  /// The same, stopped after a step: nobody is reached later (say, because the question has been answered by then).
  public func stopped(after step: Int) -> SpreadScenario {
    SpreadScenario(spreaders: spreaders, blocked: blocked, deadline: min(step, deadline ?? .max))
  }

  /// People in canonical order; E452 for unknown ones, E720 for a deadline before the start.
  func checked(on graph: Graph) throws -> SpreadScenario {
    if let deadline, deadline < 0 { throw KithError.option("the deadline", deadline, choose: "0 steps or more") }
    return SpreadScenario(
      spreaders: try graph.checked(spreaders), blocked: try graph.checked(blocked), deadline: deadline)
  }
}

/// How much further one plan reaches than another, by common random numbers.
///
///     let plan = SpreadScenario(spreaders: [12, 40])
///     let loss = try SpreadComparison().difference(of: plan, and: plan.without(40), on: graph.influence)
///     loss.mean       // what person 40 is worth to the plan
///
/// Both plans meet the same live edges in each run, so the chance that they share cancels and the
/// difference is far surer than that of two separate estimates. Exact where both are.
public struct SpreadComparison: Sendable, Codable, Equatable {
  public var model: DiffusionModel
  public var simulations: Int
  public var seed: UInt64

  public init(model: DiffusionModel = .weightedCascade, simulations: Int = 10_000, seed: UInt64 = 1) {
    self.model = model
    self.simulations = simulations
    self.seed = seed
  }

  /// Errors: as `MonteCarloSpread.estimate`.
  public func difference(
    of first: SpreadScenario, and second: SpreadScenario, on influence: Graph, benefit: [Double]? = nil,
    execution: Execution = .serial
  ) throws -> SpreadDifference {
    try influence.check(benefit: benefit)
    let inward = try model.inward(on: influence)
    let plans = try [first, second].map { try $0.checked(on: influence) }
    let exact = try plans.compactMap {
      try ExactSpread().estimate(
        of: $0.spreaders, blocking: $0.blocked, model.ending(by: $0.deadline), inward, influence, benefit, execution)
    }
    if exact.count == 2 {
      return SpreadDifference(exactly: exact[0], exact[1])
    }
    let edges = LiveEdges(model, inward, on: influence)
    let runs = try plans.map {
      try MonteCarloSpread(simulations: simulations, seed: seed).runs(
        of: $0.spreaders, blocking: $0.blocked, by: $0.deadline, edges, benefit: benefit, execution)
    }
    let conventions = plans.map { model.ending(by: $0.deadline).convention }
    return SpreadDifference(paired: runs[0], runs[1], conventions)
  }
}

/// One plan's expected spread less another's.
public struct SpreadDifference: Sendable, Codable, Equatable {
  public var first: SpreadEstimate
  public var second: SpreadEstimate
  /// Above 0 if the first reaches more.
  public var mean: Double
  /// Of the difference, by pairs of runs; 0 when exact.
  public var standardError: Double
  /// Holds the true difference with 95 % confidence.
  public var interval: ClosedRange<Double>

  init(
    first: SpreadEstimate, second: SpreadEstimate, mean: Double, standardError: Double, interval: ClosedRange<Double>
  ) {
    self.first = first
    self.second = second
    self.mean = mean
    self.standardError = standardError
    self.interval = interval
  }

  /// Of two estimates without chance.
  public init(exactly first: SpreadEstimate, _ second: SpreadEstimate) {
    let mean = first.mean - second.mean
    self.init(first: first, second: second, mean: mean, standardError: 0, interval: mean...mean)
  }

  /// Of as many runs of each, run i of the one beside run i of the other.
  init(paired first: Scratch<Double>, _ second: Scratch<Double>, _ conventions: [String]) {
    let differences = Scratch<Double>(uninitialized: first.count)
    for run in 0..<first.count { differences.base[run] = first.base[run] - second.base[run] }
    let (mean, error) = meanAndError(of: differences.buffer)
    self.init(
      first: SpreadEstimate(of: first.buffer, method: .simulation, convention: conventions[0]),
      second: SpreadEstimate(of: second.buffer, method: .simulation, convention: conventions[1]), mean: mean,
      standardError: error, interval: mean - normal95 * error...mean + normal95 * error)
  }
}
