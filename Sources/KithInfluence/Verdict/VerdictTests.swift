import KithFoundation
import KithGraph
import KithMeasures
import KithStatistics

/// Runs the tests of one inquiry and gathers what they say.
struct VerdictTests {
  let inquiry: InfluenceInquiry
  let graph: Graph
  let traits: [Trait]
  let communities: Partition?

  private(set) var evidence: [VerdictEvidence] = []
  private(set) var unanswered: [UnansweredQuestion] = []
  private(set) var traitVerdicts: [TraitVerdict] = []
  private(set) var shocks: [CommonShock] = []
  private(set) var hazard: HazardResult?
  private(set) var sensitivity: VerdictSensitivity?
  /// Why adoption cannot be asked about at all.
  private(set) var obstacle: Unanswerable?

  init(inquiry: InfluenceInquiry, graph: Graph, traits: [Trait], communities: Partition?) {
    (self.inquiry, self.graph, self.traits, self.communities) = (inquiry, graph, traits, communities)
  }

  // MARK: Ties

  /// Do people who are alike address each other?
  mutating func askOfTies(_ execution: Execution) throws {
    if traits.isEmpty {
      unanswered.append(UnansweredQuestion(question: "do people who are alike address each other?", reason: .noTraits))
    }
    let permutation = LabelPermutation(draws: inquiry.draws, seed: inquiry.seed)
    for trait in traits {
      let null = try permutation.assortativity(of: trait, over: graph, usesWeights: false, execution: execution)
      var reason: Unanswerable?
      if null == nil {
        reason = graph.edgeCount == 0 ? .noEdges : .oneClass(trait: trait.name)
        unanswered.append(
          UnansweredQuestion(question: "do people alike in \(trait.name) address each other?", reason: reason!))
      }
      traitVerdicts.append(
        TraitVerdict(
          name: trait.name, assortativity: null?.observed, gathersP: null?.upper,
          gathers: null.map { $0.upper <= inquiry.level }, drivesP: nil, drives: nil, unanswerable: reason))
    }
  }

  // MARK: Adoption

  mutating func leaveAdoption(_ why: Unanswerable) {
    obstacle = why
    unanswered.append(UnansweredQuestion(question: "do people move each other?", reason: why))
  }

  mutating func askOfAdoption(_ times: AdoptionTimes, _ execution: Execution) throws {
    let study: AdoptionStudy
    do {
      study = try AdoptionStudy(
        times, over: graph, traits: traits, communities: communities, design: inquiry.design, execution: execution)
    } catch let reason as Unanswerable {
      leaveAdoption(reason)
      return
    }
    let hazard = try Hazard(confidence: 1 - inquiry.level).result(of: study, execution: execution)
    self.hazard = hazard
    askOfTraits(hazard)
    for (test, stage) in [(VerdictTest.naiveHazard, hazard.stages[0]), (.hazard, hazard.main)] {
      add(
        test, "b", stage.exposure?.estimate, p: stage.exposure?.greater, z: stage.exposure?.z, n: hazard.rows,
        "person-periods",
        unanswerable: stage.undefined.map { .other($0) })
    }
    let leadLag = try LeadLag().result(of: study, execution: execution)
    add(
      .leadLag, "b₁ − b₂", leadLag.difference?.estimate, p: leadLag.difference?.greater, z: leadLag.difference?.z,
      n: hazard.rows, "person-periods", unanswerable: leadLag.undefined.map { .other($0) })

    try shuffle(.stratifiedShuffle, times, within: communities.map { Strata($0) }, execution)
    try reverse(times, execution)
    try shuffle(.shuffle, times, within: nil, execution)
    shocks = commonShocks(times, hazard)
    try weighSensitivity(study, hazard, execution)
  }

  private mutating func askOfTraits(_ hazard: HazardResult) {
    traitVerdicts = zip(traitVerdicts, hazard.traits).map { verdict, effect in
      if effect.p == nil {
        unanswered.append(
          UnansweredQuestion(
            question: "does \(verdict.name) drive adoption?",
            reason: verdict.unanswerable ?? .other("\(verdict.name) cannot be weighed beside the other traits")))
      }
      return TraitVerdict(
        name: verdict.name, assortativity: verdict.assortativity, gathersP: verdict.gathersP,
        gathers: verdict.gathers, drivesP: effect.p, drives: effect.p.map { $0 <= inquiry.level },
        unanswerable: verdict.unanswerable)
    }
  }

  private mutating func add(
    _ test: VerdictTest, _ statistic: String, _ value: Double?, p: Double?, z: Double?, n: Int, _ unit: String,
    unanswerable: Unanswerable?
  ) {
    evidence.append(
      VerdictEvidence(
        test: test, statistic: statistic, value: value, p: p, z: z, n: n, unit: unit,
        unanswerable: p == nil ? unanswerable ?? .other("the test has no answer") : nil))
    if p == nil, let reason = evidence[evidence.count - 1].unanswerable {
      unanswered.append(UnansweredQuestion(question: test.title, reason: reason))
    }
  }

  private mutating func shuffle(
    _ test: VerdictTest, _ times: AdoptionTimes, within strata: Strata?, _ execution: Execution
  ) throws {
    do {
      let result = try ShuffleTest(draws: inquiry.draws, first: inquiry.design.first, seed: inquiry.seed)
        .result(on: graph, times: times, within: strata, execution: execution)
      add(
        test, "α", result.effect.alpha, p: result.null.upper, z: result.null.z, n: result.movable,
        "adopters who could swap times",
        unanswerable: nil)
    } catch let reason as Unanswerable {
      add(test, "α", nil, p: nil, z: nil, n: 0, "adopters who could swap times", unanswerable: reason)
    }
  }

  private mutating func reverse(_ times: AdoptionTimes, _ execution: Execution) throws {
    do {
      let result = try EdgeReversal(draws: inquiry.draws, first: inquiry.design.first, seed: inquiry.seed)
        .result(on: graph, times: times, execution: execution)
      add(
        .edgeReversal, "D", result.null.observed, p: result.null.upper, z: result.null.z, n: result.oneWay,
        "one-way edges",
        unanswerable: nil)
    } catch let reason as Unanswerable {
      add(.edgeReversal, "D", nil, p: nil, z: nil, n: 0, "one-way edges", unanswerable: reason)
    }
  }

  // MARK: Shocks and sensitivity

  private func commonShocks(_ times: AdoptionTimes, _ hazard: HazardResult) -> [CommonShock] {
    var shocks: [CommonShock] = []
    func isSeen(_ controls: AdoptionControls) -> Bool? {
      hazard.stages.first { $0.controls == controls }?.exposure.map { $0.greater <= inquiry.level }
    }
    if isSeen(.none) == true && isSeen(.periods) == false { shocks.append(.timing) }
    let before = isSeen(.traits) ?? isSeen(.periods)
    if (before == true && isSeen(.communities) == false)
      || (supports(.shuffle) == true && supports(.stratifiedShuffle) == false && communities != nil)
    {
      shocks.append(.communities)
    }
    return shocks + times.crowdedPeriods(first: inquiry.design.first)
  }

  func supports(_ test: VerdictTest) -> Bool? {
    evidence.first { $0.test == test }?.supports(at: inquiry.level)
  }

  /// Only of an effect that there is.
  private mutating func weighSensitivity(
    _ study: AdoptionStudy, _ hazard: HazardResult, _ execution: Execution
  ) throws {
    guard inquiry.weighsSensitivity, supports(.hazard) == true, let effect = hazard.effect else { return }
    let matched = try MatchedSample(seed: inquiry.seed).result(of: study, execution: execution)
    let pairs = matched.onlyTreated + matched.onlyControl
    sensitivity = VerdictSensitivity(
      eValue: EValue(
        oddsRatio: effect.oddsRatio, interval: effect.oddsRatioInterval, baseRate: effect.baseRate),
      rosenbaum: pairs == 0
        ? nil
        : RosenbaumBound(
          onlyTreated: matched.onlyTreated, onlyControl: matched.onlyControl, level: inquiry.level))
  }

  // MARK: Verdict

  func verdict() -> InfluenceVerdict {
    let stages = (hazard?.stages ?? []).map {
      InfluenceVerdict.Stage(controls: $0.controls, exposure: $0.exposure, undefined: $0.undefined)
    }
    let finding = VerdictRule(level: inquiry.level, agreement: inquiry.agreement)
      .finding(stages: stages.map { ($0.controls, $0.exposure?.greater) }, evidence: evidence)
    let words = VerdictWords(tests: self, finding: finding)
    return InfluenceVerdict(
      conclusion: VerdictRule.conclusion(finding), finding: finding, sentence: words.sentence,
      agreement: VerdictRule.agreement(of: evidence), evidence: evidence,
      traits: traitVerdicts, shocks: shocks, stages: stages, effect: hazard?.effect, sensitivity: sensitivity,
      unanswered: unanswered, remedies: words.remedies, inquiry: inquiry)
  }
}
