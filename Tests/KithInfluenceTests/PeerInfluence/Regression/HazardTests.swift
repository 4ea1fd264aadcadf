import Foundation
import KithFoundation
import KithGraph
import KithMeasures
import KithStatistics
import KithTestSupport
import Testing

@testable import KithInfluence

@Suite("Hazard")
struct HazardTests {
  /// As netdiffuseR and R's glm have it: share of weight, month dummies.
  static let valente = AdoptionStudy.Design(exposure: .share, usesWeights: true, usesDegrees: false, usesSquares: false)

  @Test("The doctors did not follow each other once time is controlled, to the digits of R", arguments: [true, false])
  func doctors(codesCensored: Bool) throws {
    let times = codesCensored ? MedicalInnovation.coded : MedicalInnovation.times
    let study = try AdoptionStudy(times, over: MedicalInnovation.graph, design: Self.valente)
    let main = try Hazard().result(of: study).main
    #expect(main.controls == .periods)
    // R stops a step earlier: its errors differ in the eighth digit, and its likelihood by the rows that drop out here.
    let exposure = main.exposure!
    #expect(approximately(exposure.estimate, -0.1752183367, 1e-9))
    #expect(approximately(exposure.error, 0.290099459, 2e-8))
    #expect(approximately(main.fit!.modelTest("exposure")!.error, 0.3232504849, 1e-8))
    #expect(approximately(main.fit!.logLikelihood, -297.1116383, 2e-6))
    #expect(exposure.greater > 0.5)

    let proage = KithInfluence.Trait(name: "proage", values: .numeric(MedicalInnovation.proage))
    let informed = try AdoptionStudy(times, over: MedicalInnovation.graph, traits: [proage], design: Self.valente)
    let result = try Hazard().result(of: informed)
    #expect(result.stages.map(\.controls) == [.none, .periods, .traits])
    let fit = result.main.fit!
    #expect(approximately(fit.estimate("exposure")!, -0.1820718377, 1e-9))
    #expect(approximately(fit.modelTest("exposure")!.error, 0.3269540374, 1e-8))
    #expect(approximately(fit.estimate("proage")!, 0.2045703625, 1e-9))
    #expect(approximately(fit.modelTest("proage")!.error, 0.06731115077, 1e-8))
    #expect(result.traits[0].slope?.estimate == fit.estimate("proage") && result.traits[0].p! < 0.01)
    #expect(result.effect!.oddsRatio < 1 && result.effect!.attributableShare < 0)
  }

  @Test("Columns written out by hand give the same fit", arguments: 1...6)
  func byHand(seed: UInt64) throws {
    let people = SmallStudies.population(seed: seed)
    let fit = try Hazard().result(of: people.study).main.fit!
    // Every row again, one at a time.
    var rows: [(person: Int, period: Int)] = []
    for person in 0..<people.graph.nodeCount {
      for period in 1..<people.times.count where Int32(period) <= people.times.periods[person] {
        rows.append((person, period))
      }
    }
    let answers = rows.map { people.times.periods[$0.person] == Int32($0.period) ? 1.0 : 0 }
    let mean = people.trait.reduce(0, +) / Double(people.trait.count)
    let group = people.communities.assignment
    let rates = rows.indices.map { row in
      let others = rows.indices.filter {
        $0 != row && rows[$0].period == rows[row].period && group[rows[$0].person] == group[rows[row].person]
      }
      return others.isEmpty ? 0 : others.reduce(0) { $0 + answers[$1] } / Double(others.count)
    }
    var data = LogisticData(answers: answers)
    data.groups = .init(codes: rows.map { UInt32($0.period) }, count: people.times.count)
    data.clusters = .init(codes: rows.map { UInt32($0.person) }, count: people.graph.nodeCount)
    data.columns = [
      .init("out", rows: rows.map { log(1 + Double(people.graph.out.degree($0.person))) }),
      .init("in", rows: rows.map { log(1 + Double(people.graph.in.degree($0.person))) }),
      .init("x", rows: rows.map { people.trait[$0.person] - mean }),
      .init("x2", rows: rows.map { pow(people.trait[$0.person] - mean, 2) }),
      .init("rate", rows: rates),
      .init(
        "b", rows: rows.map { log(1 + Double(SmallStudies.exposure(people.graph, people.times, $0.person, $0.period))) }
      ),
    ]
    let slow = try LogisticRegression().fit(data)
    #expect(fit.names.count == 6 && slow.names.count == 6)
    for j in 0..<6 {
      #expect(approximately(fit.estimates[j], slow.estimates[j], 1e-8), "seed \(seed)")
      let (a, b) = (fit.clusteredCovariance![j, j], slow.clusteredCovariance![j, j])
      #expect(approximately(a, b, 1e-8), "seed \(seed)")
    }
  }

  @Test("The size of the effect is what the fitted chances say", arguments: 1...4)
  func size(seed: UInt64) throws {
    let people = SmallStudies.population(seed: seed)
    let study = try people.study
    let result = try Hazard().result(of: study)
    let (effect, fit) = (result.effect!, result.main.fit!)
    let b = fit.estimate("exposure")!
    #expect(approximately(effect.oddsRatio, pow(2, b), 1e-12))
    let data = study.regression(.communities, [study.exposureColumn("exposure", study.amounts)])
    let eta = fit.predictors(of: data)
    func chance(_ eta: Double) -> Double { 1 / (1 + exp(-eta)) }
    var (sum, without, first, count) = (0.0, 0.0, 0.0, 0.0)
    for person in 0..<study.rows.people {
      for (step, row) in study.rows.rows(of: person).enumerated() where eta.base[row].isFinite {
        let dose = log(1 + Double(SmallStudies.exposure(people.graph, people.times, person, 1 + step)))
        sum += chance(eta.base[row])
        without += chance(eta.base[row] - b * dose)
        first += chance(eta.base[row] - b * dose + b * log(2)) - chance(eta.base[row] - b * dose)
        count += 1
      }
    }
    // Maximum likelihood with an intercept a period repeats the number of adoptions.
    #expect(approximately(sum, fit.yes, 1e-6))
    #expect(approximately(effect.attributableShare, 1 - without / sum, 1e-10))
    #expect(approximately(effect.averageMarginal, first / count, 1e-12))
    #expect(effect.attributableInterval.contains(effect.attributableShare))
    #expect(effect.averageMarginalInterval.contains(effect.averageMarginal))
  }

  @Test("Classes are weighed against the commonest; who belongs to an unknown one is left out and counted")
  func classes() throws {
    let people = SmallStudies.population(seed: 2, people: 300)
    let names = NameTable(["east", "moon", "north", "west"])
    // Nobody on the moon adopts: it drops out with its rows.
    let codes = (0..<300).map { person -> UInt32 in
      if person < 5 { return InteractionLog.none }
      if person < 20 && !people.times.hasAdopted(person) { return 1 }
      return people.trait[person] > 0.7 ? 0 : people.trait[person] > -0.7 ? 2 : 3
    }
    let place = KithInfluence.Trait(name: "place", values: .nominal(CodedColumn(names: names, codes: codes)))
    let result = try Hazard().result(of: AdoptionStudy(people.times, over: people.graph, traits: [place]))
    #expect(result.leftOut == 5)
    let fit = result.main.fit!
    #expect(fit.estimate("place: east")! > 0 && fit.estimate("place: west")! < 0)
    #expect(fit.omitted.map(\.name) == ["place: moon"])
    #expect(result.traits[0].degrees == 2 && result.traits[0].p! < 0.05 && result.traits[0].slope == nil)
  }

  @Test("Any number of threads, the same bits")
  func threads() throws {
    let people = SmallStudies.population(seed: 3, people: 900)
    let (one, two) = (Execution(threads: 1), Execution(threads: 2))
    let traits = [KithInfluence.Trait(name: "taste", values: .numeric(people.trait))]
    func result(_ execution: Execution) throws -> HazardResult {
      let study = try AdoptionStudy(
        people.times, over: people.graph, traits: traits, communities: people.communities, execution: execution)
      return try Hazard().result(of: study, execution: execution)
    }
    let (a, b) = try (result(one), result(two))
    #expect(a.stages.map(\.exposure) == b.stages.map(\.exposure) && a.effect == b.effect)
  }

  @Test("Without controls likeness looks like influence; held constant, it does not")
  func worlds() throws {
    func stages(_ world: NamedWorld) throws -> HazardResult {
      let people = try world.world.population(seed: 11)
      let study = try AdoptionStudy(
        people.times, over: people.graph, traits: [people.seen], communities: people.communities)
      return try Hazard().result(of: study, execution: Execution(threads: 2))
    }
    let alike = try stages(.homophily)
    #expect(alike.stages[0].exposure!.greater < 0.05 && alike.main.exposure!.greater > 0.05)
    #expect(alike.traits[0].p! < 0.001)
    let moved = try stages(.influence)
    #expect(moved.main.exposure!.greater < 0.01 && moved.effect!.attributableShare > 0.1)
  }

  @Test("A stage without an answer says why; one community is no stage; confidence is checked")
  func undefined() throws {
    // Whoever addresses an adopter adopts next; nobody else does.
    let graph = SmallStudies.graph(6, [(1, 0), (2, 0), (3, 4), (4, 5), (5, 3)])
    let times = AdoptionTimes(periods: [0, 1, 1, .max, .max, .max], count: 2)
    let study = try AdoptionStudy(times, over: graph, communities: Partition(labels: [0, 0, 0, 0, 0, 0]))
    let result = try Hazard().result(of: study)
    #expect(result.stages.map(\.controls) == [.none, .periods])
    #expect(result.stages[0].exposure == nil && result.stages[0].undefined != nil && result.effect == nil)
    #expect(throws: KithError.self) { try Hazard(confidence: 1).result(of: study) }
  }
}
