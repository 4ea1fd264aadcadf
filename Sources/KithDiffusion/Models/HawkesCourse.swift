import Glibc
import KithFoundation
import KithGraph

/// How far the acts of given people carry under a Hawkes process.
///
///     let process = HawkesProcess(rate: 0, influence: .constant(0.05), decay: 0.5)
///     let course = try process.course(of: SpreadScenario(spreaders: [12]), until: 48, on: graph.influence)
///     course.spread.mean; course.reached.last
public struct HawkesCourse: Sendable, Codable, Equatable {
  /// People who act by the end, those who start included.
  public var spread: SpreadEstimate
  /// Acts by the end, on average; somebody may act more than once.
  public var acts: Double
  /// Points of time at equal distances from 0 to the end.
  public var times: [Double]
  /// People who have acted by each of them, on average.
  public var reached: [Double]
  /// By node: the chance to act by the end.
  public var reachProbability: [Double]
}

extension HawkesProcess {
  /// What the numbers mean, for outputs.
  public var convention: String {
    "Hawkes process on influence (from the addressed to those who addressed them): one act causes φ of each contact on "
      + "average, \(influence.convention), after 1/\(decay) units of time on average; acts of people's own are left "
      + "out; those who start count"
  }

  /// Many random cascades, each from one act of every spreader at time 0; what people do of their own accord, `rate`,
  /// plays no part.
  ///
  /// Nothing happens after `stop`, if given. The randomness of an act is a function of seed, run and the acts that led
  /// to it: plans that share spreaders share their cascades. A deadline of the plan, which counts steps, is not used.
  /// Errors: E720 for options out of range; E450, E452 for bad φ and people; E406 where a run has more than `limit`
  /// acts. Time O(acts · out-degree); memory 24 bytes a node and thread.
  public func course(
    of plan: SpreadScenario, until end: Double, stop: Double? = nil, on influenceGraph: Graph, points: Int = 24,
    simulations: Int = 1000, limit: Int = 1_000_000, execution: Execution = .serial
  ) throws -> HawkesCourse {
    try simulate(plan, end, stop, influenceGraph, points, simulations, limit, execution).course
  }

  /// How much further one plan reaches by `end` than another, in people who act; nothing happens after `stop` in the
  /// other, if given.
  ///
  /// Errors: as `course`.
  public func difference(
    of first: SpreadScenario, and second: SpreadScenario, until end: Double, stop: Double? = nil,
    on influenceGraph: Graph, simulations: Int = 1000, limit: Int = 1_000_000, execution: Execution = .serial
  ) throws -> SpreadDifference {
    let one = try simulate(first, end, nil, influenceGraph, 1, simulations, limit, execution)
    let other = try simulate(second, end, stop, influenceGraph, 1, simulations, limit, execution)
    return SpreadDifference(
      paired: one.sizes, other.sizes, [one.course.spread.convention, other.course.spread.convention])
  }

  private func simulate(
    _ plan: SpreadScenario, _ end: Double, _ stop: Double?, _ graph: Graph, _ points: Int, _ simulations: Int,
    _ limit: Int, _ execution: Execution
  ) throws -> (course: HawkesCourse, sizes: Scratch<Double>) {
    try check(end: end)
    if let stop, !(stop >= 0) { throw KithError.option("the stop", stop, choose: "a time of 0 or more") }
    if simulations < 2 { throw KithError.option("the number of simulations", simulations, choose: "2 or more") }
    if points < 1 { throw KithError.option("the number of points", points, choose: "1 or more") }
    let plan = try plan.checked(on: graph)
    let chances = try influence.inward(on: graph).outward(on: graph)
    let sizes = Scratch<Double>(uninitialized: simulations)
    let pool = Pool { HawkesRun(nodeCount: graph.nodeCount, points: points) }
    let process = self
    execution.forEachChunk(of: simulations, grain: 8) { _, range in
      if execution.isCancelled() { return }
      execution.report("simulating", done: range.lowerBound, of: sizes.count, unit: "runs")
      pool.with { run in
        for simulation in range where run.isOver.base[0] == 0 {
          let key = SpreadCoin.key(seed: process.seed, simulation: simulation)
          sizes.base[simulation] = Double(run.go(process, plan, chances, graph.out, end, stop ?? end, key, limit))
        }
      }
    }
    try execution.checkCancellation()
    let workers = pool.items
    if workers.contains(where: { $0.isOver.base[0] != 0 }) { throw tooMany(limit) }
    // Integers: the sums do not depend on which worker made which run.
    func mean(_ counts: KeyPath<HawkesRun, Scratch<Int>>, _ index: Int) -> Double {
      Double(workers.reduce(0) { $0 + $1[keyPath: counts].base[index] }) / Double(simulations)
    }
    let reached = (0...points).reduce(into: [Double]()) { $0.append(($0.last ?? 0) + mean(\.newAt, $1)) }
    let until = stop.map { min($0, end) } ?? end
    let course = HawkesCourse(
      spread: SpreadEstimate(
        of: sizes.buffer, method: .simulation, convention: convention + "; acts within \(until) units of time"),
      acts: mean(\.acts, 0), times: (0...points).map { end * Double($0) / Double(points) }, reached: reached,
      reachProbability: (0..<graph.nodeCount).map { mean(\.reached, $0) })
    return (course, sizes)
  }
}

/// A worker's memory and the sums of its runs.
private final class HawkesRun: Sendable {
  /// By node: runs in which it acts.
  let reached: Scratch<Int>
  /// By interval of time: people who act for the first time in it.
  let newAt: Scratch<Int>
  let acts = Scratch(repeating: 0, count: 1)
  /// 1 once a run has had too many acts.
  let isOver = Scratch(repeating: 0, count: 1)
  /// By node: when it acts first; infinite between runs.
  private let first: Scratch<Double>
  private let touched: Scratch<UInt32>
  private let isBlocked: Scratch<UInt64>
  private let points: Int

  init(nodeCount: Int, points: Int) {
    self.points = points
    reached = Scratch(repeating: 0, count: nodeCount)
    newAt = Scratch(repeating: 0, count: points + 1)
    first = Scratch(repeating: .infinity, count: nodeCount)
    touched = Scratch(uninitialized: nodeCount)
    isBlocked = Scratch(repeating: 0, count: (nodeCount + 63) / 64)
  }

  private struct Act {
    var time: Double
    var node: Int
    var key: UInt64
  }

  /// Returns how many people act.
  func go(
    _ process: HawkesProcess, _ plan: SpreadScenario, _ chances: [Double], _ rows: Adjacency, _ end: Double,
    _ stop: Double, _ key: UInt64, _ limit: Int
  ) -> Int {
    for node in plan.blocked { isBlocked.insert(node) }
    var stack: [Act] = []
    for node in plan.spreaders where !isBlocked.contains(node) {
      stack.append(Act(time: 0, node: node, key: SpreadCoin.chain(key, UInt64(node))))
    }
    let last = min(end, stop)
    var (count, number) = (0, 0)
    while let act = stack.popLast() {
      number += 1
      if number > limit {
        isOver.base[0] = 1
        break
      }
      if first.base[act.node] == .infinity {
        touched.base[count] = UInt32(truncatingIfNeeded: act.node)
        count += 1
      }
      first.base[act.node] = min(first.base[act.node], act.time)
      var random = RandomStream(seed: process.seed, purpose: "hawkes, spreading", index: act.key)
      for edge in rows.offsets[act.node]..<rows.offsets[act.node + 1] where chances[edge] > 0 {
        let target = Int(rows.neighbors[edge])
        // A Poisson number of effects: arrivals of rate φ within one unit.
        var place = HawkesProcess.wait(chances[edge], &random)
        var ordinal: UInt64 = 0
        while place < 1 {
          let time = act.time + HawkesProcess.wait(process.decay, &random)
          if time <= last && !isBlocked.contains(target) {
            let key = SpreadCoin.chain(SpreadCoin.chain(act.key, UInt64(target)), ordinal)
            stack.append(Act(time: time, node: target, key: key))
          }
          place += HawkesProcess.wait(chances[edge], &random)
          ordinal += 1
        }
      }
    }
    acts.base[0] += number
    for position in 0..<count {
      let node = Int(touched.base[position])
      let interval = (first.base[node] / end * Double(points)).rounded(.up)
      newAt.base[min(points, Int(interval))] += 1
      reached.base[node] += 1
      first.base[node] = .infinity
    }
    for node in plan.blocked { isBlocked.base[node &>> 6] = 0 }
    return count
  }
}
