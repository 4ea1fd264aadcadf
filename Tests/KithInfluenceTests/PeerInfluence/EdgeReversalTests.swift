import KithFoundation
import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Edge reversal")
struct EdgeReversalTests {
  @Test func influenceFollowsTheDirectionAndLikenessDoesNot() throws {
    var mean: [NamedWorld: Double] = [:]
    for world in [NamedWorld.influence, .homophily] {
      for seed in 1...6 as ClosedRange<UInt64> {
        let people = try world.world.population(seed: seed)
        let result = try EdgeReversal(draws: 39).result(on: people.graph, times: people.times)
        mean[world, default: 0] += result.null.observed / 6
        #expect(result.forward == (try CompanyEffect(on: people.graph, times: people.times)))
      }
    }
    // Expected 0.33 and 0.02, with a standard error of about 0.05.
    #expect(mean[.influence]! > 0.15 && abs(mean[.homophily]!) < 0.15, "\(mean)")
  }

  @Test func randomDirectionsAreThoseOfRealGraphs() throws {
    // Every draw must be the difference of some orientation: with two one-way edges there are four.
    let never = AdoptionTimes.never
    let edges = [(0, 1), (1, 2), (2, 1), (2, 3), (4, 5), (5, 4), (3, 6), (6, 3), (0, 6), (6, 0)]
    let times = AdoptionTimes(periods: [3, 1, 2, never, 2, 4, 0], count: 6)
    func graph(_ edges: [(Int, Int)]) -> Graph {
      Graph(sources: edges.map { UInt32($0.0) }, targets: edges.map { UInt32($0.1) }, nodeCount: 7)
    }
    func difference(_ graph: Graph) throws -> Double {
      try CompanyEffect(on: graph, times: times).alpha - CompanyEffect(on: graph.influence, times: times).alpha
    }
    var possible: [Double] = []
    for turn in 0..<4 {
      var edges = edges
      if turn & 1 == 1 { edges[0] = (1, 0) }
      if turn & 2 == 2 { edges[3] = (3, 2) }
      possible.append(try difference(graph(edges)))
    }
    let result = try EdgeReversal(draws: 400).result(on: graph(edges), times: times)
    #expect(result.oneWay == 2 && approximately(result.null.observed, possible[0], 1e-9))
    #expect(result.null.undefinedDraws == 0)
    let mean = possible.reduce(0, +) / 4
    let spread = (possible.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 4).squareRoot()
    #expect(abs((result.null.mean ?? .infinity) - mean) < 4 * spread / 20)
    #expect(approximately(result.null.deviation ?? 0, spread, 0.15 * spread))
    let atLeast = Double(possible.count { $0 >= possible[0] - 1e-9 }) / 4
    #expect(abs(result.null.upper - atLeast) < 0.1)
  }

  @Test func threadsDoNotMatter() throws {
    let people = try NamedWorld.both.world.population(seed: 2)
    let test = EdgeReversal(draws: 40)
    #expect(
      try test.result(on: people.graph, times: people.times)
        == test.result(on: people.graph, times: people.times, execution: Execution(threads: 2)))
  }

  @Test func edgesInBothDirectionsSayNothing() throws {
    let both = Graph(sources: [0, 1, 1, 2], targets: [1, 0, 2, 1], nodeCount: 4)
    let times = AdoptionTimes(periods: [0, 1, 3, AdoptionTimes.never], count: 5)
    #expect(throws: Unanswerable.noDirectedEdges) { try EdgeReversal(draws: 9).result(on: both, times: times) }
    let undirected = Graph(sources: [0, 1], targets: [1, 2], nodeCount: 4, isDirected: false)
    #expect(throws: Unanswerable.noDirectedEdges) { try EdgeReversal(draws: 9).result(on: undirected, times: times) }
  }
}
