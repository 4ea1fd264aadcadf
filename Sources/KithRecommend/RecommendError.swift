import KithFoundation

/// What can go wrong with recommendations.
enum RecommendError {
  static func values(_ what: String, _ text: String, help: String) -> KithError {
    KithError(.badData, Diagnostic("E460", "\(what): \(text)", help: help))
  }

  static let unsolvable = KithError(
    .badData,
    Diagnostic("E461", "the numbers grew too large to solve for", help: "choose a larger regularisation"))
}
