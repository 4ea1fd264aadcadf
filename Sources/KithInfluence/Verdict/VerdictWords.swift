/// The verdict in sentences bound to its numbers.
struct VerdictWords {
  let tests: VerdictTests
  let finding: InfluenceVerdict.Finding

  var sentence: String {
    switch finding {
    case .influence:
      "Consistent with influence: \(effect), and \(agreement). It would take something hidden to explain that away."
    case .similarity:
      "Explained by similarity: company goes with adoption only until \(known) held constant.\(homophily)"
    case .commonEvents:
      "Cannot tell influence from common events: company goes with adoption only until time and what whole "
        + "communities did are held constant."
    case .hiddenSimilarity:
      "Cannot tell: \(effect), but \(agreement). That is consistent with people being alike in something not recorded."
    case .disagreement:
      "Cannot tell: \(agreement), but company has no effect once all that is known is held constant."
    case .noAssociation:
      "Cannot tell: people with company adopted no sooner than others, so there is no effect to explain."
    case .unanswerable: "Cannot tell: \(obstacle)."
    }
  }

  private var obstacle: String {
    if let obstacle = tests.obstacle { return obstacle.reason }
    let hazard = tests.evidence.first { $0.test == .hazard }
    return hazard?.unanswerable?.reason ?? "fewer than two tests of timing and direction have an answer"
  }

  /// "the first contact to adopt multiplies the odds by 1.9 (1.4 to 2.6) with … held constant".
  private var effect: String {
    guard let effect = tests.hazard?.effect else { return "company has an effect" }
    let unit =
      tests.inquiry.design.exposure == .logCount
      ? "the first contact to adopt multiplies the odds of adopting by"
      : "having all contacts adopt, rather than none, multiplies the odds of adopting by"
    return "\(unit) \(Self.digits(effect.oddsRatio)) "
      + "(\(Self.digits(effect.oddsRatioInterval.lowerBound)) to \(Self.digits(effect.oddsRatioInterval.upperBound))) "
      + "with all that is known held constant"
  }

  /// "the tests of timing and direction agree (mean z 2.1; 2 of 3 significant)".
  private var agreement: String {
    let answers = VerdictTest.corroborating.compactMap { tests.supports($0) }
    let agreeing = answers.count { $0 }
    let agree = finding == .influence || finding == .disagreement ? "agree" : "do not agree"
    let mean = VerdictRule.agreement(of: tests.evidence).map { "mean z \(Self.digits($0)); " } ?? ""
    return "the tests of timing and direction \(agree) (\(mean)\(agreeing) of \(answers.count) significant alone)"
  }

  private var known: String {
    let names = tests.traitVerdicts.map(\.name)
    return names.count == 1 ? "\(names[0]) is" : "what is known of people is"
  }

  private var homophily: String {
    let both = tests.traitVerdicts.filter(\.isHomophily).map(\.sentence)
    return both.isEmpty ? "" : " Indeed \(both.joined(separator: "; "))."
  }

  /// What data would settle it.
  var remedies: [String] {
    var remedies: [String] = []
    if let obstacle = tests.obstacle { remedies.append(obstacle.remedy) }
    switch finding {
    case .influence, .hiddenSimilarity:
      remedies.append("an experiment: show what friends did to people drawn at random, and not to others")
      remedies.append("more traits from before the spread: anything that makes people both meet and adopt")
    case .commonEvents: remedies.append("the dates of campaigns, news and promotions, by community")
    case .disagreement, .noAssociation: remedies.append("more people, or more adoptions, of the same item")
    case .similarity: remedies.append("an experiment, should a small effect of company still matter")
    case .unanswerable: break
    }
    if tests.traits.isEmpty { remedies.append("a table of people: what is known of them from before the spread") }
    if tests.communities == nil { remedies.append("communities, so that what moves a whole group can be told apart") }
    if tests.evidence.contains(where: { $0.test == .edgeReversal && $0.unanswerable == .noDirectedEdges }) {
      remedies.append(Unanswerable.noDirectedEdges.remedy)
    }
    return remedies
  }

  /// Two significant digits after the point below ten.
  private static func digits(_ value: Double) -> String {
    if value >= 1000 { return "over 1000" }
    if value < 0 { return "-" + digits(-value) }
    return value >= 10 ? String(Int(value.rounded())) : String((value * 100).rounded() / 100)
  }
}
