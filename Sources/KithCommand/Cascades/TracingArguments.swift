import ArgumentParser
import KithDiffusion
import KithFoundation
import KithGraph
import KithInput

/// How it is found out who followed whom.
struct TracingArguments: ParsableArguments {
  enum Inference: String, CaseIterable, ExpressibleByArgument { case latest, likeliest, none }

  @Option(
    help: ArgumentHelp(
      "The brand's own accounts, separated by commas: what they do is always a start.", valueName: "ids"))
  var brand: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Whom to take where a row addresses nobody: the contact who acted last before, the likeliest by strength and \
      delay, or nobody. (default: none; latest with --actions)
      """, valueName: "rule"))
  var infer: Inference?

  @Option(
    help: ArgumentHelp(
      """
      Whoever was followed by guess acted at most so long before: 1d, 12h, 30m (minutes); with --learn whoever reached \
      someone did, or mean: at most as long as the two take on average.
      """, valueName: "width"))
  var within: String?

  @Option(
    help: ArgumentHelp(
      """
      By how much a delay weakens: e^(−delay / this), for --infer likeliest, --split decayed and --learn. (default: \
      1d; with --learn delays do not weaken)
      """,
      valueName: "width"))
  var decay: String?

  @Option(
    help: ArgumentHelp(
      "Kinds by which a row follows whom it addresses; others are of one's own accord. (default: all but mention)",
      valueName: "kinds"))
  var parentKinds: String?

  @Flag(help: "Who acts again about an item counts again, as in a thread of comments. (default: the first time counts)")
  var repeats = false

  @Flag(help: "Every row says it: from followed to. Takes the trees as they are given.")
  var trees = false

  func validate() throws {
    if let within, within != "mean" { _ = try Stretch(within, option: "--within") }
    if let decay { _ = try Stretch(decay, option: "--decay") }
    if brand.contains("") { throw ValidationError("--brand needs ids") }
    guard trees else { return }
    let idle = [
      ("--infer", infer != nil), ("--within", within != nil), ("--parent-kinds", parentKinds != nil),
      ("--repeats", repeats), ("--brand", !brand.isEmpty),
    ].first(where: \.1)
    if let idle { throw ValidationError("--trees takes who followed whom as given: not with \(idle.0)") }
  }

  /// Milliseconds; nil without `--within`, or where it is the pair's mean.
  func window() throws -> Int64? {
    try within.flatMap { $0 == "mean" ? nil : try Stretch($0, option: "--within").milliseconds }
  }

  func decayMilliseconds() throws -> Double? {
    try decay.map { Double(try Stretch($0, option: "--decay").milliseconds) }
  }

  /// What finds the cascades of a log, or of actions that address nobody.
  func reconstruction(ofActions: Bool, in log: InteractionLog, _ talk: Talk) throws -> CascadeReconstruction {
    let rule = infer ?? (ofActions ? .latest : .none)
    if within == "mean" { throw ValidationError("--within mean goes with --learn") }
    if within != nil, rule == .none { throw ValidationError("--within goes with --infer latest or likeliest") }
    let inference: CascadeReconstruction.Inference? =
      switch rule {
      case .latest: .latest
      case .likeliest: .likeliest(decay: try decayMilliseconds() ?? Double(TimeWindow.day))
      case .none: nil
      }
    return CascadeReconstruction(
      inference: inference, window: try window(), kinds: ofActions ? nil : followingKinds(of: log, talk),
      brand: try PersonArgument.ids(brand, in: log.people), keepsRepeats: repeats)
  }

  /// Nil for all. To call someone's attention is not to follow them.
  private func followingKinds(of log: InteractionLog, _ talk: Talk) -> [String]? {
    let known = log.kinds?.names.strings ?? []
    guard let parentKinds else { return known.contains("mention") ? known.filter { $0 != "mention" } : nil }
    let chosen = parentKinds.split(separator: ",").map { KindNames.normalised(String($0)) }
    for kind in chosen where !known.contains(kind) {
      talk.show(
        Diagnostic(
          "W457", "no row is of the kind \(kind): nobody follows by it", severity: .warning,
          help: Suggestion.nearest(to: kind, in: known).map { "did you mean \($0)?" }
            ?? (known.isEmpty ? "no row has a kind (--kind)" : "the kinds are \(known.joined(separator: ", "))")))
    }
    return chosen
  }
}
