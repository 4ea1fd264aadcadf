import Glibc
import KithFoundation
import KithGraph

/// A Hawkes process as a log suggests it: how often people act by themselves, how much they set each other off, and
/// how soon.
///
///     let found = try HawkesEstimate(of: events, until: 720, influence: .weightedCascade, on: graph.influence)
///     found.process.rate; found.process.decay; found.caused / Double(events.count)
///
/// φ of each edge is one factor times its share in `influence`. By expectation and maximisation: each event is split
/// among its possible causes, then rate, factor and decay are worked out of that, until the likelihood stands still
/// (Veen & Schoenberg 2008, doi 10.1198/016214508000000148). O(nodes + events · out-degree) a round.
public struct HawkesEstimate: Sendable, Equatable {
  public var process: HawkesProcess
  /// φ of an edge over its share in the influence given.
  public var factor: Double
  /// How many of the events others caused, by expectation.
  public var caused: Double
  public var logLikelihood: Double
  public var rounds: Int

  /// Events by time from 0 to `end`; those at the same time do not cause each other.
  ///
  /// Errors: E720 for an end that is no time above 0; E450, E452, E453 for bad shares, people and times; E405 (exit 1)
  /// where no event follows one of somebody who could have caused it.
  public init(
    of events: [HawkesProcess.Event], until end: Double, influence: EdgeProbabilities, on influenceGraph: Graph,
    seed: UInt64 = 1, execution: Execution = .serial
  ) throws {
    let shares = try influence.inward(on: influenceGraph).outward(on: influenceGraph)
    let rows = influenceGraph.out
    let delay = try Self.meanDelay(events, end, influenceGraph, shares)
    let strength = events.reduce(0.0) { sum, event in
      shares[rows.offsets[event.node]..<rows.offsets[event.node + 1]].reduce(sum, +)
    }
    let count = Double(events.count)
    var rate = count / 2 / Double(influenceGraph.nodeCount) / end
    var factor = count / 2 / strength
    var decay = 1 / delay
    var sums = Sums()
    var last = -Double.infinity
    var round = 0
    while round < 500 {
      try execution.checkCancellation()
      execution.report("fitting the process", done: round, of: nil, unit: "rounds")
      sums = Sums(events, end, rows, shares, rate: rate, factor: factor, decay: decay)
      round += 1
      if round > 1 && sums.logLikelihood - last <= 1e-9 * max(1, abs(last)) { break }
      last = sums.logLikelihood
      if !(sums.caused > 0 && sums.delays > 0) { break }
      rate = (count - sums.caused) / Double(influenceGraph.nodeCount) / end
      factor = sums.caused / sums.compensator
      decay = sums.caused / sums.delays
    }
    process = HawkesProcess(
      rate: rate, influence: .perEdge(shares.map { min(1, factor * $0) }), decay: decay, seed: seed)
    self.factor = factor
    caused = sums.caused
    logLikelihood = sums.logLikelihood
    rounds = round
  }

  /// From an event's latest possible cause to the event; checks the events.
  private static func meanDelay(
    _ events: [HawkesProcess.Event], _ end: Double, _ graph: Graph, _ shares: [Double]
  ) throws -> Double {
    if !(end > 0 && end.isFinite) { throw KithError.option("the end", end, choose: "a time above 0") }
    _ = try graph.checked(events.map(\.node))
    var latest = [Double](repeating: -.infinity, count: graph.nodeCount)
    var (sum, number, before, first) = (0.0, 0, 0.0, 0)
    while first < events.count {
      let time = events[first].time
      if !(time >= before && time <= end) {
        throw KithError.values(
          "events", "one at \(time) after one at \(before)", help: "list them by time, from 0 to the end")
      }
      before = time
      var last = first
      while last < events.count && events[last].time == time {
        if latest[events[last].node].isFinite {
          sum += time - latest[events[last].node]
          number += 1
        }
        last += 1
      }
      for event in events[first..<last] {
        for edge in graph.out.offsets[event.node]..<graph.out.offsets[event.node + 1] where shares[edge] > 0 {
          latest[Int(graph.out.neighbors[edge])] = time
        }
      }
      first = last
    }
    if number == 0 {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "no act follows one of somebody who could have caused it: nothing to learn from",
          help: "give a longer log, or the process's parameters"))
    }
    return sum / Double(number)
  }

  /// What one round needs of the log.
  private struct Sums {
    var logLikelihood = 0.0
    var caused = 0.0
    /// Of caused events, each with the chance of each cause.
    var delays = 0.0
    /// Effects expected by the end for a factor of 1.
    var compensator = 0.0

    init() {}

    init(
      _ events: [HawkesProcess.Event], _ end: Double, _ rows: Adjacency, _ shares: [Double], rate: Double,
      factor: Double, decay: Double
    ) {
      // By node, as of the time of its last change: the raised rate, and the same with each cause weighed by its age.
      var raised = [Double](repeating: 0, count: rows.nodeCount)
      var aged = raised
      var changed = raised
      func age(_ node: Int, _ time: Double) {
        let passed = time - changed[node]
        let kept = exp(-decay * passed)
        aged[node] = kept * (aged[node] + passed * raised[node])
        raised[node] *= kept
        changed[node] = time
      }
      logLikelihood = -rate * Double(rows.nodeCount) * end
      var first = 0
      while first < events.count {
        let time = events[first].time
        var last = first
        while last < events.count && events[last].time == time {
          let node = events[last].node
          age(node, time)
          let now = rate + raised[node]
          // All that people do may turn out to be caused: then nothing explains the first of all.
          logLikelihood += log(max(now, 1e-300))
          if now > 0 {
            caused += raised[node] / now
            delays += aged[node] / now
          }
          last += 1
        }
        for event in events[first..<last] {
          for edge in rows.offsets[event.node]..<rows.offsets[event.node + 1] where shares[edge] > 0 {
            let target = Int(rows.neighbors[edge])
            age(target, time)
            raised[target] += factor * shares[edge] * decay
            compensator -= shares[edge] * expm1(-decay * (end - time))
          }
        }
        first = last
      }
      logLikelihood -= factor * compensator
    }
  }
}
