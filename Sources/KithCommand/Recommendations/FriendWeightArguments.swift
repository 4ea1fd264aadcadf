import ArgumentParser
import KithRecommend

/// How much friends count beside a recommender's own scores.
struct FriendWeightArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How much friends count beside the base: z(base) + λ z(friends); 0 leaves the base alone. (default: 0.1)",
      valueName: "λ"))
  var lambda: Double?

  @Flag(help: "Friends count more for whoever took few items: λ becomes 4 / (1 + items) where that is more.")
  var fewItems = false

  func validate() throws {
    if let lambda, !(lambda >= 0 && lambda.isFinite) {
      throw ValidationError("--lambda must be 0 or a number above it, not \(lambda)")
    }
    if lambda == 0, fewItems { throw ValidationError("--lambda 0 leaves the base alone: not with --few-items") }
  }

  var weight: FriendWeight { FriendWeight(lambda ?? 0.1, isLargerForFewItems: fewItems) }

  /// An option that was given; nil if none was.
  var given: String? { lambda != nil ? "--lambda" : fewItems ? "--few-items" : nil }
}

extension FriendWeight {
  /// `λ 0.1`, `λ 0.1, more for whoever took few items`.
  var text: String {
    "λ \(TerminalLayout.real(lambda))" + (isLargerForFewItems ? ", more for whoever took few items" : "")
  }
}
