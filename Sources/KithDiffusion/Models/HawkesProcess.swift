import Glibc
import KithFoundation
import KithGraph

/// Events that set each other off: everyone acts now and then by themselves, and each act raises the rate of those it
/// influences for a while.
///
///     let process = HawkesProcess(rate: 0.01, influence: .constant(0.2), decay: 1.5)
///     let log = try process.events(until: 100, on: graph.influence)
///     try process.branchingFactor(on: graph.influence)   // below 1: every cascade ends
///
/// Person v acts at rate λ_v(t) = μ + Σ φ(u→v) ω e^(−ω(t − s)) over earlier events (u, s): each event of u causes φ(u→v)
/// further ones of v on average, after 1/ω on average. Hawkes 1971, doi 10.1093/biomet/58.1.83.
public struct HawkesProcess: Sendable, Codable, Equatable {
  /// μ: how often a person acts by themselves, a unit of time.
  public var rate: Double
  /// φ: the mean number of events of v that one event of u causes directly.
  public var influence: EdgeProbabilities
  /// ω, above 0.
  public var decay: Double
  public var seed: UInt64

  public init(rate: Double, influence: EdgeProbabilities, decay: Double, seed: UInt64 = 1) {
    self.rate = rate
    self.influence = influence
    self.decay = decay
    self.seed = seed
  }

  /// An act of a person.
  public struct Event: Sendable, Codable, Equatable {
    public var time: Double
    public var node: Int
    /// The place in the list of the event that caused it; nil for one of a person's own.
    public var cause: Int?

    public init(time: Double, node: Int, cause: Int? = nil) {
      self.time = time
      self.node = node
      self.cause = cause
    }
  }

  /// A random log from time 0, by time; `limit` events end it with E406.
  ///
  /// Errors: E720 for options out of range, E450 for bad φ. Time O(events · out-degree).
  public func events(until end: Double, on influenceGraph: Graph, limit: Int = 10_000_000) throws -> [Event] {
    try check(end: end)
    let chances = try influence.inward(on: influenceGraph).outward(on: influenceGraph)
    var events: [Event] = []
    for node in 0..<influenceGraph.nodeCount where rate > 0 {
      var random = RandomStream(seed: seed, purpose: "hawkes, own", index: UInt64(node))
      var time = Self.wait(rate, &random)
      while time < end {
        events.append(Event(time: time, node: node))
        if events.count > limit { throw tooMany(limit) }
        time += Self.wait(rate, &random)
      }
    }
    var head = 0
    while head < events.count {
      let event = events[head]
      var random = RandomStream(seed: seed, purpose: "hawkes, caused", index: UInt64(head))
      for edge in influenceGraph.out.offsets[event.node]..<influenceGraph.out.offsets[event.node + 1]
      where chances[edge] > 0 {
        // A Poisson number of effects: arrivals of rate φ within one unit.
        var place = Self.wait(chances[edge], &random)
        while place < 1 {
          let time = event.time + Self.wait(decay, &random)
          let target = Int(influenceGraph.out.neighbors[edge])
          if time < end { events.append(Event(time: time, node: target, cause: head)) }
          place += Self.wait(chances[edge], &random)
        }
        if events.count > limit { throw tooMany(limit) }
      }
      head += 1
    }
    let order = events.indices.sorted { (events[$0].time, $0) < (events[$1].time, $1) }
    var place = [Int](repeating: 0, count: events.count)
    for (new, old) in order.enumerated() { place[old] = new }
    return order.map { old in
      var event = events[old]
      event.cause = event.cause.map { place[$0] }
      return event
    }
  }

  /// How well the process explains a log of `events` from time 0 to `end`, and which of them it takes for people's own.
  ///
  /// Events at the same time do not cause each other. Errors: E720, E450, E452 as above; E453 for times that do not
  /// ascend within 0 and `end`. Time O(nodes + events · out-degree).
  public func fit(of events: [Event], until end: Double, on influenceGraph: Graph) throws -> HawkesFit {
    try check(end: end)
    let chances = try influence.inward(on: influenceGraph).outward(on: influenceGraph)
    _ = try influenceGraph.checked(events.map(\.node))
    var before = 0.0
    for event in events {
      if !(event.time >= before && event.time <= end) {
        throw KithError.values(
          "events", "one at \(event.time) after one at \(before)", help: "list them by time, from 0 to the end")
      }
      before = event.time
    }
    // The raised rate of each node as of the time of its last change.
    var raised = [Double](repeating: 0, count: influenceGraph.nodeCount)
    var changed = raised
    var own: [Double] = []
    var logLikelihood = -rate * Double(influenceGraph.nodeCount) * end
    var first = 0
    while first < events.count {
      let time = events[first].time
      var last = first
      while last < events.count && events[last].time == time {
        let node = events[last].node
        let rateNow = rate + raised[node] * exp(-decay * (time - changed[node]))
        logLikelihood += log(rateNow)
        own.append(rateNow > 0 ? rate / rateNow : 1)
        last += 1
      }
      for event in events[first..<last] {
        for edge in influenceGraph.out.offsets[event.node]..<influenceGraph.out.offsets[event.node + 1] {
          let target = Int(influenceGraph.out.neighbors[edge])
          raised[target] = raised[target] * exp(-decay * (time - changed[target])) + chances[edge] * decay
          changed[target] = time
          logLikelihood += chances[edge] * expm1(-decay * (end - time))
        }
      }
      first = last
    }
    return HawkesFit(logLikelihood: logLikelihood, own: own)
  }

  /// The largest eigenvalue of φ, by power iteration: the mean number of events that one causes directly, once a cascade
  /// has run for long. Below 1 every cascade ends.
  ///
  /// Errors: E450 for bad φ; E401 without convergence.
  public func branchingFactor(on influenceGraph: Graph, execution: Execution = .serial) throws -> Double {
    let n = influenceGraph.nodeCount
    let chances = try influence.inward(on: influenceGraph).outward(on: influenceGraph)
    if n == 0 || !chances.contains(where: { $0 > 0 }) { return 0 }
    var vector = [Double](repeating: 1, count: n)
    var factor = 0.0
    // One more than φ, so that cycles of equal length do not take turns.
    for _ in 0..<100_000 {
      try execution.checkCancellation()
      var next = vector
      for node in 0..<n {
        for edge in influenceGraph.out.offsets[node]..<influenceGraph.out.offsets[node + 1] {
          next[node] += chances[edge] * vector[Int(influenceGraph.out.neighbors[edge])]
        }
      }
      let largest = next.max() ?? 1
      for node in 0..<n { next[node] /= largest }
      let change = abs(largest - 1 - factor)
      (vector, factor) = (next, largest - 1)
      if change <= 1e-12 * max(1, factor) { return max(0, factor) }
    }
    throw KithError(
      .notConverged,
      Diagnostic(
        "E401", "the branching factor did not converge in 100000 iterations",
        help: "most often a network without cycles: its cascades end, the factor is 0"))
  }

  static func wait(_ rate: Double, _ random: inout RandomStream) -> Double { -log1p(-random.unit()) / rate }

  func check(end: Double) throws {
    if !(rate >= 0 && rate.isFinite) { throw KithError.option("the rate", rate, choose: "0 or more") }
    if !(decay > 0 && decay.isFinite) { throw KithError.option("the decay", decay, choose: "a number above 0") }
    if !(end > 0 && end.isFinite) { throw KithError.option("the end", end, choose: "a time above 0") }
  }

  func tooMany(_ limit: Int) -> KithError {
    KithError.size(
      "more than \(limit) events", help: "shorten the time, or lower the influence: a branching factor of 1 explodes")
  }
}

/// A log in the light of a Hawkes process.
public struct HawkesFit: Sendable, Codable, Equatable {
  public var logLikelihood: Double
  /// By event: the probability that nobody caused it.
  public var own: [Double]
}
