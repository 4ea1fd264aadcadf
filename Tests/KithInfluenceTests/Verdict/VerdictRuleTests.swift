import KithStatistics
import Testing

@testable import KithInfluence

@Suite("Rule of the verdict")
struct VerdictRuleTests {
  private let rule = VerdictRule(level: 0.05, agreement: 1.7)

  /// Of z-values for lead–lag, shuffle and reversal; nil for no answer.
  private func evidence(_ z: [Double?]) -> [VerdictEvidence] {
    zip(VerdictTest.corroborating, z).map { test, z in
      VerdictEvidence(
        test: test, statistic: "z", value: z, p: z.map { Normal.upperTail($0) }, z: z, n: 1, unit: "",
        unanswerable: z == nil ? .noDirectedEdges : nil)
    }
  }

  private func finding(_ stages: [Double?], _ z: [Double?]) -> InfluenceVerdict.Finding {
    rule.finding(stages: zip(AdoptionControls.allCases, stages).map { ($0, $1) }, evidence: evidence(z))
  }

  private let strong: [Double?] = [0.001, 0.001, 0.001, 0.01]

  @Test func influenceNeedsTheHazardAndAgreement() {
    #expect(finding(strong, [2, 2, 2]) == .influence)
    #expect(finding(strong, [1.5, 2.4, 0.5]) == .influence)
    #expect(finding(strong, [1.5, 2.3, 0.5]) == .hiddenSimilarity)
    // The shuffle within communities must be significant itself: events that last fool both of the others.
    #expect(finding(strong, [3, 1.6, 3]) == .hiddenSimilarity)
    #expect(finding(strong, [0, 0, 0]) == .hiddenSimilarity)
    #expect(VerdictRule.agreement(of: evidence([1, 2, 3])) == 2)
    // Without the hazard they are not enough, whatever was seen before.
    #expect(finding([0.001, 0.001, 0.3, 0.3], [3, 3, 3]) == .disagreement)
  }

  @Test func noTestSufficesAlone() {
    for test in 0..<3 {
      var z = [0.0, 0, 0]
      z[test] = 50
      #expect(finding(strong, z) == .hiddenSimilarity)
    }
  }

  @Test func withoutDirectionsBothOthersMustBeSignificant() {
    #expect(finding(strong, [1.7, 1.7, nil]) == .influence)
    #expect(finding(strong, [5, 1.5, nil]) == .hiddenSimilarity)
    #expect(finding(strong, [5, nil, nil]) == .unanswerable)
    #expect(VerdictRule.agreement(of: evidence([5, 5, nil])) == nil)
  }

  @Test func whatMadeTheEffectVanishExplainsIt() {
    let quiet: [Double?] = [0, 0, 0]
    #expect(finding([0.01, 0.01, 0.3, 0.3], quiet) == .similarity)
    #expect(finding([0.01, 0.3, 0.3, 0.3], quiet) == .commonEvents)
    #expect(finding([0.01, 0.01, 0.01, 0.3], quiet) == .commonEvents)
    #expect(finding([0.3, 0.01, 0.3, 0.3], quiet) == .similarity)
    #expect(finding([0.3, 0.3, 0.3, 0.3], quiet) == .noAssociation)
    #expect(finding([0.01, nil, 0.3, nil], quiet) == .unanswerable)
    #expect(finding([], quiet) == .unanswerable)
    for finding in InfluenceVerdict.Finding.allCases {
      let expected: InfluenceVerdict.Conclusion =
        finding == .influence ? .influence : finding == .similarity ? .similarity : .cannotTell
      #expect(VerdictRule.conclusion(finding) == expected)
    }
  }
}
