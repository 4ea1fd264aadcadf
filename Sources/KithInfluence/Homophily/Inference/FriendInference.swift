import KithDiffusion
import KithFoundation
import KithGraph

/// Know a person by the friends: what an unknown trait probably is, from what is known of those around.
///
///     let guess = try FriendInference(method: .harmonic).infer(taste, over: graph)
///     guess.groups[7], guess.confidence[7]
///
/// Friends are the undirected view of the graph; a friend counts by the weight between the two. Groups are guessed as
/// the one of the largest share (of equals the first by name's bytes), numbers as a mean. **vote** asks friends of
/// known trait; **harmonic** has the unknown friends speak too, each for the mean of their own, until that holds for
/// everyone: labels known are held fast. Whoever no known trait reaches gets the commonest group, or the mean, with
/// confidence nil. Friends' traits describe a person only as far as friends are alike: `FriendInferenceEvaluation`
/// measures that on people held out.
///
/// Throws E405 (exit 1) where nothing is known, E402 for weights below zero, E720 for options out of range, E401 when
/// harmonic values do not settle, E406 when they take over 4 GB.
/// O(edges) for the vote, O(iterations · edges · groups) else.
/// Zhu, Ghahramani & Lafferty 2003, ICML-2003, 912–919; Macskassy & Provost 2007, JMLR 8, 935–983.
public struct FriendInference: Sendable, Codable, Equatable {
  public enum Method: String, Sendable, Codable, CaseIterable { case vote, harmonic }

  public var method: Method
  public var usesWeights: Bool
  /// The largest change of a share, or of a number in deviations of those known, that ends the iteration; above 0.
  public var tolerance: Double
  /// At least 1.
  public var maxIterations: Int

  public init(
    method: Method = .harmonic, usesWeights: Bool = true, tolerance: Double = 1e-6, maxIterations: Int = 10_000
  ) {
    self.method = method
    self.usesWeights = usesWeights
    self.tolerance = tolerance
    self.maxIterations = maxIterations
  }

  /// What is held of everyone: what is known where it is, else the guess.
  public struct Guess: Sendable, Equatable {
    /// By node; of a nominal trait.
    public let groups: [UInt32]
    /// By node; of a numeric trait.
    public let numbers: [Double]
    /// Share behind the guess of a group, 1 where known or a number was reached; nil where no known trait reaches.
    public let confidence: [Double?]
    /// Of the harmonic method; 0 else.
    public let iterations: Int
  }

  public func infer(_ trait: Trait, over graph: Graph, execution: Execution = .serial) throws -> Guess {
    precondition(trait.count == graph.nodeCount)
    try checkOptions()
    let both = graph.undirected(execution: execution)
    let friends = usesWeights ? both : both.unweighted
    try KnownEdges.checkWeights(friends)
    switch trait.values {
    case .nominal(let column):
      return try groups(column.codes, of: column.names.count, friends, execution)
    case .numeric(let values):
      return try numbers(values, friends, execution)
    }
  }

  private func groups(_ codes: [UInt32], of count: Int, _ friends: Graph, _ execution: Execution) throws -> Guess {
    let isKnown = codes.map { $0 != InteractionLog.none }
    let sizes = codes.reduce(into: [Int](repeating: 0, count: count)) { sizes, code in
      if code != InteractionLog.none { sizes[Int(code)] += 1 }
    }
    let known = sizes.reduce(0, +)
    if known == 0 { throw Self.nothingKnown }
    let field = try field(friends, isKnown, columns: count, execution) { person, group in
      codes[person] == UInt32(group) ? 1 : 0
    }
    let commonest = sizes.indices.max { (sizes[$0], -$0) < (sizes[$1], -$1) } ?? 0
    var (groups, confidence) = (codes, [Double?](repeating: 1, count: codes.count))
    for person in codes.indices where !isKnown[person] {
      guard field.isReached(person) else {
        (groups[person], confidence[person]) = (UInt32(commonest), nil)
        continue
      }
      var best = 0
      // Shares nearer than the iteration settles them are equal: the first group wins.
      for group in 1..<max(1, count) where field.value(person, group) > field.value(person, best) + 2 * tolerance {
        best = group
      }
      (groups[person], confidence[person]) = (UInt32(best), field.value(person, best))
    }
    return Guess(groups: groups, numbers: [], confidence: confidence, iterations: field.iterations)
  }

  private func numbers(_ values: [Double], _ friends: Graph, _ execution: Execution) throws -> Guess {
    let isKnown = values.map(\.isFinite)
    let known = values.filter(\.isFinite)
    if known.isEmpty { throw Self.nothingKnown }
    let mean = known.reduce(0) { $0 + $1 / Double(known.count) }
    let spread = (known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count)).squareRoot()
    // In deviations, so that one tolerance suits every unit.
    let unit = spread > 0 ? spread : 1
    let field = try field(friends, isKnown, columns: 1, execution) { person, _ in (values[person] - mean) / unit }
    var (numbers, confidence) = (values, [Double?](repeating: 1, count: values.count))
    for person in values.indices where !isKnown[person] {
      numbers[person] = field.isReached(person) ? mean + unit * field.value(person, 0) : mean
      if !field.isReached(person) { confidence[person] = nil }
    }
    return Guess(groups: [], numbers: numbers, confidence: confidence, iterations: field.iterations)
  }

  private func field(
    _ friends: Graph, _ isKnown: [Bool], columns: Int, _ execution: Execution, value: (Int, Int) -> Double
  ) throws -> HarmonicField {
    if isKnown.count * columns > 1 << 29 {
      throw KithError(
        .limit,
        Diagnostic(
          "E406", "\(isKnown.count) people and \(columns) groups take more than 4 GB",
          help: "join rare groups into one"))
    }
    var field = HarmonicField(friends.out, isKnown, columns: columns, value: value)
    switch method {
    case .vote: field.vote()
    case .harmonic: try field.settle(tolerance: tolerance, maxIterations: maxIterations, execution)
    }
    return field
  }

  private func checkOptions() throws {
    if !(tolerance > 0 && tolerance < 1) {
      throw KithError(
        .usage, Diagnostic("E720", "the tolerance is \(tolerance)", help: "choose above 0 and below 1; 1e-6 is usual"))
    }
    if maxIterations < 1 {
      throw KithError(
        .usage, Diagnostic("E720", "the number of iterations is \(maxIterations)", help: "choose at least 1"))
    }
  }

  private static let nothingKnown = KithError(
    .answerIsNo,
    Diagnostic("E405", "nobody's trait is known, so friends tell nothing", help: "give the trait of some people"))
}
