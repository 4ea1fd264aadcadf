import KithFoundation
import KithGraph
import KithInfluence
import KithMeasures
import KithStatistics
import KithTestSupport
import Testing

@Suite("Permuted labels")
struct LabelPermutationTests {
  static let clubs = Trait(name: "club", values: .nominal(HomophilyData.clubs))

  @Test("Karate: 37.818 friendships within clubs by chance, deviation 3.71, z 7.87, and none as high")
  func karate() throws {
    let summary = try Homophily(null: .labels(LabelPermutation(draws: 1999))).summary(
      of: Self.clubs, over: Karate.graph)
    let ei = try #require(summary.groups?.eiNull)
    let (mean, deviation, z) = (try #require(ei.mean), try #require(ei.deviation), try #require(ei.z))
    // E–I is 1 − 2·within/78; four standard errors.
    #expect(abs((1 - mean) * 39 - 78 * 16.0 / 33) < 0.33)
    #expect(abs(deviation * 39 - 3.71) < 0.25 && abs(z + 7.87) < 0.6)
    #expect(ei.lower == 1.0 / 2000)
    #expect(summary.null?.upper == 1.0 / 2000)
    let hi = try #require(summary.groups?.homophilyNulls[0])
    #expect(hi.upper == 1.0 / 2000 && approximately(hi.observed, 0.8641975309, 1e-10))
  }

  @Test("All orders of a small graph: mean and p approach what counting gives")
  func everyOrder() throws {
    var builder = GraphBuilder()
    for (a, b) in [(0, 1), (1, 2), (2, 0), (3, 0), (3, 4)] { builder.add(a, b) }
    let graph = builder.build(nodeCount: 5)
    let observed = try defined(
      Assortativity().estimate(of: HomophilyData.column([0, 0, 0, 1, 1], groups: 2), over: graph).value)
    var (high, all) = (0.0, 0.0)
    for a in 0..<5 {
      for b in a + 1..<5 {
        let codes = (0..<5).map { $0 == a || $0 == b ? 1 : 0 }
        let value = try Assortativity().estimate(of: HomophilyData.column(codes, groups: 2), over: graph).value.value
        all += 1
        high += value.map { $0 >= observed - 1e-12 } ?? true ? 1 : 0
      }
    }
    let trait = Trait(name: "t", values: .nominal(HomophilyData.column([0, 0, 0, 1, 1], groups: 2)))
    let null = try #require(try LabelPermutation(draws: 3999).assortativity(of: trait, over: graph))
    #expect(abs(null.upper - high / all) < 0.03)
  }

  @Test("Threads and row order change nothing", arguments: 0..<4)
  func deterministic(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed < 2)
    let values = HomophilyData.randomValues(edges.nodeCount, seed: seed)
    let groups = HomophilyData.randomGroups(edges.nodeCount, groups: 3, seed: seed)
    for trait in [Trait(name: "x", values: .numeric(values)), Trait(name: "g", values: .nominal(groups))] {
      let null = LabelPermutation(draws: 50, seed: 7)
      let one = try null.assortativity(of: trait, over: edges.graph)
      let two = try null.assortativity(of: trait, over: edges.shuffledGraph(3), execution: Execution(threads: 2))
      #expect(one == two, "\(edges)")
      let other = try LabelPermutation(draws: 50, seed: 8).assortativity(of: trait, over: edges.graph)
      if let one, one.deviation ?? 0 > 0 { #expect(one != other, "\(edges)") }
    }
  }

  @Test("Labels at random are seldom extreme")
  func level() throws {
    var low = 0
    for seed in 0..<60 as Range<UInt64> {
      let trait = Trait(
        name: "g", values: .nominal(HomophilyData.randomGroups(34, groups: 2, seed: seed, unknown: false)))
      let null = try #require(try LabelPermutation(draws: 99, seed: 1).assortativity(of: trait, over: Karate.graph))
      low += null.upper <= 0.1 ? 1 : 0
    }
    // Binomial(60, 0.1): 15 and more in 2 of 1000 such tests.
    #expect(low < 15)
  }

  @Test("Inside groups only what goes beyond them counts")
  func strata() throws {
    // Two cliques; the trait is the clique: shuffled inside cliques it stays where it is.
    var builder = GraphBuilder(isDirected: false)
    for base in [0, 5] { for a in 0..<5 { for b in a + 1..<5 { builder.add(base + a, base + b) } } }
    builder.add(0, 5)
    let graph = builder.build(nodeCount: 10)
    let codes: [UInt32] = (0..<10).map { $0 / 5 }
    let trait = Trait(
      name: "clique", values: .nominal(CodedColumn(names: NameTable(["a", "b"]), codes: codes)))
    let null = LabelPermutation(draws: 99)
    #expect(try #require(try null.assortativity(of: trait, over: graph)).upper <= 0.05)
    let inside = try #require(try null.assortativity(of: trait, over: graph, within: Partition(labels: codes)))
    #expect(inside.upper == 1 && inside.z == nil)
  }

  @Test("Moran's I under permutation: its analytic moments")
  func moran() throws {
    let trait = Trait(name: "club", values: .numeric(HomophilyData.clubNumbers))
    let summary = try Homophily(null: .labels(LabelPermutation(draws: 1999))).summary(of: trait, over: Karate.graph)
    let clustering = try #require(summary.clustering)
    let moran = try #require(clustering.moranNull)
    #expect(approximately(moran.observed, 0.7764657824, 1e-10) && moran.upper == 1.0 / 2000)
    let (mean, deviation) = (try #require(moran.mean), try #require(moran.deviation))
    #expect(abs(mean + 1.0 / 33) < 0.01 && abs(deviation - 0.01204716231.squareRoot()) < 0.007)
    let geary = try #require(clustering.gearyNull)
    let spread = try #require(geary.deviation)
    #expect(geary.lower == 1.0 / 2000 && abs(spread - 0.01134892713.squareRoot()) < 0.007)
  }

  @Test func refusals() throws {
    #expect(throws: KithError.self) { try LabelPermutation(draws: 0).assortativity(of: Self.clubs, over: Karate.graph) }
    let same = Trait(name: "x", values: .numeric([Double](repeating: 3, count: 34)))
    #expect(try LabelPermutation().assortativity(of: same, over: Karate.graph) == nil)
    #expect(throws: CancellationError.self) {
      try LabelPermutation().assortativity(
        of: Self.clubs, over: Karate.graph, execution: Execution(isCancelled: { true }))
    }
  }
}
