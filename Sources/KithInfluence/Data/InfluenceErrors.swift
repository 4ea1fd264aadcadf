import KithFoundation
import KithGraph

/// What a question about influence can be refused for.
enum InfluenceError {
  /// E405, exit 1: the data cannot answer.
  static func unanswerable(_ question: String, _ why: String, help: String) -> KithError {
    KithError(.answerIsNo, Diagnostic("E405", "\(question) cannot be answered: \(why)", help: help))
  }

  /// Throws E453 unless the network is of the same people.
  static func check(_ times: AdoptionTimes, over attention: Graph) throws {
    if times.periods.count != attention.nodeCount {
      throw KithError.values(
        "times of adoption", "\(times.periods.count) values for \(attention.nodeCount) people",
        help: "give one value a person of the network")
    }
  }
}
