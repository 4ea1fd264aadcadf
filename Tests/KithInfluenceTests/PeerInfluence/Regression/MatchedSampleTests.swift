import Foundation
import KithFoundation
import KithStatistics
import KithTestSupport
import Testing

@testable import KithInfluence

@Suite("MatchedSample")
struct MatchedSampleTests {
  @Test("Rates, matches and errors equal those found by going through all rows", arguments: 1...5)
  func byHand(seed: UInt64) throws {
    let people = SmallStudies.population(seed: seed)
    let study = try people.study
    let result = try MatchedSample().result(of: study, execution: Execution(threads: 2))
    struct Row { var person, period: Int, adopts: Double, isTreated: Bool, predictor: Double }
    var rows: [Row] = []
    let fit = result.propensity!
    var data = study.regression(.traits, [])
    data.columns.append(.init("community's adopters before", rows: study.rows.pastShares(in: people.communities)))
    let predictors = fit.predictors(of: data)
    for person in 0..<study.rows.people {
      for (step, row) in study.rows.rows(of: person).enumerated() {
        let company = SmallStudies.exposure(people.graph, people.times, person, 1 + step)
        rows.append(
          Row(
            person: person, period: 1 + step, adopts: people.times.periods[person] == Int32(1 + step) ? 1 : 0,
            isTreated: company >= 1, predictor: predictors.base[row]))
      }
    }
    let treated = rows.filter(\.isTreated)
    let control = rows.filter { !$0.isTreated }
    func rate(_ rows: [Row]) -> Double { rows.reduce(0) { $0 + $1.adopts } / Double(rows.count) }
    #expect(approximately(result.raw.treatedRate!, rate(treated), 1e-12))
    #expect(approximately(result.raw.ratio!, rate(treated) / rate(control), 1e-12))
    #expect(result.raw.pairs == treated.count)

    let finite = rows.map(\.predictor).filter(\.isFinite)
    let mean = finite.reduce(0, +) / Double(finite.count)
    let deviation = (finite.reduce(0) { $0 + pow($1 - mean, 2) } / Double(finite.count)).squareRoot()
    #expect(approximately(result.caliper!, 0.2 * deviation, 1e-9))
    var pairs: [(Row, Row)] = []
    for row in treated where row.predictor.isFinite {
      let others = control.filter { $0.period == row.period && $0.predictor.isFinite }
      guard let nearest = others.min(by: { abs($0.predictor - row.predictor) < abs($1.predictor - row.predictor) }),
        abs(nearest.predictor - row.predictor) <= 0.2 * deviation
      else { continue }
      pairs.append((row, nearest))
    }
    #expect(result.matched.pairs == pairs.count && result.unmatched == treated.count - pairs.count)
    let apart = pairs.map { $0.0.adopts - $0.1.adopts }
    let difference = apart.reduce(0, +) / Double(pairs.count)
    #expect(approximately(result.matched.difference!.estimate, difference, 1e-12))
    var variance = 0.0
    for person in 0..<study.rows.people {
      let asTreated = zip(pairs, apart).filter { $0.0.0.person == person }.reduce(0) { $0 + $1.1 - difference }
      let asControl = zip(pairs, apart).filter { $0.0.1.person == person }.reduce(0) { $0 + $1.1 - difference }
      variance += asTreated * asTreated + asControl * asControl
    }
    #expect(approximately(result.matched.difference!.error, variance.squareRoot() / Double(pairs.count), 1e-10))
    #expect(result.onlyTreated == pairs.count { $0.0.adopts > $0.1.adopts })
    #expect(result.onlyControl == pairs.count { $0.0.adopts < $0.1.adopts })
    #expect(result.random.pairs == treated.count { row in control.contains { $0.period == row.period } })
  }

  @Test("Matching makes the sides alike, and less is left of likeness than by lot")
  func balance() throws {
    let people = try NamedWorld.homophily.world.population(seed: 4)
    let study = try AdoptionStudy(people.times, over: people.graph, traits: [people.seen])
    let result = try MatchedSample().result(of: study)
    let trait = result.balance.first { $0.name == "trait" }!
    #expect(abs(trait.before!) > 0.3 && abs(trait.after!) < 0.15)
    #expect(result.matched.ratio! < result.random.ratio! && result.random.ratio! > 1.2)
    #expect(result.matched.ratioInterval!.contains(result.matched.ratio!))
    let again = try MatchedSample().result(of: study, execution: Execution(threads: 2))
    #expect(again.random == result.random && again.matched == result.matched && again.balance == result.balance)
    #expect(try MatchedSample(seed: 2).result(of: study).random != result.random)
  }

  @Test("No controls, no treated, no adopters among controls: each says so")
  func undefined() throws {
    // Whoever is at risk addresses the one who was there from the start.
    let all = SmallStudies.graph(4, [(1, 0), (2, 0), (3, 0), (1, 2)])
    let times = AdoptionTimes(periods: [0, .max, 1, .max], count: 3)
    let crowded = try MatchedSample().result(of: AdoptionStudy(times, over: all))
    #expect(crowded.raw.undefined == "everybody at risk had that much company")
    #expect(crowded.matched.undefined != nil && crowded.matched.ratio == nil)
    let many = try MatchedSample(company: 5).result(of: AdoptionStudy(times, over: all))
    #expect(many.raw.undefined == "nobody at risk had that much company")
    let some = SmallStudies.graph(5, [(1, 0), (2, 0), (3, 4)])
    let late = AdoptionTimes(periods: [0, 1, .max, .max, .max], count: 3)
    let only = try MatchedSample().result(of: AdoptionStudy(late, over: some))
    #expect(only.raw.ratio == nil && only.raw.undefined == "nobody without company adopted")
    for wrong in [MatchedSample(company: 0), MatchedSample(caliper: 0), MatchedSample(confidence: 1)] {
      #expect(throws: KithError.self) { try wrong.result(of: AdoptionStudy(late, over: some)) }
    }
  }
}
