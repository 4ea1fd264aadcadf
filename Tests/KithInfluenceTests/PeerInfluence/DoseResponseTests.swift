import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithInfluence

@Suite("Dose and response")
struct DoseResponseTests {
  @Test func countsSharesAndGroupsOfASmallGraph() throws {
    // 0 addresses 1, 2, 3; 1 and 2 know each other. 1 adopts in 0, 2 in 1, 3 in 2, 0 in 4.
    let graph = Graph(sources: [0, 0, 0, 2], targets: [1, 2, 3, 1], nodeCount: 4)
    let times = AdoptionTimes(periods: [4, 0, 1, 2], count: 5)
    let curve = try DoseResponse(draws: 0, parts: 2).curve(on: graph, times: times)
    // Person 0: period 1 with one, 2 with two (one group), 3 and 4 with all (two groups). Person 2: period 1 with
    // one, who is all they address. Person 3: periods 1 and 2 with none.
    #expect(curve.byCount.map(\.k) == [0, 1, 2, 3])
    #expect(curve.byCount.map(\.atRisk) == [2, 2, 1, 2])
    #expect(curve.byCount.map(\.adoptions) == [1, 1, 0, 1])
    #expect(curve.byShare.map(\.k) == [0, 0.5, 1] && curve.byShare.map(\.atRisk) == [2, 1, 4])
    #expect(curve.byGroups.map(\.atRisk) == [2, 3, 2] && curve.byGroups.map(\.adoptions) == [1, 1, 1])
    #expect(curve.byCount.allSatisfy { $0.shuffled == nil })
  }

  @Test func wilsonsIntervalAsTabled() {
    // 4 of 20: 0.0807 to 0.4160; 0 of 10: 0 to 0.2775.
    let some = Dose.Cell(atRisk: 20, adoptions: 4).wilson
    #expect(approximately(some.lowerBound, 0.0807, 5e-5) && approximately(some.upperBound, 0.4160, 5e-5))
    let none = Dose.Cell(atRisk: 10, adoptions: 0).wilson
    #expect(none.lowerBound == 0 && approximately(none.upperBound, 0.2775, 5e-5))
  }

  @Test func againstThePersonPeriodTable() throws {
    for seed in 0..<20 as Range<UInt64> {
      var random = RandomStream(seed: seed, purpose: "test.dose")
      let edges = RandomEdges(seed: seed, isDirected: seed % 3 > 0, maxNodes: 25)
      let graph = edges.graph
      let times = (0..<graph.nodeCount).map { _ in
        random.unit() < 0.4 ? AdoptionTimes.never : Int32(random.below(6))
      }
      let adoption = AdoptionTimes(periods: times, count: 6)
      guard let curve = try? DoseResponse(draws: 0, parts: 4).curve(on: graph, times: adoption) else { continue }
      var byGroups: [Int: (Int, Int)] = [:]
      var byCount = byGroups
      for person in times.indices {
        for period in 1..<6 where times[person] >= Int32(period) {
          let company = graph.outNeighbors(of: person).map { Int($0) }.filter { times[$0] < Int32(period) }
          let adopts = times[person] == Int32(period) ? 1 : 0
          byCount[company.count, default: (0, 0)].0 += 1
          byCount[company.count]!.1 += adopts
          let groups = groupCount(company, graph)
          byGroups[groups, default: (0, 0)].0 += 1
          byGroups[groups]!.1 += adopts
        }
      }
      for (found, table) in [(curve.byCount, byCount), (curve.byGroups, byGroups)] {
        #expect(found.map { Int($0.k) } == table.keys.sorted(), "\(edges)")
        for dose in found {
          #expect(dose.atRisk == table[Int(dose.k)]!.0 && dose.adoptions == table[Int(dose.k)]!.1, "\(edges)")
        }
      }
      #expect(curve.byShare.reduce(0) { $0 + $1.atRisk } == curve.byCount.reduce(0) { $0 + $1.atRisk })
    }
  }

  @Test func likenessRaisesTheCurveAndTheBandAlike() throws {
    // In a world of likeness the curve rises; the band of shuffled times rises with it.
    let people = try NamedWorld.homophily.world.population(seed: 11)
    let test = DoseResponse(draws: 60)
    let curve = try test.curve(on: people.graph, times: people.times, execution: Execution(threads: 2))
    #expect(curve == (try test.curve(on: people.graph, times: people.times)))
    let few = curve.byCount[0]
    let many = curve.byCount[3]
    #expect(many.share > few.share)
    #expect(try #require(many.shuffled).lowerBound > few.share)
    #expect(curve.byCount.prefix(4).count { try! #require($0.shuffled).contains($0.share) } >= 3)
  }

  @Test func badSettingsAreRefused() throws {
    let people = try NamedWorld.null.world.population(seed: 1)
    for test in [DoseResponse(draws: 10), DoseResponse(parts: 0)] {
      let error = #expect(throws: KithError.self) { try test.curve(on: people.graph, times: people.times) }
      #expect(error?.diagnostic.code == "E720")
    }
  }

  /// Connected components of people by edges among them, either way.
  private func groupCount(_ people: [Int], _ graph: Graph) -> Int {
    var rest = Set(people)
    var groups = 0
    while let start = rest.popFirst() {
      groups += 1
      var queue = [start]
      while let person = queue.popLast() {
        for other in rest
        where graph.outNeighbors(of: person).contains(UInt32(other))
          || graph.outNeighbors(of: other).contains(UInt32(person))
        {
          rest.remove(other)
          queue.append(other)
        }
      }
    }
    return groups
  }
}
