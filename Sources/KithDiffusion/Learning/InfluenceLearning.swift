import Glibc
import KithFoundation
import KithGraph
import KithStatistics

/// How likely each person is to influence each other, from what both did before.
///
///     let learned = try InfluenceLearning(.bernoulli).learned(from: actions, on: graph.influence)
///     learned.probabilities[0]; learned.interval(at: 0)
///     let model = DiffusionModel.cascade(.perEdge(learned.probabilities))
///
/// The network has an edge u → v where u can influence v. An action of u reached v when v did the same later; equal
/// times reach nobody, and only each person's first action about an item counts. Every estimate is successes of
/// trials, drawn towards the prior where trials are few.
///
/// O(Σ over edges of the smaller number of actions · log), and for Saito's method as much an iteration. Goyal, Bonchi &
/// Lakshmanan 2010, doi 10.1145/1718487.1718518; Saito, Nakano & Kimura 2008, doi 10.1007/978-3-540-85567-5_9.
public struct InfluenceLearning: Sendable, Codable, Equatable {
  public enum Method: String, Sendable, Codable, CaseIterable {
    /// Actions of u that reached v, of all u did.
    case bernoulli
    /// The same, of all that u or v did.
    case jaccard
    /// As Bernoulli, but everyone who may have reached v with an action has an equal part in it.
    case partialCredit = "partial-credit"
    /// As Jaccard, with equal parts.
    case partialCreditJaccard = "partial-credit-jaccard"
    /// The independent-cascade probabilities most likely to have made the log, by expectation and maximisation: a
    /// success where v followed u, a failure where u acted and v never did.
    case saito
  }

  public enum Timing: Sendable, Codable, Equatable {
    /// Any later action was reached.
    case ever
    /// Only actions at most so many milliseconds later.
    case within(Int64)
    /// Only actions no later than the pair's mean delay.
    case withinMeanDelay
    /// A later action counts e^(−delay / decay), milliseconds; parts are in proportion to it. Not for Saito's method.
    case decayed(Double)
  }

  /// What is believed before the log: a Beta distribution, worth `alpha + beta` trials.
  public struct Prior: Sendable, Codable, Equatable {
    public var alpha: Double
    public var beta: Double
    public init(alpha: Double = 1, beta: Double = 9) {
      self.alpha = alpha
      self.beta = beta
    }
  }

  public var method: Method
  public var timing: Timing
  /// Nil for none: the plain estimates, which are 0 or 1 for many pairs of a short log.
  public var prior: Prior?
  /// Saito's method ends when no probability moves more.
  public var tolerance: Double
  /// At most so many iterations a person.
  public var iterations: Int

  public init(
    _ method: Method = .bernoulli, timing: Timing = .ever, prior: Prior? = Prior(), tolerance: Double = 1e-9,
    iterations: Int = 10_000
  ) {
    self.method = method
    self.timing = timing
    self.prior = prior
    self.tolerance = tolerance
    self.iterations = iterations
  }

  /// Errors: E405 (exit 1) for actions without times; E453 for a network of other people; E720 for options out of
  /// range; E401 where Saito's method does not converge.
  public func learned(
    from actions: ActionLog, on influence: Graph, execution: Execution = .serial
  ) throws -> LearnedInfluence {
    try check()
    let log = try PersonActions(actions, on: influence)
    let rows = influence.in
    let count = rows.neighbors.count
    let successes = Scratch<Double>(repeating: 0, count: count)
    let trials = Scratch<Double>(repeating: 0, count: count)
    let delays = Scratch<Double>(repeating: .nan, count: count)
    let grain = 128
    let failures = Scratch<Int>(repeating: 0, count: influence.nodeCount / grain + 1)
    execution.forEachChunk(of: influence.nodeCount, grain: grain) { chunk, range in
      var person = PersonLearning(self, log, rows)
      for node in range where !execution.isCancelled() {
        if !person.learn(node, successes: successes.base, trials: trials.base, delays: delays.base) {
          failures.base[chunk] += 1
        }
      }
    }
    try execution.checkCancellation()
    let unfinished = (0..<failures.count).reduce(0) { $0 + failures.base[$1] }
    if unfinished > 0 {
      throw KithError(
        .notConverged,
        Diagnostic(
          "E401", "influence on \(unfinished) people did not settle to \(tolerance) in \(iterations) iterations",
          help: "allow more iterations, or a larger tolerance"))
    }
    func ordered(_ values: Scratch<Double>) -> [Double] {
      rows.transposed(Array(UnsafeBufferPointer(start: values.base, count: count)), into: influence.out)
    }
    return LearnedInfluence(
      learning: self, influence: influence, successes: ordered(successes), trials: ordered(trials),
      delays: ordered(delays), actions: (0..<influence.nodeCount).map { log.starts[$0 + 1] - log.starts[$0] })
  }

  private func check() throws {
    switch timing {
    case .within(let window) where window <= 0:
      throw KithError.option("the window", window, choose: "a number of milliseconds above 0")
    case .decayed(let decay) where !(decay > 0 && decay.isFinite):
      throw KithError.option("the decay", decay, choose: "a number of milliseconds above 0")
    case .decayed where method == .saito:
      throw KithError.option("the decay", "given", choose: "another method, or a window: a success is whole here")
    default: break
    }
    if let prior, !(prior.alpha > 0 && prior.beta > 0 && prior.alpha.isFinite && prior.beta.isFinite) {
      throw KithError.option("the prior", "Beta(\(prior.alpha), \(prior.beta))", choose: "two numbers above 0")
    }
    if !(tolerance > 0) { throw KithError.option("the tolerance", tolerance, choose: "a number above 0") }
    if iterations < 1 { throw KithError.option("the iterations", iterations, choose: "1 or more") }
  }

  /// What successes of trials say.
  func estimate(_ successes: Double, of trials: Double) -> Double {
    let (alpha, beta) = (prior?.alpha ?? 0, prior?.beta ?? 0)
    let total = trials + alpha + beta
    return total > 0 ? min(1, (successes + alpha) / total) : 0
  }
}

/// Each person's first actions, by item.
struct PersonActions: Sendable {
  /// Actions of person p are `starts[p]..<starts[p + 1]`, items ascending.
  let starts: [Int]
  let items: [UInt32]
  let times: [Int64]

  init(_ actions: ActionLog, on influence: Graph) throws {
    if actions.people.count != influence.nodeCount {
      throw KithError.values(
        "the network", "it has \(influence.nodeCount) people, the actions \(actions.people.count)",
        help: "use a network of the same people")
    }
    if !actions.hasTimes {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "nothing shows who acted before whom: no action has a time", help: "name the column of times"))
    }
    let firsts = actions.firsts
    var starts = [Int](repeating: 0, count: influence.nodeCount + 1)
    for person in firsts.persons { starts[Int(person) + 1] += 1 }
    for person in 0..<influence.nodeCount { starts[person + 1] += starts[person] }
    var cursor = starts
    var items = [UInt32](repeating: 0, count: firsts.count)
    var times = [Int64](repeating: 0, count: firsts.count)
    for item in 0..<firsts.items.count {
      for row in firsts.actions(of: item) {
        let place = cursor[Int(firsts.persons[row])]
        cursor[Int(firsts.persons[row])] += 1
        items[place] = UInt32(item)
        times[place] = firsts.times[row]
      }
    }
    self.starts = starts
    self.items = items
    self.times = times
  }

  /// Visits items that both did, with the places of both actions: through the shorter list, searching the longer.
  @inline(__always)
  func forEachShared(_ a: Int, _ b: Int, _ visit: (_ a: Int, _ b: Int) -> Void) {
    let (first, second) = (starts[a]..<starts[a + 1], starts[b]..<starts[b + 1])
    let isSwapped = first.count > second.count
    let (short, long) = isSwapped ? (second, first) : (first, second)
    var low = long.lowerBound
    for place in short {
      var high = long.upperBound
      while low < high {
        let middle = (low + high) / 2
        if items[middle] < items[place] { low = middle + 1 } else { high = middle }
      }
      if low == long.upperBound { return }
      if items[low] == items[place] { isSwapped ? visit(low, place) : visit(place, low) }
    }
  }
}
