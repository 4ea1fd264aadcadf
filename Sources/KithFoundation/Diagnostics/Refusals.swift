/// What requests are refused for everywhere in the same words.
extension KithError {
  /// E720: an option outside its range.
  package static func option(_ option: String, _ value: some CustomStringConvertible, choose range: String) -> KithError
  {
    KithError(.usage, Diagnostic("E720", "\(option) is \(value)", help: "choose \(range)"))
  }

  /// E453: a list with one value a person has another length, or a value that it may not have.
  package static func values(_ what: String, _ problem: String, help: String) -> KithError {
    KithError(.badData, Diagnostic("E453", "\(what): \(problem)", help: help))
  }

  /// E402: a strength that is none.
  package static func weight(_ value: Double, of method: String) -> KithError {
    KithError(
      .badData,
      Diagnostic(
        "E402", "an edge weight is negative or not finite (\(value))",
        help: "\(method) needs weights of zero or more: a weight is a strength"))
  }

  /// E406: more work or memory than the method can do.
  package static func size(_ what: String, help: String) -> KithError {
    KithError(.limit, Diagnostic("E406", what, help: help))
  }
}
