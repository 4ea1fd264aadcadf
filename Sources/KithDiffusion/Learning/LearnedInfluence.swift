import KithGraph
import KithStatistics

/// How likely each edge of an influence graph carries something, as learned, with how sure that is.
///
/// All arrays are by entry of the influence graph's `out` rows, as `EdgeProbabilities.perEdge` takes them.
public struct LearnedInfluence: Sendable {
  public let learning: InfluenceLearning
  public let influence: Graph
  /// Whole numbers, or parts and expectations.
  public let successes: [Double]
  public let trials: [Double]
  /// Mean milliseconds from the action to the one it reached; NaN for pairs where none was reached.
  private let delays: [Double]
  /// Items each person did something about.
  public let actions: [Int]

  init(
    learning: InfluenceLearning, influence: Graph, successes: [Double], trials: [Double], delays: [Double],
    actions: [Int]
  ) {
    self.learning = learning
    self.influence = influence
    self.successes = successes
    self.trials = trials
    self.delays = delays
    self.actions = actions
  }

  /// p(u→v), drawn towards the prior if there is one. O(edges).
  public var probabilities: [Double] {
    zip(successes, trials).map { learning.estimate($0, of: $1) }
  }

  /// Successes of trials without the prior; nil where nothing was tried.
  public func plain(at entry: Int) -> Double? {
    trials[entry] > 0 ? min(1, successes[entry] / trials[entry]) : nil
  }

  /// Holds the probability with 95 %: the middle of its Beta distribution after the log; before it Jeffreys' Beta(½, ½)
  /// where no prior was given. O(1), some thousand operations.
  public func interval(at entry: Int, level: Double = 0.95) -> ClosedRange<Double> {
    let prior = learning.prior ?? InfluenceLearning.Prior(alpha: 0.5, beta: 0.5)
    let failures = max(0, trials[entry] - successes[entry])
    return BetaDistribution(prior.alpha + successes[entry], prior.beta + failures).interval(level)
  }

  /// Mean milliseconds from an action of u to the one of v it reached, of any length; nil where it reached none.
  public func meanDelay(at entry: Int) -> Double? { delays[entry].isNaN ? nil : delays[entry] }

  /// The entry of u → v; nil where u cannot influence v. O(log degree).
  public func entry(from source: Int, to target: Int) -> Int? {
    influence.out.entry(of: UInt32(target), in: influence.out.offsets[source]..<influence.out.offsets[source + 1])
  }
}
