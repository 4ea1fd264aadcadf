import KithFoundation
import KithGraph

/// What a question about influence can be refused for.
enum InfluenceError {
  /// E405, exit 1: the data cannot answer.
  static func unanswerable(_ question: String, _ why: String, help: String) -> KithError {
    KithError(.answerIsNo, Diagnostic("E405", "\(question) cannot be answered: \(why)", help: help))
  }

  /// E453: a list with one value a person has another length, or a value that it may not have.
  static func values(_ what: String, _ problem: String, help: String) -> KithError {
    KithError(.badData, Diagnostic("E453", "\(what): \(problem)", help: help))
  }

  /// E402: the same refusal as every measure's.
  static func weight(_ value: Double, of method: String) -> KithError {
    KithError(
      .badData,
      Diagnostic(
        "E402", "an edge weight is negative or not finite (\(value))",
        help: "\(method) needs weights of zero or more: a weight is a strength"))
  }

  /// E406: more work or memory than the method can do.
  static func size(_ what: String, help: String) -> KithError {
    KithError(.limit, Diagnostic("E406", what, help: help))
  }

  /// E720: an option outside its range.
  static func option(_ option: String, _ value: some CustomStringConvertible, choose range: String) -> KithError {
    KithError(.usage, Diagnostic("E720", "\(option) is \(value)", help: "choose \(range)"))
  }

  /// Throws E453 unless the network is of the same people.
  static func check(_ times: AdoptionTimes, over attention: Graph) throws {
    if times.periods.count != attention.nodeCount {
      throw values(
        "times of adoption", "\(times.periods.count) values for \(attention.nodeCount) people",
        help: "give one value a person of the network")
    }
  }
}
