import ArgumentParser
import KithFoundation
import KithGraph
import KithRecommend

/// Whether each row says why, and what it may tell of friends.
struct ExplanationArguments: ParsableArguments {
  @Flag(help: "Say why, in a column because: 4 of your 5 friends took this, 3 of them in the last 30 days.")
  var explain = false

  @Option(
    help: ArgumentHelp("With --explain: what they did, such as \"listened to\". (default: took)", valueName: "verb"))
  var did: String?

  @Option(
    help: ArgumentHelp(
      "With --explain: what counts as lately, back from the last action: 30d, 12h. (default: 30d)", valueName: "width"))
  var lately: String?

  @Option(
    help: ArgumentHelp(
      "With --explain: nothing is told of fewer friends than this, so that nobody can be singled out; at least 2. "
        + "(default: 3)", valueName: "n"))
  var leastFriends: Int?

  @Flag(help: "With --explain: name up to three of them, only those who say yes to consent in --attributes.")
  var nameFriends = false

  func validate() throws {
    if !explain,
      let idle = [
        ("--did", did != nil), ("--lately", lately != nil), ("--least-friends", leastFriends != nil),
        ("--name-friends", nameFriends),
      ].first(where: \.1)
    {
      throw ValidationError("\(idle.0) goes with --explain")
    }
    if let did, did.allSatisfy(\.isWhitespace) {
      throw ValidationError("--did takes a verb such as bought, not nothing")
    }
    if let lately { _ = try Stretch(lately, option: "--lately") }
    if let leastFriends, leastFriends < 1 {
      throw ValidationError("--least-friends must be at least 2, not \(leastFriends)")
    }
  }

  /// Before any work: E770 (exit 77) for what would point at one person.
  func check() throws {
    if leastFriends == 1 {
      throw KithError(
        .refused,
        Diagnostic(
          "E770", "--least-friends 1 would tell what a single friend did", help: "choose 2 or more; 3 is usual"))
    }
  }

  /// How reasons are worded; nil where none are asked for.
  ///
  /// E771 (exit 77) for names of friends without a column of consent.
  func sentence(for data: TasteData, _ rules: PeopleRules) throws -> ReasonSentence? {
    if !explain { return nil }
    if nameFriends, rules.mayBeUsed == nil {
      throw KithError(
        .refused,
        Diagnostic(
          "E771", "--name-friends names only those who agreed to it, and no column says who did",
          help: "give a table of people with a column of consent: --attributes people.csv --consent consent"))
    }
    return ReasonSentence(
      did: did ?? "took", lately: try Stretch(lately ?? "30d", option: "--lately"), leastFriends: leastFriends ?? 3,
      times: TakingTimes(data.actions, of: data.taken), names: data.people,
      mayBeNamed: nameFriends ? rules.mayBeUsed : nil)
  }
}
