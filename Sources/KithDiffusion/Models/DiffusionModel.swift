import KithFoundation
import KithGraph

/// Each newly reached person tries once to reach each contact, with the edge's probability.
///
///     let model = IndependentCascade(.weightedCascade, deadline: 2)
///
/// Steps are discrete: who is reached at step t tries at t + 1, independently of all else; the
/// spreaders are reached at step 0 and count. Runs on the influence graph (`graph.influence` of an
/// attention graph), where an edge u → v says that u influences v. Goldenberg, Libai & Muller 2001,
/// doi 10.1023/A:1011122126881; Kempe, Kleinberg & Tardos 2003, doi 10.1145/956750.956769.
public struct IndependentCascade: Sendable, Codable, Equatable {
  public var probabilities: EdgeProbabilities
  /// The last step that counts; nil for no end.
  public var deadline: Int?

  public init(_ probabilities: EdgeProbabilities = .weightedCascade, deadline: Int? = nil) {
    self.probabilities = probabilities
    self.deadline = deadline
  }
}

/// A person follows once the weights of those already reached come to a threshold of their own.
///
///     let model = LinearThreshold(.weightShare)
///
/// Thresholds are uniform on (0, 1]; the weights into a person sum to 1 at most. Equivalent: each
/// person listens to at most one contact, chosen with the edge's weight as probability. Runs on the
/// influence graph. Granovetter 1978, doi 10.1086/226707; Kempe, Kleinberg & Tardos 2003,
/// doi 10.1145/956750.956769.
public struct LinearThreshold: Sendable, Codable, Equatable {
  public var weights: EdgeProbabilities
  /// The last step that counts; nil for no end.
  public var deadline: Int?

  public init(_ weights: EdgeProbabilities = .weightedCascade, deadline: Int? = nil) {
    self.weights = weights
    self.deadline = deadline
  }
}

/// How something passes from person to person, step by step, on an influence graph.
public enum DiffusionModel: Sendable, Codable, Equatable {
  case independentCascade(IndependentCascade)
  case linearThreshold(LinearThreshold)

  /// Independent cascade with p(u→v) = 1 / in-degree of v.
  public static let weightedCascade = DiffusionModel.independentCascade(IndependentCascade())
  /// Independent cascade with these probabilities.
  public static func cascade(_ probabilities: EdgeProbabilities, deadline: Int? = nil) -> DiffusionModel {
    .independentCascade(IndependentCascade(probabilities, deadline: deadline))
  }
  /// Linear threshold with these weights.
  public static func threshold(_ weights: EdgeProbabilities, deadline: Int? = nil) -> DiffusionModel {
    .linearThreshold(LinearThreshold(weights, deadline: deadline))
  }

  public var deadline: Int? {
    switch self {
    case .independentCascade(let model): model.deadline
    case .linearThreshold(let model): model.deadline
    }
  }

  /// The same with nothing counted after a step, or after its own deadline where that is earlier.
  func ending(by step: Int?) -> DiffusionModel {
    guard let step, step < deadline ?? .max else { return self }
    switch self {
    case .independentCascade(let model): return .cascade(model.probabilities, deadline: step)
    case .linearThreshold(let model): return .threshold(model.weights, deadline: step)
    }
  }

  public var probabilities: EdgeProbabilities {
    switch self {
    case .independentCascade(let model): model.probabilities
    case .linearThreshold(let model): model.weights
    }
  }

  /// What a spread under this model means, for outputs.
  public var convention: String {
    let name = isThreshold ? "linear threshold" : "independent cascade"
    let end = deadline.map { "reached within \($0) \($0 == 1 ? "step" : "steps")" } ?? "no deadline"
    return "\(name) on influence (from the addressed to those who addressed them); \(probabilities.convention); "
      + "\(end); the spreaders count"
  }

  var isThreshold: Bool {
    if case .linearThreshold = self { return true }
    return false
  }

  /// Checked probabilities: E450 outside [0, 1], E451 for threshold weights above 1 in sum, E720 for a bad deadline.
  func inward(on graph: Graph, execution: Execution = .serial) throws -> InwardProbabilities {
    if let deadline, deadline < 0 { throw KithError.option("the deadline", deadline, choose: "0 steps or more") }
    let inward = try probabilities.inward(on: graph, execution: execution)
    if !isThreshold { return inward }
    for node in 0..<graph.nodeCount {
      let row = graph.in.offsets[node]..<graph.in.offsets[node + 1]
      let sum = row.reduce(0.0) { $0 + inward.probability(at: $1, into: node) }
      // Weights are stored as floats: thirds sum to a little more than 1.
      if sum > 1 + 1e-5 { throw DiffusionError.inwardSum(sum, of: node, in: graph) }
    }
    return inward
  }
}
