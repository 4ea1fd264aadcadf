import KithFoundation
import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Rewiring that keeps degrees")
struct DegreePreservingRewiringTests {
  static let clubs = Trait(name: "club", values: .nominal(HomophilyData.clubs))

  @Test("A sound graph of the same degrees, little like the first", arguments: 0..<12)
  func degrees(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 4 < 2)
    let graph = edges.graph
    guard let rewired = try DegreePreservingRewiring(seed: seed).graph(0, of: graph) else { return }
    #expect(brokenPromises(of: rewired).isEmpty, "\(edges)")
    for node in 0..<graph.nodeCount {
      #expect(rewired.out.degree(node) == graph.out.degree(node), "\(edges)")
      #expect(rewired.in.degree(node) == graph.in.degree(node), "\(edges)")
      if graph.isDirected, let weights = graph.out.weights {
        // Weights stay with their sources.
        let before = weights[graph.out.offsets[node]..<graph.out.offsets[node + 1]].sorted()
        let after = (rewired.out.offsets[node]..<rewired.out.offsets[node + 1]).map { rewired.out.weight(at: $0) }
        #expect(before == after.sorted(), "\(edges)")
      }
    }
    #expect(
      (graph.out.weights ?? []).sorted() == (rewired.out.weights ?? []).sorted(), "\(edges)")
  }

  @Test("All graphs of the degrees come equally often")
  func uniform() throws {
    // Degrees 2 2 2 1 1: 7 graphs, one of them a triangle beside an edge.
    var builder = GraphBuilder(isDirected: false)
    for (a, b) in [(0, 1), (1, 2), (0, 3), (2, 4)] { builder.add(a, b) }
    let graph = builder.build(nodeCount: 5)
    var counts: [[UInt32]: Int] = [:]
    let draws = 2100
    for index in 0..<draws {
      let rewired = try #require(try DegreePreservingRewiring(swapsPerEdge: 5).graph(index, of: graph))
      counts[rewired.out.neighbors, default: 0] += 1
    }
    #expect(counts.count == 7)
    let expected = Double(draws) / 7
    let squared = counts.values.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    // χ² with 6 degrees: above 22.5 once in a thousand.
    #expect(squared < 22.5, "\(counts)")
  }

  @Test("Threads and row order change nothing; another seed does")
  func deterministic() throws {
    var compared = 0
    for seed in 0..<8 as Range<UInt64> {
      let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 4 < 2)
      let trait = Trait(name: "x", values: .numeric(HomophilyData.randomValues(edges.nodeCount, seed: seed)))
      let null = DegreePreservingRewiring(draws: 10, seed: 3)
      let one = try null.assortativity(of: trait, over: edges.graph)
      let two = try null.assortativity(of: trait, over: edges.shuffledGraph(1), execution: Execution(threads: 2))
      #expect(one == two, "\(edges)")
      if one == nil { continue }
      compared += 1
      let other = try DegreePreservingRewiring(draws: 10, seed: 4).assortativity(of: trait, over: edges.graph)
      #expect(one != other, "\(edges)")
    }
    #expect(compared > 2)
  }

  @Test("Every draw's value is that of the graph it names", arguments: [false, true])
  func draws(isWeighted: Bool) throws {
    let graph = isWeighted ? Karate.weighted : Karate.graph
    let null = DegreePreservingRewiring(draws: 5, seed: 2)
    let comparison = try #require(try null.assortativity(of: Self.clubs, over: graph))
    let values = try (0..<5).map { index in
      try defined(
        Assortativity().estimate(
          of: HomophilyData.clubs, over: #require(try null.graph(index, of: graph))
        ).value)
    }
    #expect(approximately(try #require(comparison.mean), values.reduce(0, +) / 5, 1e-12))
  }

  @Test("Karate: likeness beyond that of degrees")
  func karate() throws {
    let null = try #require(
      try DegreePreservingRewiring(draws: 499).assortativity(of: Self.clubs, over: Karate.graph))
    #expect(null.upper == 1.0 / 500)
    let (mean, z) = (try #require(null.mean), try #require(null.z))
    #expect(abs(mean) < 0.08 && z > 5)
  }

  @Test("No null model where the degrees allow no other graph")
  func rigid() throws {
    var star = GraphBuilder(isDirected: false)
    for leaf in 1..<6 { star.add(0, leaf) }
    let graph = star.build(nodeCount: 6)
    #expect(try DegreePreservingRewiring().graph(0, of: graph) == nil)
    let trait = Trait(name: "g", values: .nominal(HomophilyData.column([0, 0, 1, 1, 0, 1], groups: 2)))
    #expect(try DegreePreservingRewiring().assortativity(of: trait, over: graph) == nil)
    let summary = try Homophily(null: .rewiring(DegreePreservingRewiring())).summary(of: trait, over: graph)
    #expect(summary.assortativity.value.value != nil && summary.null == nil)
  }

  @Test func refusals() {
    #expect(throws: KithError.self) {
      try DegreePreservingRewiring(swapsPerEdge: 0).assortativity(of: Self.clubs, over: Karate.graph)
    }
    #expect(throws: KithError.self) {
      try DegreePreservingRewiring(draws: 0).assortativity(of: Self.clubs, over: Karate.graph)
    }
  }
}
