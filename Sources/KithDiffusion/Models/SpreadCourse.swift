import KithFoundation
import KithGraph

/// How a spread unfolds: how many are reached by each step, and how likely each person is.
///
///     let plan = SpreadScenario(spreaders: [12, 40])
///     let course = try DiffusionModel.weightedCascade.course(of: plan, on: graph.influence)
///     course.reachedByStep[2]; course.reachProbability[7]
public struct SpreadCourse: Sendable, Codable, Equatable {
  public var spread: SpreadEstimate
  /// Expected number of people reached by each step, spreaders at step 0, up to the last step in which anyone was.
  public var reachedByStep: [Double]
  /// By node; 1 for spreaders.
  public var reachProbability: [Double]

  init(spread: SpreadEstimate, newByStep: [Double], reachProbability: [Double]) {
    self.spread = spread
    var sum = 0.0
    reachedByStep = newByStep.map { new in
      sum += new
      return sum
    }
    while reachedByStep.count > 1, newByStep[reachedByStep.count - 1] == 0 { reachedByStep.removeLast() }
    self.reachProbability = reachProbability
  }
}

extension DiffusionModel {
  /// The course of a spread: exact where at most 20 uncertain edges lie within reach, else by simulation, with the
  /// same runs as `MonteCarloSpread`.
  ///
  /// Errors: as `MonteCarloSpread.estimate`. Time O(edges tried) a run; memory 16 bytes a node and thread more.
  public func course(
    of plan: SpreadScenario, on influence: Graph, simulations: Int = 10_000, seed: UInt64 = 1,
    execution: Execution = .serial
  ) throws -> SpreadCourse {
    if simulations < 2 { throw KithError.option("the number of simulations", simulations, choose: "2 or more") }
    let model = ending(by: plan.deadline)
    let plan = try plan.checked(on: influence)
    let inward = try model.inward(on: influence)
    let exact = try ExactSpread().course(
      of: plan.spreaders, blocking: plan.blocked, model, inward, influence, nil, execution)
    if let exact { return exact }
    let edges = LiveEdges(model, inward, on: influence)
    let sizes = Scratch<Double>(uninitialized: simulations)
    let pool = Pool { CourseRun(nodeCount: influence.nodeCount) }
    influence.out.withPointers { rows in
      execution.forEachChunk(of: simulations, grain: 16) { _, range in
        if execution.isCancelled() { return }
        execution.report("simulating", done: range.lowerBound, of: sizes.count, unit: "runs")
        pool.with { run in
          for simulation in range {
            let key = SpreadCoin.key(seed: seed, simulation: simulation)
            sizes.base[simulation] = Double(run.go(plan, edges, rows, key))
          }
        }
      }
    }
    try execution.checkCancellation()
    // Integers: the sums do not depend on which worker made which run.
    let workers = pool.items
    func mean(_ counts: KeyPath<CourseRun, Scratch<UInt64>>, _ index: Int) -> Double {
      Double(workers.reduce(0) { $0 + $1[keyPath: counts].base[index] }) / Double(simulations)
    }
    return SpreadCourse(
      spread: SpreadEstimate(of: sizes.buffer, method: .simulation, convention: model.convention),
      newByStep: (0...influence.nodeCount).map { mean(\.newByStep, $0) },
      reachProbability: (0..<influence.nodeCount).map { mean(\.reached, $0) })
  }
}

/// A worker's memory and the sums of its runs.
private final class CourseRun: Sendable {
  /// By node: runs that reached it.
  let reached: Scratch<UInt64>
  /// By step: people reached in it, over all runs. No run has more steps than people.
  let newByStep: Scratch<UInt64>
  private let queue: Scratch<UInt32>
  private let isReached: Scratch<UInt64>

  init(nodeCount: Int) {
    reached = Scratch(repeating: 0, count: nodeCount)
    newByStep = Scratch(repeating: 0, count: nodeCount + 1)
    queue = Scratch(uninitialized: nodeCount)
    isReached = Scratch(repeating: 0, count: (nodeCount + 63) / 64)
  }

  /// Returns how many were reached.
  func go(_ plan: SpreadScenario, _ edges: LiveEdges, _ rows: Adjacency.Pointers, _ key: UInt64) -> Int {
    for node in plan.blocked { isReached.insert(node) }
    var count = 0
    for node in plan.spreaders where isReached.insert(node) {
      queue.base[count] = UInt32(truncatingIfNeeded: node)
      count += 1
    }
    newByStep.base[0] += UInt64(count)
    var (head, step, stepEnd) = (0, 0, count)
    let deadline = edges.model.deadline ?? .max
    while head < stepEnd && step < deadline {
      step += 1
      while head < stepEnd {
        edges.forEachLiveEdge(from: Int(queue.base[head]), rows, key, isThreshold: edges.model.isThreshold) { target in
          if KithDiffusion.insert(target, into: isReached.base) {
            queue.base[count] = target
            count += 1
          }
        }
        head += 1
      }
      newByStep.base[step] += UInt64(count - stepEnd)
      stepEnd = count
    }
    for position in 0..<count {
      let node = Int(queue.base[position])
      reached.base[node] += 1
      isReached.base[node &>> 6] = 0
    }
    for node in plan.blocked { isReached.base[node &>> 6] = 0 }
    return count
  }
}
