/// From p-values to a finding: the decision rule, apart from all computing.
///
///     VerdictRule(level: 0.05, agreement: 1.7).finding(stages: [(.none, 0.001), (.traits, 0.01)], evidence: evidence)
///
/// Influence needs company's effect with everything known held constant (`hazard`), and agreement of the tests of
/// timing and direction: the shuffle within communities is significant, and (z of lead–lag + 2 z of the shuffle + z of
/// the edges turned round) / 4, each z at most 3, is at least `agreement`. So no test suffices alone: the most that
/// one can give is 1.5. With two of the three, both must be significant. How the rule was chosen, and how often it errs
/// in worlds of known truth: Documentation/InfluenceVerdict.md.
struct VerdictRule: Sendable {
  let level: Double
  let agreement: Double

  /// z beyond which more says no more.
  private static let most = 3.0

  /// How strongly the three tests agree; nil unless all have an answer.
  static func agreement(of evidence: [VerdictEvidence]) -> Double? {
    var sum = 0.0
    for test in VerdictTest.corroborating {
      guard let z = evidence.first(where: { $0.test == test })?.z else { return nil }
      // The shuffle counts twice: events that last do not fool it, as they do the other two.
      sum += min(most, z) * (test == .stratifiedShuffle ? 2 : 1)
    }
    return sum / 4
  }

  /// - Parameter stages: one-sided p of company's effect from nothing to everything held constant; nil where undefined.
  func finding(
    stages: [(controls: AdoptionControls, p: Double?)], evidence: [VerdictEvidence]
  ) -> InfluenceVerdict.Finding {
    guard let last = stages.last, let hazard = last.p else { return .unanswerable }
    guard let agrees = agrees(evidence) else { return .unanswerable }
    if hazard <= level { return agrees ? .influence : .hiddenSimilarity }
    if agrees { return .disagreement }
    // The first thing held constant after the effect was last seen explains it.
    guard let seen = stages.lastIndex(where: { $0.p.map { $0 <= level } ?? false }) else { return .noAssociation }
    return stages[seen + 1].controls == .traits ? .similarity : .commonEvents
  }

  /// Nil where fewer than two of the tests have an answer.
  private func agrees(_ evidence: [VerdictEvidence]) -> Bool? {
    if let score = Self.agreement(of: evidence) {
      return score >= agreement && evidence.contains { $0.test == .stratifiedShuffle && $0.supports(at: level) == true }
    }
    let answers = VerdictTest.corroborating.compactMap { test in
      evidence.first { $0.test == test }?.supports(at: level)
    }
    return answers.count < 2 ? nil : answers.allSatisfy { $0 }
  }

  static func conclusion(_ finding: InfluenceVerdict.Finding) -> InfluenceVerdict.Conclusion {
    switch finding {
    case .influence: .influence
    case .similarity: .similarity
    case .commonEvents, .hiddenSimilarity, .disagreement, .noAssociation, .unanswerable: .cannotTell
    }
  }
}
