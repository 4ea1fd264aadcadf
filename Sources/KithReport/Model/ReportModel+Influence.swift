import KithDiffusion
import KithInfluence
import KithOutput

extension InfluenceFindings {
  /// The part `influence` of the report's model. Durations are seconds.
  func json(_ phrases: Phrases) -> JSONValue {
    let level = verdict.inquiry.level
    let asked = VerdictTest.corroborating.compactMap { test in
      verdict.evidence.first { $0.test == test }?.supports(at: level)
    }
    return [
      "item": JSONValue(item),
      "people": .integer(people), "adopters": .integer(adopters), "periods": .integer(periods),
      "period": .real(Double(width) / 1000), "within": .real(Double(within) / 1000),
      "conclusion": .string(verdict.conclusion.rawValue), "finding": .string(verdict.finding.rawValue),
      "level": .real(level), "draws": .integer(verdict.inquiry.draws),
      "asked": .integer(asked.count), "agreeing": .integer(asked.count { $0 }),
      "tests": .array(verdict.evidence.map { test($0, phrases) }),
      "traits": .array(verdict.traits.map(trait)),
      "shocks": .array(verdict.shocks.map { .string($0.sentence) }),
      "unanswered": .array(
        verdict.unanswered.map { ["question": .string($0.question), "reason": .string($0.reason.reason)] }),
      "effect": effect, "sensitivity": sensitivity,
      "following": followed(phrases), "funnel": stages(phrases),
    ]
  }

  private func test(_ piece: VerdictEvidence, _ phrases: Phrases) -> JSONValue {
    let supports = piece.supports(at: verdict.inquiry.level)
    return [
      "test": .string(piece.test.rawValue), "title": .string(phrases[Self.title(piece.test)]),
      "statistic": .string(piece.statistic), "value": JSONValue(piece.value), "p": JSONValue(piece.p),
      "n": .integer(piece.n), "unit": .string(piece.unit),
      "says": .string(phrases[supports.map { $0 ? .testYes : .testNo } ?? .testNone]),
      "reason": JSONValue(piece.unanswerable?.reason),
    ]
  }

  private static func title(_ test: VerdictTest) -> Phrase {
    switch test {
    case .naiveHazard: .testNaive
    case .hazard: .testHazard
    case .leadLag: .testLeadLag
    case .stratifiedShuffle: .testStratified
    case .edgeReversal: .testReversal
    case .shuffle: .testShuffle
    }
  }

  private func trait(_ trait: TraitVerdict) -> JSONValue {
    [
      "name": .string(trait.name), "assortativity": JSONValue(trait.assortativity),
      "gathersP": JSONValue(trait.gathersP), "gathers": trait.gathers.map { .bool($0) } ?? .null,
      "drivesP": JSONValue(trait.drivesP), "drives": trait.drives.map { .bool($0) } ?? .null,
    ]
  }

  private var effect: JSONValue {
    guard let effect = verdict.effect else { return .null }
    return [
      "oddsRatio": .real(effect.oddsRatio), "low": .real(effect.oddsRatioInterval.lowerBound),
      "high": .real(effect.oddsRatioInterval.upperBound), "attributable": .real(effect.attributableShare),
      "attributableLow": .real(effect.attributableInterval.lowerBound),
      "attributableHigh": .real(effect.attributableInterval.upperBound),
    ]
  }

  private var sensitivity: JSONValue {
    guard let sensitivity = verdict.sensitivity else { return .null }
    return [
      "eValue": .real(sensitivity.eValue.value), "limit": JSONValue(sensitivity.eValue.limit),
      "gamma": JSONValue(sensitivity.rosenbaum?.gamma),
    ]
  }

  private func followed(_ phrases: Phrases) -> JSONValue {
    guard let following else { return ["undefined": .string(phrases[.noChances])] }
    return [
      "chances": .integer(following.chances), "follows": .integer(following.follows),
      "rate": JSONValue(following.rate.value), "expected": .real(following.expected),
      "baseRate": JSONValue(following.expectedRate.value), "ratio": JSONValue(following.ratio.value),
      "low": JSONValue(following.interval?.lowerBound), "high": JSONValue(following.interval?.upperBound),
      "medianDelay": JSONValue(following.delay(quantile: 0.5).map { $0 / 1000 }),
    ]
  }

  private func stages(_ phrases: Phrases) -> JSONValue {
    guard let funnel else { return ["undefined": .string(phrases[.noActionTimes])] }
    return [
      "stages": .array(
        funnel.stages.dropFirst().map { stage in
          [
            "stage": .string(stage.stage.rawValue), "title": .string(phrases[Self.title(stage.stage)]),
            "furthest": .integer(stage.furthest), "reached": .integer(stage.reached),
            "rate": JSONValue(stage.rate.value), "median": JSONValue(stage.medianTime.value.map { $0 / 1000 }),
          ]
        }),
      "alone": .integer(funnel.stages[0].furthest),
      "unprompted": .integer(funnel.unprompted), "open": .integer(funnel.open),
      "communities": .array(
        funnel.communities.prefix(Self.communities).prefix { $0.size >= 3 }.enumerated().map { index, community in
          [
            "number": .integer(index + 1), "people": .integer(community.size),
            "furthest": .array(community.furthest.map { .integer($0) }),
            "steepest": JSONValue(community.steepest.map { phrases[Self.title($0)] }),
          ]
        }),
    ]
  }

  private static func title(_ stage: StageFunnel.Stage) -> Phrase {
    switch stage {
    case .alone: .stageAlone
    case .gathered: .stageGathered
    case .exposed: .stageExposed
    case .influenced: .stageInfluenced
    case .followed: .stageFollowed
    }
  }
}
