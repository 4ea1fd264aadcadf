import Foundation
import KithFoundation
import KithStatistics
import KithTestSupport
import Testing

@testable import KithInfluence

@Suite("LeadLag")
struct LeadLagTests {
  @Test("Both exposures by hand give the same difference", arguments: 1...4)
  func byHand(seed: UInt64) throws {
    let people = SmallStudies.population(seed: seed)
    let study = try people.study
    let result = try LeadLag().result(of: study)
    var data = study.regression(.communities, [])
    var (past, future): ([Double], [Double]) = ([], [])
    for person in 0..<study.rows.people {
      for step in study.rows.rows(of: person).indices {
        let period = Int32(1 + step - study.rows.rows(of: person).lowerBound)
        let adoptions = people.graph.outNeighbors(of: person).map { people.times.periods[Int($0)] }
        past.append(log(1 + Double(adoptions.count { $0 < period })))
        future.append(log(1 + Double(adoptions.count { $0 >= period && $0 != AdoptionTimes.never })))
      }
    }
    data.columns += [.init("past", rows: past), .init("future", rows: future)]
    let fit = try LogisticRegression().fit(data)
    #expect(approximately(result.past!.estimate, fit.estimate("past")!, 1e-7))
    #expect(approximately(result.future!.estimate, fit.estimate("future")!, 1e-7))
    let difference = fit.difference("past", "future")!
    #expect(approximately(result.difference!.estimate, difference.estimate, 1e-7))
    #expect(approximately(result.difference!.error, difference.error, 1e-7))
    let variance = fit.clusteredCovariance!
    let (p, f) = (fit.names.firstIndex(of: "past")!, fit.names.firstIndex(of: "future")!)
    let expected = (variance[p, p] + variance[f, f] - 2 * variance[p, f]).squareRoot()
    #expect(approximately(difference.error, expected, 1e-12))
    #expect(result.censored > 0 && result.censored < 1 && result.undefined == nil)
  }

  @Test("Influence makes the past weigh more; likeness alone does not")
  func worlds() throws {
    func p(_ world: NamedWorld) throws -> Double {
      let people = try world.world.population(seed: 21)
      let study = try AdoptionStudy(
        people.times, over: people.graph, traits: [people.seen], communities: people.communities)
      return try LeadLag().result(of: study).difference!.greater
    }
    #expect(try p(.influence) < 0.05)
    #expect(try p(.latentHomophily) > 0.05)
  }

  @Test("No future to compare with: the reason is told")
  func undefined() throws {
    // The only adopter anybody addresses was there from the start, so nobody ever will adopt later.
    let graph = SmallStudies.graph(6, [(1, 0), (2, 0), (3, 0), (4, 1)])
    let times = AdoptionTimes(periods: [0, .max, 1, .max, .max, 2], count: 3)
    let result = try LeadLag().result(of: AdoptionStudy(times, over: graph, design: .init(usesDegrees: false)))
    #expect(result.difference == nil && result.undefined != nil)
  }
}
