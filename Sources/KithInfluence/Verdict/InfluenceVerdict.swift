import KithGraph
import KithMeasures
import KithStatistics

/// Birds of a feather, contagion, or cannot tell: the answer, with everything it rests on.
///
///     let verdict = try InfluenceInquiry().verdict(on: graph, times: times, traits: [taste], communities: groups)
///     verdict.conclusion                           // .influence, .similarity or .cannotTell
///     verdict.sentence                             // the same in words
///     verdict.evidence.map { ($0.test, $0.p) }     // never one test alone
///
/// "Consistent with influence" is not "proved": whatever nobody recorded may still be behind it, and `sensitivity`
/// says how strong it would have to be.
public struct InfluenceVerdict: Sendable {
  public let conclusion: Conclusion
  /// Why, more finely than the conclusion.
  public let finding: Finding
  /// The conclusion in one or two sentences, with its numbers.
  public let sentence: String
  /// How strongly the tests of timing and direction agree, against `InfluenceInquiry.agreement`: the mean of their z,
  /// the shuffle counted twice; nil unless all three have an answer.
  public let agreement: Double?
  /// Every test that was asked, in the order of `VerdictTest`.
  public let evidence: [VerdictEvidence]
  /// Trait by trait: do people who are alike address each other, and does the trait make them adopt?
  public let traits: [TraitVerdict]
  /// Signs that something outside moved many at once; empty if there are none.
  public let shocks: [CommonShock]
  /// Company's effect as more and more is held constant; empty where it cannot be estimated.
  public let stages: [Stage]
  /// How large the effect is with all that is known held constant; nil where it cannot be estimated.
  public let effect: ExposureEffect?
  /// How strong something hidden would have to be to explain the effect away; nil where there is none to explain.
  public let sensitivity: VerdictSensitivity?
  /// Questions that the data cannot answer.
  public let unanswered: [UnansweredQuestion]
  /// What data would settle the matter, the most telling first.
  public let remedies: [String]
  /// Test level and draws behind it.
  public let inquiry: InfluenceInquiry

  public enum Conclusion: String, Sendable, Codable, CaseIterable {
    case influence = "consistent with influence"
    case similarity = "explained by similarity"
    case cannotTell = "cannot tell"
  }

  /// What the tests say together.
  public enum Finding: String, Sendable, Codable, CaseIterable {
    /// Company counts with all else held constant, and the tests of timing and direction agree.
    case influence
    /// Company seemed to count until what is known of people was held constant.
    case similarity
    /// Company seemed to count until time or what whole communities did was held constant.
    case commonEvents = "common-events"
    /// Company counts with all else held constant, but the tests of timing and direction do not agree: people may
    /// be alike in something nobody recorded.
    case hiddenSimilarity = "hidden-similarity"
    /// Tests of timing and direction see influence, but company's effect with all held constant does not stand.
    case disagreement
    /// People with company adopted no sooner than others: there is nothing to explain.
    case noAssociation = "no-association"
    /// The data cannot answer.
    case unanswerable
  }

  /// One stage of `Hazard`.
  public struct Stage: Sendable, Equatable {
    public let controls: AdoptionControls
    /// Nil where `undefined` says why.
    public let exposure: WaldTest?
    public let undefined: String?
  }
}

/// A test that the verdict asks.
public enum VerdictTest: String, Sendable, Codable, CaseIterable {
  /// Company's effect with nothing held constant; says nothing of causes.
  case naiveHazard = "naive-hazard"
  /// Company's effect with all that is known held constant.
  case hazard
  /// Friends who adopted against friends who will.
  case leadLag = "lead-lag"
  /// Times shuffled within communities.
  case stratifiedShuffle = "stratified-shuffle"
  /// Directions of edges drawn anew.
  case edgeReversal = "edge-reversal"
  /// Times shuffled among everybody; beside the rule, a sign of common shocks.
  case shuffle

  /// The tests of timing and direction, which must agree.
  public static let corroborating: [VerdictTest] = [.leadLag, .stratifiedShuffle, .edgeReversal]

  public var title: String {
    switch self {
    case .naiveHazard: "company's effect, nothing held constant"
    case .hazard: "company's effect, all that is known held constant"
    case .leadLag: "friends who adopted against friends who will"
    case .stratifiedShuffle: "times shuffled within communities"
    case .edgeReversal: "edges turned round"
    case .shuffle: "times shuffled among everybody"
    }
  }

  /// What the p-value compares with.
  public var null: String {
    switch self {
    case .naiveHazard, .hazard: "company makes no difference (Wald, errors clustered by person)"
    case .leadLag: "friends who will adopt tell as much as friends who have (Wald, errors clustered by person)"
    case .stratifiedShuffle: "within a community it is chance who adopts when"
    case .edgeReversal: "it does not matter who looks at whom"
    case .shuffle: "it is chance who adopts when"
    }
  }

  /// What else can make it fire.
  public var caveat: String {
    switch self {
    case .naiveHazard: "likeness, common events and the course of time all raise it"
    case .hazard: "likeness in anything that was not recorded raises it"
    case .leadLag: "people who adopt after the last period watched are missing from the future"
    case .stratifiedShuffle: "events that move friends one soon after the other, and traits that drive timing, raise it"
    case .edgeReversal: "whatever makes popular people adopt early raises it"
    case .shuffle: "anything that moves whole communities at dates of their own raises it"
    }
  }
}

/// What one test says.
public struct VerdictEvidence: Sendable, Equatable {
  public let test: VerdictTest
  /// What `value` is: "b", "b₁ − b₂", "α", "D".
  public let statistic: String
  /// Nil where there is no answer.
  public let value: Double?
  /// One-sided, against no influence.
  public let p: Double?
  /// How many standard errors, or deviations of the draws, above what no influence gives.
  public let z: Double?
  /// What it rests on: person-periods for hazards, adopters who could swap times, one-way edges.
  public let n: Int
  public let unit: String
  /// Why there is no answer.
  public let unanswerable: Unanswerable?

  /// Whether it speaks for influence at a level; nil where there is no answer.
  public func supports(at level: Double) -> Bool? { p.map { $0 <= level } }
}

/// Whether a trait gathers people, and whether it makes them adopt.
public struct TraitVerdict: Sendable, Equatable {
  public let name: String
  /// Assortativity of the edges; nil where it is undefined.
  public let assortativity: Double?
  /// One-sided, traits dealt out anew.
  public let gathersP: Double?
  public let gathers: Bool?
  /// Of all columns of the trait together, with everything else held constant.
  public let drivesP: Double?
  public let drives: Bool?
  /// Why something is unknown.
  public let unanswerable: Unanswerable?

  /// Homophily that could pass for influence: the trait does both.
  public var isHomophily: Bool { gathers == true && drives == true }

  public var sentence: String {
    switch (gathers, drives) {
    case (true?, true?): "people alike in \(name) address each other, and \(name) drives adoption"
    case (true?, false?): "people alike in \(name) address each other, but \(name) does not drive adoption"
    case (false?, true?): "\(name) drives adoption, but people do not choose each other by it"
    case (false?, false?): "people do not choose each other by \(name), and \(name) does not drive adoption"
    case (true?, nil): "people alike in \(name) address each other; what it does to adoption is unknown"
    case (false?, nil): "people do not choose each other by \(name); what it does to adoption is unknown"
    case (nil, _): "whether people choose each other by \(name) is unknown: \(unanswerable?.reason ?? "no answer")"
    }
  }
}

/// A sign that something outside moved many people at once.
public enum CommonShock: Sendable, Equatable {
  /// Company's effect vanishes when the period is held constant.
  case timing
  /// Company's effect, or the order in which friends adopt, vanishes within communities.
  case communities
  /// A period with more than three times the adopters expected of those at risk.
  case period(Int, adopters: Int, expected: Double)

  public var sentence: String {
    switch self {
    case .timing: "company's effect vanishes when time is held constant: something moved everybody"
    case .communities: "the effect vanishes within communities: something moved whole communities"
    case .period(let period, let adopters, let expected):
      "period \(period + 1) has \(adopters) adopters where \(Self.rounded(expected)) were expected"
    }
  }

  private static func rounded(_ value: Double) -> String { String((value * 10).rounded() / 10) }
}

/// How strong a hidden cause of both company and adoption would have to be.
public struct VerdictSensitivity: Sendable, Equatable {
  /// Of the odds ratio of the first contact to adopt.
  public let eValue: EValue
  /// Of matched pairs; nil where nobody can be matched.
  public let rosenbaum: RosenbaumBound?
}

/// A question that has no answer here, and why.
public struct UnansweredQuestion: Sendable, Equatable {
  public let question: String
  public let reason: Unanswerable
}
