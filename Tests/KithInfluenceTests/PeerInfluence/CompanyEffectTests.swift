import Foundation
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithInfluence

@Suite("Company's effect on adoption")
struct CompanyEffectTests {
  static let file = "data/netdiffuseR/medInnovations-ties.csv"

  /// Coleman, Katz and Menzel's doctors as the R package has them: period 18 is taken for adoption.
  static func doctors() throws -> (graph: Graph, times: AdoptionTimes) {
    func rows(_ name: String) throws -> [[Substring]] {
      let path = try #require(sharedData("data/netdiffuseR/\(name).csv"))
      return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
        .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
    let people = try rows("medInnovations-people").sorted { $0[0] < $1[0] }
    let nodes = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1[0], $0) })
    var builder = GraphBuilder()
    for row in try rows("medInnovations-ties") {
      builder.add(try #require(nodes[row[0]]), try #require(nodes[row[1]]), weight: try #require(Float(row[2])))
    }
    let periods = try people.map { try #require(Int32($0[1])) - 1 }
    return (builder.build(nodeCount: people.count), AdoptionTimes(periods: periods, count: 18))
  }

  @Test(.enabled(if: sharedData(file) != nil, "../shared is absent"))
  func theDoctorsAsGlmFitsThem() throws {
    let (graph, times) = try Self.doctors()
    let effect = try CompanyEffect(on: graph, times: times, counted: .weight)
    #expect(effect.atRisk == 872 && effect.adoptions == 114)
    #expect(approximately(effect.alpha, 0.1799250749, 1e-9))
    #expect(approximately(effect.beta, -2.04087361, 1e-8))
    // R's glm takes the error one step before its last.
    #expect(approximately(effect.alphaError, 0.1434377484, 1e-6))
  }

  @Test(.enabled(if: sharedData(file) != nil, "../shared is absent"))
  func theDoctorsDidNotFollowEachOther() throws {
    let (graph, times) = try Self.doctors()
    let shuffled = try ShuffleTest(draws: 199, counted: .weight).result(on: graph, times: times)
    #expect(shuffled.null.upper > 0.1, "\(shuffled.null.upper)")
    let reversed = try EdgeReversal(draws: 199).result(on: graph, times: times)
    #expect(reversed.null.upper > 0.1, "\(reversed.null.upper)")
  }

  @Test func countsAreThoseOfThePersonPeriodTable() throws {
    for seed in 0..<30 as Range<UInt64> {
      var random = RandomStream(seed: seed, purpose: "test.company")
      let edges = RandomEdges(seed: seed)
      let graph = edges.graph
      let periods = 2 + random.below(8)
      let first = random.below(2)
      let times = (0..<graph.nodeCount).map { _ in
        random.unit() < 0.4 ? AdoptionTimes.never : Int32(random.below(periods))
      }
      let most = (0..<graph.nodeCount).map(graph.out.degree).max() ?? 0
      let tally = CompanyTally(followers: graph.in, counted: .people, most: most, periods: periods, first: first)
      // Twice, as a tally is used again and again.
      times.withUnsafeBufferPointer { tally.count($0.baseAddress!) }
      times.withUnsafeBufferPointer { tally.count($0.baseAddress!) }
      var atRisk = [Int](repeating: 0, count: most + 1)
      var adopted = atRisk
      for person in times.indices {
        for period in first..<periods where times[person] >= Int32(period) {
          let company = graph.outNeighbors(of: person).count { times[Int($0)] < Int32(period) }
          atRisk[company] += 1
          if times[person] == Int32(period) { adopted[company] += 1 }
        }
      }
      #expect((0...most).map(tally.cells.atRisk) == atRisk, "\(edges)")
      #expect((0...most).map(tally.cells.adopted) == adopted, "\(edges)")
    }
  }

  @Test func theFitSolvesItsScoreEquations() throws {
    let people = try NamedWorld.both.world.population(seed: 4)
    let effect = try CompanyEffect(on: people.graph, times: people.times)
    var (score, slope) = (0.0, 0.0)
    for person in 0..<500 {
      for period in 1..<20 where people.times.periods[person] >= Int32(period) {
        let company = people.graph.outNeighbors(of: person).count { people.times.periods[Int($0)] < Int32(period) }
        let z = log(1 + Double(company))
        let rest =
          (people.times.periods[person] == Int32(period) ? 1 : 0) - 1 / (1 + exp(-effect.beta - effect.alpha * z))
        score += rest
        slope += rest * z
      }
    }
    #expect(abs(score) < 1e-8 && abs(slope) < 1e-8)
  }

  @Test func whatCannotBeFittedSaysWhy() throws {
    let never = AdoptionTimes.never
    func reason(_ graph: Graph, _ periods: [Int32], count: Int = 4) -> Unanswerable? {
      do {
        _ = try CompanyEffect(on: graph, times: AdoptionTimes(periods: periods, count: count))
        return nil
      } catch { return error as? Unanswerable }
    }
    let pair = Graph(sources: [0], targets: [1], nodeCount: 3)
    #expect(reason(Graph(sources: [], targets: [], nodeCount: 3), [0, 1, 2]) == .noEdges)
    #expect(reason(pair, [never, never, never]) == .nobodyAdopted)
    #expect(reason(pair, [0, 0, never]) == .everybodyAdoptedAtOnce)
    #expect(reason(pair, [0, 0, never], count: 1) == .onePeriod)
    #expect(reason(pair, [2, never, never]) == .companyNeverVaries)
    #expect(reason(pair, [1, 0, never]) == .separated)
    #expect(throws: KithError.self) {
      try CompanyEffect(on: pair, times: AdoptionTimes(periods: [0], count: 2))
    }
    let fractions = Graph(sources: [0], targets: [1], weights: [0.5], nodeCount: 2)
    #expect(throws: KithError.self) {
      try CompanyEffect(on: fractions, times: AdoptionTimes(periods: [1, 0], count: 3), counted: .weight)
    }
  }
}
