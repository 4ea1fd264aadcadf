/// From p-values to a finding: the decision rule, apart from all computing.
///
///     VerdictRule(level: 0.05).finding(stages: [(.none, 0.001), (.traits, 0.4)], p: [.leadLag: 0.3, …])
///
/// Influence needs company's effect with everything known held constant (`hazard`) and two of the tests of timing and
/// direction; each of them alone fires without influence in some world. How it was chosen, and how often it is wrong
/// in worlds of known truth: Documentation/InfluenceVerdict.md.
struct VerdictRule: Sendable {
  let level: Double

  /// - Parameters:
  ///   - stages: one-sided p of company's effect from nothing to everything held constant; nil where undefined.
  ///   - p: of the corroborating tests, those that have an answer.
  func finding(
    stages: [(controls: AdoptionControls, p: Double?)], p: [VerdictTest: Double]
  ) -> InfluenceVerdict.Finding {
    guard let last = stages.last, let hazard = last.p else { return .unanswerable }
    let agreeing = VerdictTest.corroborating.count { test in p[test].map { $0 <= level } ?? false }
    if hazard <= level {
      if p.count < 2 { return .unanswerable }
      return agreeing >= 2 ? .influence : .hiddenSimilarity
    }
    if agreeing >= 2 { return .disagreement }
    // The first thing held constant after the effect was last seen explains it.
    guard let seen = stages.lastIndex(where: { $0.p.map { $0 <= level } ?? false }) else { return .noAssociation }
    return stages[seen + 1].controls == .traits ? .similarity : .commonEvents
  }

  static func conclusion(_ finding: InfluenceVerdict.Finding) -> InfluenceVerdict.Conclusion {
    switch finding {
    case .influence: .influence
    case .similarity: .similarity
    case .commonEvents, .hiddenSimilarity, .disagreement, .noAssociation, .unanswerable: .cannotTell
    }
  }
}
