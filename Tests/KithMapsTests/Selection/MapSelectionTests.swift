import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@testable import KithMaps

struct MapSelectionTests {
  private func selection(_ graph: Graph, _ values: [Double], _ options: MapOptions) throws -> MapSelection {
    try MapSelection(
      graph: graph, scores: NodeScores(measure: PageRank.info, values: values), options: options, execution: .serial)
  }

  @Test func takesEveryoneWhenThereIsRoom() throws {
    let chosen = try selection(Karate.graph, (0..<34).map(Double.init), MapOptions())
    #expect(chosen.nodes == Array(0..<34))
    #expect(chosen.edges.count == 78)
    #expect(chosen.edgesAmong == 78)
    #expect(chosen.core == [33, 32, 31, 30, 29, 28], "a fifth of the people at most")
  }

  @Test func joinsTheCoreByAShortestChain() throws {
    // 0 – 1 – 2 – 3 – 4 with the two best at the ends, and a better-scored pair apart from them.
    let graph = makeGraph(30, [(0, 1), (1, 2), (2, 3), (3, 4), (10, 11)])
    var values = [Double](repeating: 0, count: 30)
    (values[0], values[4], values[10], values[11]) = (10, 9, 8, 7)
    let chosen = try selection(graph, values, MapOptions(maxNodes: 5, core: 2))
    #expect(chosen.nodes == [0, 1, 2, 3, 4])
  }

  @Test func growsByScore() throws {
    let graph = makeGraph(20, (1..<20).map { ($0, 0) })
    let chosen = try selection(graph, (0..<20).map { $0 == 0 ? 100 : Double($0) }, MapOptions(maxNodes: 4, core: 1))
    #expect(chosen.nodes == [0, 17, 18, 19])
  }

  @Test func putsPeopleWithoutRelationsLast() throws {
    let graph = makeGraph(10, [(0, 1), (2, 3)])
    var values = [Double](repeating: 0, count: 10)
    (values[0], values[9]) = (5, 4)
    #expect(try selection(graph, values, MapOptions(maxNodes: 4, core: 1)).nodes == [0, 1, 2, 3])
    #expect(try selection(graph, values, MapOptions(maxNodes: 5, core: 1)).nodes == [0, 1, 2, 3, 9])
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func staysConnectedWhereTheGraphIs(seed: UInt64) throws {
    let (graph, _) = makeCommunities(400, groups: 5, seed: seed)
    let largest = WeakComponents().partition(of: graph).sizes[0]
    let scores = try PageRank().scores(in: graph)
    for room in [1, 2, 17, 100, 250] where room <= largest {
      let chosen = try MapSelection(
        graph: graph, scores: scores, options: MapOptions(maxNodes: room, maxEdges: room * 2, core: 5),
        execution: .serial)
      #expect(chosen.nodes.count == room)
      let core = Set(scores.top(min(5, room)))
      #expect(core.isSubset(of: chosen.nodes), "seed \(seed)")
      // The core is kept even where its chains do not fit.
      if room >= 17 && WeakComponents().partition(of: graph).count == 1 {
        #expect(isConnected(chosen), "seed \(seed), \(room) people")
      }
    }
  }

  @Test func keepsEveryoneAttachedWhenRelationsAreCut() throws {
    var edges: [(Int, Int, Float)] = []
    for a in 0..<30 { for b in 0..<30 where a != b { edges.append((a, b, Float(1 + (a * b) % 7))) } }
    let graph = makeGraph((0..<30).map { "p" + String(100 + $0) }, edges)
    let chosen = try selection(graph, (0..<30).map(Double.init), MapOptions(maxEdges: 40))
    #expect(chosen.edgesAmong == 870)
    #expect(chosen.edges.count == 40)
    #expect(isConnected(chosen))
    #expect(zip(chosen.edges, chosen.edges.dropFirst()).allSatisfy { $0.weight >= $1.weight })
    #expect(chosen.shaping.count == 90 && chosen.shaping.prefix(20) == chosen.edges.prefix(20))
    // A maximum spanning forest has the heaviest edges that do not close a cycle: 7 joins all here.
    #expect(chosen.edges.prefix(20).allSatisfy { $0.weight == 7 })
  }

  @Test func survivesLimitsOfNothing() throws {
    let options = MapOptions(maxNodes: 0, maxEdges: 0, core: 0, labels: 0)
    #expect(try selection(Karate.graph, [Double](repeating: 1, count: 34), options).nodes.isEmpty)
    let negative = MapOptions(maxNodes: -3, maxEdges: -1, core: -1, labels: -1)
    #expect(try selection(Karate.graph, [Double](repeating: 1, count: 34), negative).nodes.isEmpty)
  }

  private func isConnected(_ selection: MapSelection) -> Bool {
    var sets = DisjointSets(count: selection.nodes.count)
    var parts = selection.nodes.count
    for edge in selection.edges where sets.union(edge.source, edge.target) { parts -= 1 }
    return parts <= 1
  }
}
