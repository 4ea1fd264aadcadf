import KithFoundation
import KithGraph

/// The mean spread of many random runs, with its error.
///
///     let spread = try MonteCarloSpread(simulations: 10_000).estimate(
///       of: [12, 40], model: .weightedCascade, on: graph.influence)
///     print(spread.mean, spread.interval)
///
/// Run i has the same live edges whoever starts, with the coins of `SpreadCoin`: two estimates with
/// the same seed differ by their spreaders only, and a cluster computes the same. Time O(edges tried)
/// a run; memory about 4 bytes a node and thread, 8 an edge (12 under the threshold model).
public struct MonteCarloSpread: Sendable, Codable, Equatable {
  public var simulations: Int
  public var seed: UInt64

  public init(simulations: Int = 10_000, seed: UInt64 = 1) {
    self.simulations = simulations
    self.seed = seed
  }

  /// `benefit` has what reaching each person is worth, 1 by default; `blocked` people are never reached.
  ///
  /// Errors: E720 for fewer than 2 simulations; E450, E451, E452, E453 for bad probabilities, people and benefits.
  public func estimate(
    of spreaders: [Int], blocking blocked: [Int] = [], model: DiffusionModel, on influence: Graph,
    benefit: [Double]? = nil, execution: Execution = .serial
  ) throws -> SpreadEstimate {
    try influence.check(benefit: benefit)
    let edges = LiveEdges(model, try model.inward(on: influence), on: influence)
    let runs = try runs(
      of: influence.checked(spreaders), blocking: influence.checked(blocked), edges, benefit: benefit, execution)
    return SpreadEstimate(of: runs.buffer, method: .simulation, convention: model.convention)
  }

  /// What each run reached by the deadline, the model's unless an earlier one is given.
  func runs(
    of spreaders: [Int], blocking blocked: [Int], by deadline: Int? = nil, _ edges: LiveEdges, benefit: [Double]?,
    _ execution: Execution
  ) throws -> Scratch<Double> {
    let deadline = min(deadline ?? .max, edges.model.deadline ?? .max)
    if simulations < 2 { throw KithError.option("the number of simulations", simulations, choose: "2 or more") }
    let nodeCount = edges.graph.nodeCount
    let pool = Pool { LiveEdges.Run(nodeCount: nodeCount) }
    let runs = Scratch<Double>(uninitialized: simulations)
    let seed = seed
    execution.forEachChunk(of: simulations, grain: 16) { _, range in
      if execution.isCancelled() { return }
      execution.report("simulating", done: range.lowerBound, of: runs.count, unit: "runs")
      pool.with { run in
        for simulation in range {
          let key = SpreadCoin.key(seed: seed, simulation: simulation)
          let count = edges.spread(from: spreaders, blocking: blocked, deadline: deadline, key: key, in: run)
          guard let benefit else {
            runs.base[simulation] = Double(count)
            continue
          }
          var sum = 0.0
          for position in 0..<count { sum += benefit[Int(run.reached.base[position])] }
          runs.base[simulation] = sum
        }
      }
    }
    try execution.checkCancellation()
    return runs
  }
}

extension DiffusionModel {
  /// The expected spread: exact where at most 20 uncertain edges lie within reach, else by simulation.
  ///
  ///     let spread = try DiffusionModel.weightedCascade.spread(from: [12, 40], on: graph.influence)
  ///     spread.method   // .enumeration or .simulation
  public func spread(
    from spreaders: [Int], blocking blocked: [Int] = [], on influence: Graph, benefit: [Double]? = nil,
    simulations: Int = 10_000, seed: UInt64 = 1, execution: Execution = .serial
  ) throws -> SpreadEstimate {
    let exact = try ExactSpread().estimate(
      of: spreaders, blocking: blocked, model: self, on: influence, benefit: benefit, execution: execution)
    if let exact { return exact }
    return try MonteCarloSpread(simulations: simulations, seed: seed).estimate(
      of: spreaders, blocking: blocked, model: self, on: influence, benefit: benefit, execution: execution)
  }
}

extension Scratch {
  var buffer: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }
}
