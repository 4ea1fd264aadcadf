import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@testable import KithInfluence

@Suite("Verdict on influence")
struct InfluenceInquiryTests {
  private func verdict(_ world: NamedWorld, seed: UInt64, threads: Int = 1) throws -> InfluenceVerdict {
    let people = try world.world.population(seed: seed)
    return try InfluenceInquiry(draws: 39, weighsSensitivity: false).verdict(
      on: people.graph, times: people.times, traits: [people.seen], communities: people.communities,
      execution: Execution(threads: threads))
  }

  @Test func worldsAreToldApart() throws {
    // The measured shares, over two hundred seeds a world, are in Documentation/InfluenceVerdict.md.
    let influenced = try (1...4).map { try verdict(.influence, seed: $0).conclusion }
    #expect(influenced.count { $0 == .influence } >= 2, "\(influenced)")
    let alike = try (1...3).map { try verdict(.homophily, seed: $0) }
    #expect(alike.count { $0.conclusion == .similarity } >= 2)
    #expect(alike.allSatisfy { $0.traits[0].isHomophily && $0.conclusion != .influence })
    let nothing = try verdict(.null, seed: 1)
    #expect(nothing.conclusion == .cannotTell && nothing.finding != .hiddenSimilarity)
    #expect(nothing.traits[0].gathers == true && nothing.traits[0].drives == false)
    #expect(nothing.traits[0].sentence.contains("but trait does not drive adoption"))
  }

  @Test func everyTestIsInTheEvidence() throws {
    let verdict = try verdict(.both, seed: 3)
    #expect(verdict.evidence.map(\.test) == VerdictTest.allCases)
    #expect(verdict.evidence.allSatisfy { $0.z?.isFinite ?? false } && verdict.agreement != nil)
    #expect(verdict.evidence.allSatisfy { $0.p.map { $0 > 0 && $0 <= 1 } ?? false && $0.n > 0 && $0.value != nil })
    #expect(verdict.unanswered.isEmpty && verdict.stages.count == 4)
    #expect(!verdict.sentence.contains("nan") && !verdict.sentence.contains("inf "))
    #expect(!verdict.remedies.isEmpty)
  }

  @Test func threadsDoNotMatter() throws {
    let (alone, together) = (try verdict(.both, seed: 2), try verdict(.both, seed: 2, threads: 2))
    #expect(alone.evidence == together.evidence && alone.traits == together.traits)
    #expect(alone.sentence == together.sentence && alone.stages == together.stages)
  }

  @Test func aPositiveVerdictComesWithItsSensitivity() throws {
    var world = NamedWorld.influence.world
    world.influence = 1.5
    let people = try world.population(seed: 1)
    let verdict = try InfluenceInquiry(draws: 39).verdict(
      on: people.graph, times: people.times, traits: [people.seen], communities: people.communities)
    #expect(verdict.conclusion == .influence)
    let sensitivity = try #require(verdict.sensitivity)
    #expect(sensitivity.eValue.value > 1 && sensitivity.eValue.riskRatio > 1)
    #expect((verdict.effect?.attributableShare ?? 0) > 0.1)
    #expect(verdict.sentence.hasPrefix("Consistent with influence: the first contact to adopt multiplies"))
  }

  @Test(.enabled(if: sharedData(CompanyEffectTests.file) != nil, "../shared is absent"))
  func theDoctorsGiveNoSignOfInfluence() throws {
    let (graph, times) = try CompanyEffectTests.doctors()
    let verdict = try InfluenceInquiry(draws: 99).verdict(on: graph, times: times)
    #expect(verdict.conclusion == .cannotTell)
    #expect(verdict.evidence.first { $0.test == .hazard }?.supports(at: 0.05) == false)
    #expect([.noAssociation, .commonEvents].contains(verdict.finding))
    // Nothing is known of them here, and the verdict says so.
    #expect(verdict.unanswered.map(\.reason).contains(.noTraits))
  }

  @Test func questionsWithoutAnswerSayWhy() throws {
    let people = try NamedWorld.null.world.population(seed: 1)
    let inquiry = InfluenceInquiry(draws: 39)
    let never = AdoptionTimes.never
    func reasons(_ times: AdoptionTimes?, why: Unanswerable = .noActions) throws -> [Unanswerable] {
      let verdict = try inquiry.verdict(on: people.graph, times: times, why: why, traits: [people.seen])
      #expect(verdict.conclusion == .cannotTell && verdict.finding == .unanswerable)
      #expect(verdict.traits[0].gathers == true)
      #expect(verdict.sentence.hasPrefix("Cannot tell: "))
      return verdict.unanswered.map(\.reason)
    }
    #expect(try reasons(nil) == [.noActions])
    #expect(try reasons(nil, why: .noTimes) == [.noTimes])
    let nobody = AdoptionTimes(periods: people.trait.map { _ in never }, count: 20)
    #expect(try reasons(nobody) == [.nobodyAdopted])
    let atOnce = AdoptionTimes(periods: people.trait.map { _ in 0 }, count: 20)
    #expect(try reasons(atOnce) == [.everybodyAdoptedAtOnce])

    // Everybody adopted in the end: that can be answered.
    var world = PlantedWorld()
    (world.base, world.influence) = (-0.5, 0.5)
    let all = try world.population(seed: 1)
    #expect(all.times.adopters == 500)
    #expect(try inquiry.verdict(on: all.graph, times: all.times).evidence.count == 6)
  }

  @Test func aTraitOfOneClassGathersNobody() throws {
    let people = try NamedWorld.influence.world.population(seed: 1)
    let same = Trait(name: "region", values: .numeric([Double](repeating: 1, count: 500)))
    let verdict = try InfluenceInquiry(draws: 39).verdict(on: people.graph, times: people.times, traits: [same])
    #expect(verdict.traits[0].gathers == nil && verdict.traits[0].drives == nil)
    #expect(verdict.unanswered.contains { $0.reason == .oneClass(trait: "region") })
    #expect(verdict.evidence.count == 6)
  }

  @Test func undirectedTiesLeaveTwoTests() throws {
    let people = try NamedWorld.influence.world.population(seed: 2)
    var builder = GraphBuilder(isDirected: false)
    for node in 0..<500 { for other in people.graph.outNeighbors(of: node) { builder.add(node, Int(other)) } }
    let graph = builder.build(nodeCount: 500).unweighted
    let verdict = try InfluenceInquiry(draws: 39).verdict(on: graph, times: people.times)
    #expect(verdict.evidence.first { $0.test == .edgeReversal }?.unanswerable == .noDirectedEdges)
    #expect(verdict.unanswered.contains { $0.reason == .noDirectedEdges })
    #expect(verdict.remedies.contains { $0.contains("who addressed whom") })
  }

  @Test func aCrowdedPeriodIsSuspected() throws {
    var periods = (0..<400).map { Int32($0 % 20) }
    for person in 0..<300 where person % 3 == 0 { periods[person] = 7 }
    let shocks = AdoptionTimes(periods: periods + [Int32](repeating: AdoptionTimes.never, count: 600), count: 20)
      .crowdedPeriods(first: 1)
    guard case .period(7, let adopters, let expected) = shocks.first else {
      Issue.record("\(shocks)")
      return
    }
    #expect(shocks.count == 1 && Double(adopters) > 3 * expected)
    // As many in every period: more of those at risk at the end, but no crowd.
    let even = AdoptionTimes(
      periods: (0..<400).map { Int32($0 % 20) } + [Int32](repeating: AdoptionTimes.never, count: 600), count: 20)
    #expect(even.crowdedPeriods(first: 1).isEmpty)
  }

  @Test func settingsOutsideTheirRangeAreRefused() throws {
    let people = try NamedWorld.null.world.population(seed: 1)
    for inquiry in [InfluenceInquiry(level: 0), InfluenceInquiry(draws: 18), InfluenceInquiry(level: .nan)] {
      let error = #expect(throws: KithError.self) {
        try inquiry.verdict(on: people.graph, times: people.times)
      }
      #expect(error?.diagnostic.code == "E720")
    }
    #expect(throws: KithError.self) {
      try InfluenceInquiry().verdict(on: people.graph, times: AdoptionTimes(periods: [0, 1], count: 3))
    }
  }
}
