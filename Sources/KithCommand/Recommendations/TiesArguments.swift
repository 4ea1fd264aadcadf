import ArgumentParser
import KithFoundation
import KithRecommend

/// How much each friend counts.
struct TiesArguments: ParsableArguments {
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    /// All alike.
    case uniform
    /// By how often they were in touch, both directions together.
    case strength
    /// By how alike what they took is.
    case taste
    /// By the probability that the friend moves the person, from a table.
    case influence
    /// By the weights of --friends, from the person to the friend.
    case given
  }

  @Option(
    help: """
      How much each friend counts: uniform, strength (interactions), taste (what both took), influence (of --learned) or \
      given (the weights of --friends, from person to friend). (default: uniform, or influence with --learned)
      """)
  var ties: Kind?

  @Option(
    help: ArgumentHelp(
      "How likely each moves each, as `kith cascades --learn` writes it: source, target, probability.",
      valueName: "file"), completion: .file())
  var learned: String?

  @Option(
    help: ArgumentHelp(
      "With --ties strength: after how long an interaction is worth half: 7d, 12h. (default: never)",
      valueName: "width"))
  var halfLife: String?

  @Option(help: ArgumentHelp("What friends of friends count beside friends.", valueName: "weight"))
  var secondHop = 0.3

  func validate() throws {
    if learned != nil, let ties, ties != .influence {
      throw ValidationError("--learned goes with --ties influence, not \(ties.rawValue)")
    }
    if ties == .influence, learned == nil {
      throw ValidationError("--ties influence needs --learned FILE, which `kith cascades --learn` writes")
    }
    if let halfLife {
      if ties != .strength { throw ValidationError("--half-life goes with --ties strength") }
      _ = try Stretch(halfLife, option: "--half-life")
    }
    if !(secondHop >= 0 && secondHop <= 1) {
      throw ValidationError("--second-hop must be between 0 and 1, not \(secondHop)")
    }
  }

  var kind: Kind { ties ?? (learned == nil ? .uniform : .influence) }

  /// An option that was given; nil if none was.
  var given: String? { ties != nil ? "--ties" : halfLife != nil ? "--half-life" : learned != nil ? "--learned" : nil }
}
