import Foundation
import KithFoundation
import KithStatistics
import KithTestSupport
import Testing

@testable import KithInfluence

@Suite("ReversedExposure")
struct ReversedExposureTests {
  @Test("Three exposures by hand give the same difference", arguments: 1...4)
  func byHand(seed: UInt64) throws {
    let people = SmallStudies.population(seed: seed)
    let study = try people.study
    let result = try ReversedExposure().result(of: study)
    var columns: [[Double]] = [[], [], []]
    for person in 0..<study.rows.people {
      let (out, inward) = (Set(people.graph.outNeighbors(of: person)), Set(people.graph.inNeighbors(of: person)))
      let kinds = [out.intersection(inward), out.subtracting(inward), inward.subtracting(out)]
      for step in 0..<study.rows.rows(of: person).count {
        for (kind, contacts) in kinds.enumerated() {
          columns[kind].append(log(1 + Double(contacts.count { people.times.periods[Int($0)] < Int32(1 + step) })))
        }
      }
    }
    var data = study.regression(.communities, [])
    data.columns += zip(["both", "out", "in"], columns).map { .init($0, rows: $1) }
    let fit = try LogisticRegression().fit(data)
    #expect(approximately(result.reciprocal!.estimate, fit.estimate("both")!, 1e-7))
    #expect(approximately(result.followees!.estimate, fit.estimate("out")!, 1e-7))
    #expect(approximately(result.followers!.estimate, fit.estimate("in")!, 1e-7))
    #expect(approximately(result.difference!.z, fit.difference("out", "in")!.z, 1e-6))
  }

  @Test("Turning every edge round turns the difference round")
  func turned() throws {
    let people = SmallStudies.population(seed: 8, people: 200)
    let forward = try ReversedExposure().result(of: AdoptionStudy(people.times, over: people.graph))
    let backward = try ReversedExposure().result(of: AdoptionStudy(people.times, over: people.graph.influence))
    #expect(approximately(forward.difference!.estimate, -backward.difference!.estimate, 1e-8))
    #expect(approximately(forward.difference!.error, backward.difference!.error, 1e-8))
  }

  @Test("Without edges of one direction there is no answer")
  func undirected() throws {
    let graph = SmallStudies.graph(4, [(0, 1), (1, 2), (2, 3)], isDirected: false)
    let times = AdoptionTimes(periods: [0, 1, .max, .max], count: 4)
    let result = try ReversedExposure().result(of: AdoptionStudy(times, over: graph))
    #expect(result.difference == nil && result.undefined == Unanswerable.noDirectedEdges.reason)
  }
}
