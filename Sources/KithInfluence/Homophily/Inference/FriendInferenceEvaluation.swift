import KithDiffusion
import KithFoundation
import KithGraph
import KithStatistics

/// How well friends tell a trait: people held out in turn and guessed from the rest, beside guesses without friends
/// and with strangers for friends.
///
///     let proof = try FriendInferenceEvaluation(folds: 10).evaluate(taste, over: graph)
///     proof.friends, proof.baseline, proof.strangers
///
/// People of known trait are dealt into folds at random; each fold is guessed with the others known. Of groups the
/// score is the share guessed right, and the baseline always says the commonest group. Of numbers it is R² against the
/// mean of the known, whose own score is 0 but for sampling; the mean absolute error is given too. The same folds are
/// guessed over graphs rewired with degrees kept: what is left there comes from popularity and group sizes, not from
/// who the friends are. Intervals hold 95 %: Wilson's for shares, Student's t over people's
/// misses for R² and for the paired gain on the baseline, the middle of the draws for rewired graphs.
///
/// Throws what `FriendInference` throws, E405 with fewer known people than folds, E720 below two folds.
/// O(folds · (1 + rewirings)) inferences. Stone 1974, doi 10.1111/j.2517-6161.1974.tb00994.x; Wilson 1927,
/// doi 10.1080/01621459.1927.10502953.
public struct FriendInferenceEvaluation: Sendable, Codable, Equatable {
  public var inference: FriendInference
  /// At least 2.
  public var folds: Int
  /// Graphs of strangers; 0 for none.
  public var rewirings: Int
  public var seed: UInt64

  public init(inference: FriendInference = FriendInference(), folds: Int = 10, rewirings: Int = 20, seed: UInt64 = 1) {
    self.inference = inference
    self.folds = folds
    self.rewirings = rewirings
    self.seed = seed
  }

  /// A score with what 95 % of chance leaves it within.
  public struct Score: Sendable, Codable, Equatable {
    public let value: Double
    public let interval: ClosedRange<Double>?
  }

  public struct Result: Sendable, Codable, Equatable {
    public let kind: TraitHomophily.Kind
    /// People held out, each once.
    public let people: Int
    /// Of them those whom no known trait reached: guessed as the baseline guesses.
    public let unreached: Int
    /// Guesses from friends.
    public let friends: Score
    /// Guesses without any.
    public let baseline: Score
    /// Friends less baseline, person by person.
    public let gain: Score
    /// Guesses from strangers: the mean over rewired graphs; nil without any.
    public let strangers: Score?
    /// Of numbers: mean absolute error of friends' guesses and of the baseline's.
    public let absoluteError: Double?
    public let baselineAbsoluteError: Double?
  }

  public func evaluate(_ trait: Trait, over graph: Graph, execution: Execution = .serial) throws -> Result {
    precondition(trait.count == graph.nodeCount)
    let friends = graph.undirected(execution: execution)
    let parts = try assignment(trait)
    let held = try HeldOut(trait, over: friends, parts: parts, folds: folds, inference, execution)
    if held.spread == 0 {
      throw KithError(
        .answerIsNo, Diagnostic("E405", "everyone's \(trait.name) is the same: there is nothing to guess"))
    }
    return Result(
      kind: held.kind, people: held.guesses.count, unreached: held.unreached, friends: held.score(\.error),
      baseline: held.score(\.baselineError), gain: held.gain,
      strangers: try strangers(trait, friends, parts, execution),
      absoluteError: held.kind == .numeric ? held.mean(\.error) : nil,
      baselineAbsoluteError: held.kind == .numeric ? held.mean(\.baselineError) : nil)
  }

  /// The fold of each person of known trait.
  private func assignment(_ trait: Trait) throws -> [Int?] {
    if folds < 2 || rewirings < 0 {
      throw KithError(
        .usage,
        Diagnostic(
          "E720", folds < 2 ? "the number of folds is \(folds)" : "the number of rewired graphs is \(rewirings)",
          help: "choose 2 folds or more, and 0 rewired graphs or more"))
    }
    var known = (0..<trait.count).filter { trait.isUsable($0) }
    if known.count < folds {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "\(trait.name) is known of \(known.count) people, too few to hold out \(folds) parts in turn",
          help: "choose fewer folds"))
    }
    var random = RandomStream(seed: seed, purpose: "held out")
    known.shuffle(using: &random)
    var parts = [Int?](repeating: nil, count: trait.count)
    for (place, person) in known.enumerated() { parts[person] = place % folds }
    return parts
  }

  private func strangers(_ trait: Trait, _ friends: Graph, _ parts: [Int?], _ execution: Execution) throws -> Score? {
    let rewiring = DegreePreservingRewiring(draws: max(1, rewirings), seed: seed)
    var scores: [Double] = []
    guard let tries = try rewiring.tries(on: friends) else { return nil }
    for index in 0..<rewirings {
      let rewired = rewiring.graph(index, of: friends, tries: tries)
      let held = try HeldOut(trait, over: rewired, parts: parts, folds: folds, inference, execution)
      scores.append(held.score(\.error).value)
      execution.report("strangers for friends", done: index + 1, of: rewirings, unit: "graphs")
    }
    if scores.isEmpty { return nil }
    let null = NullComparison(observed: 0, draws: scores)
    return Score(value: null.mean ?? 0, interval: null.band)
  }
}
