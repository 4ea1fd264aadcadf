import KithFoundation
import KithGraph

/// Who starts, and who neither hears nor passes on.
public struct SpreadScenario: Sendable, Codable, Equatable {
  public var spreaders: [Int]
  public var blocked: [Int]

  public init(spreaders: [Int], blocked: [Int] = []) {
    self.spreaders = spreaders
    self.blocked = blocked
  }

  /// The same without these people: they do not start, hear or pass on.
  public func without(_ people: Int...) -> SpreadScenario {
    SpreadScenario(spreaders: spreaders.filter { !people.contains($0) }, blocked: blocked + people)
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
    let plans = try [first, second].map { plan in
      (spreaders: try influence.checked(plan.spreaders), blocked: try influence.checked(plan.blocked))
    }
    let exact = try plans.compactMap {
      try ExactSpread().estimate(of: $0.spreaders, blocking: $0.blocked, model, inward, influence, benefit, execution)
    }
    if exact.count == 2 {
      let mean = exact[0].mean - exact[1].mean
      return SpreadDifference(
        first: exact[0], second: exact[1], mean: mean, standardError: 0, interval: mean...mean)
    }
    let edges = LiveEdges(model, inward, on: influence)
    let runs = try plans.map {
      try MonteCarloSpread(simulations: simulations, seed: seed).runs(
        of: $0.spreaders, blocking: $0.blocked, edges, benefit: benefit, execution)
    }
    let estimates = runs.map {
      SpreadEstimate(of: $0.buffer, method: .simulation, convention: model.convention)
    }
    let differences = Scratch<Double>(uninitialized: simulations)
    for run in 0..<simulations { differences.base[run] = runs[0].base[run] - runs[1].base[run] }
    let (mean, error) = meanAndError(of: differences.buffer)
    return SpreadDifference(
      first: estimates[0], second: estimates[1], mean: mean, standardError: error,
      interval: mean - normal95 * error...mean + normal95 * error)
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
}
