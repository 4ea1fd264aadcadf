import KithFoundation
import KithGraph

/// What a request about spreading can be refused for.
enum DiffusionError {
  /// E450: a probability outside [0, 1].
  static func probability(_ value: Double, from source: Int, to target: Int, in graph: Graph) -> KithError {
    KithError(
      .badData,
      Diagnostic(
        "E450", "the probability that \(graph.id(of: source)) influences \(graph.id(of: target)) is \(value)",
        help: "a probability lies between 0 and 1; weights that count something become probabilities by "
          + "the weighted cascade or by their share"))
  }

  /// E451: a person's inward weights exceed 1.
  static func inwardSum(_ sum: Double, of node: Int, in graph: Graph) -> KithError {
    KithError(
      .badData,
      Diagnostic(
        "E451", "the weights of all who influence \(graph.id(of: node)) sum to \(sum)",
        help: "in the linear threshold model they sum to 1 at most; their share of the sum always does"))
  }

  /// E452: a list names someone the network does not hold.
  static func unknown(_ node: Int, in graph: Graph) -> KithError {
    KithError(
      .badData,
      Diagnostic(
        "E452", "person number \(node) is not in the network of \(graph.nodeCount) people",
        help: "list only people of the network"))
  }

  /// E454: nobody may be chosen; exit code 1.
  static func noCandidate(_ why: String, help: String) -> KithError {
    KithError(.answerIsNo, Diagnostic("E454", "nobody can be chosen: \(why)", help: help))
  }

  /// E405: the data cannot answer; exit code 1.
  static func unanswerable(_ why: String, help: String) -> KithError {
    KithError(.answerIsNo, Diagnostic("E405", why, help: help))
  }

}

extension Graph {
  /// Ascending and each once; throws E452 for a number that is no node.
  func checked(_ nodes: [Int]) throws -> [Int] {
    if let stranger = nodes.first(where: { $0 < 0 || $0 >= nodeCount }) {
      throw DiffusionError.unknown(stranger, in: self)
    }
    return Set(nodes).sorted()
  }

  /// Throws E453 unless there is one finite value of zero or more a node, and one above zero.
  func check(benefit: [Double]?) throws {
    guard let benefit else { return }
    if benefit.count != nodeCount {
      throw KithError.values(
        "benefits", "\(benefit.count) values for \(nodeCount) people", help: "give one value a person")
    }
    if let node = benefit.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw KithError.values(
        "benefits", "the benefit of \(id(of: node)) is \(benefit[node])", help: "a benefit is zero or more")
    }
    if !benefit.isEmpty && !benefit.contains(where: { $0 > 0 }) {
      throw KithError.values("benefits", "all are zero", help: "give someone a benefit above zero")
    }
  }
}
