import ArgumentParser
import KithFoundation

/// What of the three stages is told: by default the verdict.
struct InfluenceForms: ParsableArguments {
  @Flag(help: "Are friends alike? Every trait beside chance.")
  var homophily = false

  @Flag(help: "How likely people are to act with k friends who had, beside shuffled times.")
  var doseResponse = false

  @Flag(help: "Period by period: who was at risk, who acted, how much of their company had.")
  var exposure = false

  @Flag(help: "Person by person: when, early or late, with how much of their company before them.")
  var thresholds = false

  @Flag(help: "Do people act soon after a friend did, more often than the hour makes them?")
  var following = false

  @Flag(help: "The same, tie by tie.")
  var followingTies = false

  @Flag(help: "How many gathered, were exposed, acted after, and followed.")
  var funnel = false

  @Flag(help: "The same, community by community.")
  var funnelCommunities = false

  @Flag(help: "Whose activity runs ahead of whose, tie by tie.")
  var ahead = false

  @Option(
    help: ArgumentHelp(
      "Tell this trait of people from their friends, and how often that is right.", valueName: "trait"))
  var infer: String?

  @Option(
    help: ArgumentHelp("How soon after a friend counts as following: 1d, 6h. (default: 1d)", valueName: "width"))
  var within: String?

  @Option(help: ArgumentHelp("With --ahead: how many periods back. (default: 1)", valueName: "n"))
  var lags: Int?

  @Option(
    help: ArgumentHelp("Random draws of a test. (default: 999; 199 for curves and --ahead)", valueName: "n"))
  var draws: Int?

  /// The forms asked for.
  var asked: [String] {
    [
      ("--homophily", homophily), ("--dose-response", doseResponse), ("--exposure", exposure),
      ("--thresholds", thresholds), ("--following", following), ("--following-ties", followingTies),
      ("--funnel", funnel), ("--funnel-communities", funnelCommunities), ("--ahead", ahead),
      ("--infer", infer != nil),
    ].filter(\.1).map(\.0)
  }

  /// Whether they say nothing of actions.
  var isOfPeopleOnly: Bool { homophily || infer != nil }

  func validate() throws {
    if asked.count > 1 { throw ValidationError("choose one of \(asked.joined(separator: " and "))") }
    if let within {
      _ = try Stretch(within, option: "--within")
      if !following, !followingTies, !funnel, !funnelCommunities {
        throw ValidationError("--within goes with --following or --funnel")
      }
    }
    if lags != nil, !ahead { throw ValidationError("--lags goes with --ahead") }
    if let lags, !(1...50).contains(lags) { throw ValidationError("--lags must be between 1 and 50, not \(lags)") }
    if let draws, !(40...100_000).contains(draws) {
      throw ValidationError("--draws must be between 40 and 100000, not \(draws)")
    }
  }

  func windowToFollow() throws -> Int64 { try Stretch(within ?? "1d", option: "--within").milliseconds }
}
