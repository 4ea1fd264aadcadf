import KithDiffusion
import KithFoundation
import KithGraph

/// A model on a network, ready to carry plans.
struct Simulation {
  enum Engine {
    case steps(DiffusionModel, runs: Int)
    case epidemic(Epidemic)
    case contagion(ComplexContagion)
    case hawkes(HawkesProcess, hours: Double, runs: Int)
  }

  let engine: Engine
  let network: Graph
  let seed: UInt64

  /// Who starts, who is kept out of it, and when it is stopped.
  struct Plan {
    /// `plan`, `without`, `instead` or `stopped`.
    var name: String
    /// As it stands in a sentence: "without mina".
    var words: String
    var scenario: SpreadScenario
    /// In hours, for processes in time.
    var stop: Double?
  }

  /// How a plan unfolds.
  struct Course {
    var spread: SpreadEstimate
    /// Steps, or hours.
    var times: [Double]
    /// People reached by each.
    var reached: [Double]
    /// Of epidemics: susceptible, exposed, infectious, recovered at each.
    var states: [[Double]]?
    /// By node.
    var reachProbability: [Double]
  }

  var isInHours: Bool {
    if case .hawkes = engine { return true }
    return false
  }

  /// What a spread means, with the unit of its times.
  func convention(of spread: SpreadEstimate) -> String { spread.convention + (isInHours ? "; time in hours" : "") }

  func course(of plan: Plan, _ execution: Execution) throws -> Course {
    let scenario = plan.scenario
    switch engine {
    case .steps(let model, let runs):
      let course = try model.course(of: scenario, on: network, simulations: runs, seed: seed, execution: execution)
      return Course(
        spread: course.spread, times: course.reachedByStep.indices.map(Double.init), reached: course.reachedByStep,
        reachProbability: course.reachProbability)
    case .epidemic(let model):
      let course = try model.course(of: scenario, on: network, execution: execution)
      return Course(
        spread: course.spread, times: course.reachedByStep.indices.map(Double.init), reached: course.reachedByStep,
        states: [course.susceptible, course.exposed, course.infectious, course.recovered],
        reachProbability: course.reachProbability)
    case .contagion(let model):
      let (course, spread) = try model.course(of: scenario, on: network, execution: execution)
      let reached = course.reachedByStep.map(Double.init)
      return Course(
        spread: spread, times: reached.indices.map(Double.init), reached: reached,
        reachProbability: course.step.map { $0 == nil ? 0 : 1 })
    case .hawkes(let process, let hours, let runs):
      let course = try process.course(
        of: scenario, until: hours, stop: plan.stop, on: network, simulations: runs, execution: execution)
      return Course(
        spread: course.spread, times: course.times, reached: course.reached, reachProbability: course.reachProbability)
    }
  }

  /// The first plan's spread less the other's, by the same chances.
  func difference(of plan: Plan, and other: Plan, _ execution: Execution) throws -> SpreadDifference {
    switch engine {
    case .steps(let model, let runs):
      return try SpreadComparison(model: model, simulations: runs, seed: seed).difference(
        of: plan.scenario, and: other.scenario, on: network, execution: execution)
    case .epidemic(let model):
      return try model.difference(of: plan.scenario, and: other.scenario, on: network, execution: execution)
    case .contagion(let model):
      return try model.difference(of: plan.scenario, and: other.scenario, on: network, execution: execution)
    case .hawkes(let process, let hours, let runs):
      return try process.difference(
        of: plan.scenario, and: other.scenario, until: hours, stop: other.stop, on: network, simulations: runs,
        execution: execution)
    }
  }
}
