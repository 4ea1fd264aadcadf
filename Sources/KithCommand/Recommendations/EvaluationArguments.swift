import ArgumentParser
import KithFoundation
import KithRecommend
import KithStatistics

/// What is held out, how lists are judged, and what λ friends get.
struct EvaluationArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What to hold out and foretell: time:0.2 (the latest fifth, cut at one moment for everybody), leave-last:1 (each \
      person's latest) or random:0.2 (a fifth of each person's, drawn blindly). (default: time:0.2)
      """, valueName: "way"))
  var split: String?

  @Option(
    help: ArgumentHelp("What to learn from, where --test says what to foretell: as --actions.", valueName: "file"),
    completion: .file())
  var train: String?

  @Option(
    help: ArgumentHelp("Foretell these actions, taken as they are: person, item, time.", valueName: "file"),
    completion: .file())
  var test: String?

  @Option(
    help: ArgumentHelp(
      "With --test: choose λ by these actions. (default: some of what is learnt from)", valueName: "file"),
    completion: .file())
  var validation: String?

  @Option(
    help: ArgumentHelp(
      "Judge the first so many items of a list; λ and the verdict go by the longest.", valueName: "n,n"))
  var at = "10,20"

  @Option(
    help: ArgumentHelp(
      "Test at most so many people, drawn blindly: quick on large tables. (default: all)", valueName: "n")
  )
  var testPeople: Int?

  @Option(
    help: ArgumentHelp(
      "How much friends count beside the base. (default: chosen on validation actions)", valueName: "λ"))
  var lambda: Double?

  @Flag(help: "Let friends count more for people of few items: max(λ, 4 / (1 + items)).")
  var fewItems = false

  @Option(
    name: .customLong("min"),
    help: ArgumentHelp(
      """
      End with 1 unless every base reaches this, with friends if any: recall@10=0.2, ndcg, mrr, map, hit-rate, \
      coverage, novelty. Repeat it for more.
      """, valueName: "metric@n=value"))
  var floors: [String] = []

  @Option(help: ArgumentHelp("Random draws of an interval.", valueName: "n"))
  var draws = 2000

  func validate() throws {
    if test == nil {
      if train != nil { throw ValidationError("--train goes with --test; to split one table give --actions") }
      if validation != nil { throw ValidationError("--validation goes with --test") }
    } else if split != nil {
      throw ValidationError("--test is what to foretell: give no --split")
    }
    if let lambda, !(lambda >= 0 && lambda <= 1000) {
      throw ValidationError("--lambda must be between 0 and 1000, not \(lambda)")
    }
    if lambda != nil, validation != nil {
      throw ValidationError("--lambda is given: nothing is chosen by --validation")
    }
    if let testPeople, testPeople < 1 { throw ValidationError("--test-people must be at least 1, not \(testPeople)") }
    if !(40...100_000).contains(draws) { throw ValidationError("--draws must be between 40 and 100000, not \(draws)") }
    _ = try method()
    _ = try cutoffs()
    _ = try demands()
  }

  /// Ascending, each once.
  func cutoffs() throws -> [Int] {
    let parts = at.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0.trimmingPrefix { $0 == " " }) }
    if numbers.count != parts.count || numbers.contains(where: { !(1...10_000 ~= $0) }) {
      throw ValidationError("--at takes numbers from 1 to 10000, such as 10,20, not \"\(at)\"")
    }
    return Set(numbers).sorted()
  }

  func demands() throws -> [EvaluationFloor] {
    let cutoffs = try cutoffs()
    return try floors.map { try EvaluationFloor($0, cutoffs: cutoffs) }
  }

  func method() throws -> DataSplit.Method {
    guard let split else { return .time(share: 0.2) }
    let parts = split.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let ways = ["time", "leave-last", "random"]
    guard ways.contains(parts[0]) else {
      let near = Suggestion.nearest(to: parts[0], in: ways).map { "; did you mean \($0)?" } ?? ""
      throw ValidationError("--split takes time:0.2, leave-last:1 or random:0.2, not \"\(split)\"\(near)")
    }
    if parts[0] == "leave-last" {
      let count = parts.count > 1 ? Int(parts[1]) : 1
      guard let count, count >= 1 else {
        throw ValidationError("--split leave-last takes 1 or more, not \"\(parts[1])\"")
      }
      return .leaveLast(count)
    }
    let share = parts.count > 1 ? Double(parts[1]) : 0.2
    guard let share, share > 0, share < 1 else {
      throw ValidationError("--split \(parts[0]) takes a share above 0 and below 1, not \"\(parts[1])\"")
    }
    return parts[0] == "time" ? .time(share: share) : .random(share: share)
  }

  /// How friends are put to the proof; `choosesWeight` false where nothing is there to choose λ by.
  func evaluation(secondHop: Double, choosesWeight: Bool, seed: UInt64) throws -> SocialEvaluation {
    let cutoffs = try cutoffs()
    return SocialEvaluation(
      cutoff: cutoffs.last ?? 20, alsoAt: cutoffs.dropLast(),
      grid: lambda.map { [$0] } ?? (choosesWeight ? FriendWeight.grid : [Self.usualWeight]),
      isLargerForFewItems: fewItems, secondHop: secondHop, bootstrap: Bootstrap(draws: draws, seed: seed), seed: seed)
  }

  /// λ where none can be chosen.
  static let usualWeight = 0.1
}
