import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Mean distance")
struct MeanDistanceTests {
  @Test(
    "The references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: [("karate", 2.408199643), ("lesmis", 2.641148325), ("dolphins", 3.356953993)])
  func references(name: String, expected: Double) throws {
    let value = try MeanDistance().value(of: ReferenceGraph(name).graph)
    #expect(approximately(value.value!, expected, 1e-9))
    #expect(value.details.first { $0.name == "reachable_share" }?.value == 1)
  }

  @Test("Equals Floyd's distances on random graphs", arguments: 0..<40)
  func distances(seed: Int) throws {
    for isDirected in [true, false] {
      let graph = RandomEdges(seed: UInt64(seed), isDirected: isDirected, isWeighted: true, maxNodes: 24).graph
      let n = graph.nodeCount
      for isWeighted in [false, true] {
        let all = PathOracle(graph, isWeighted: isWeighted).distances
        let finite = (0..<n).flatMap { s in (0..<n).filter { $0 != s }.map { all[s][$0] } }.filter { $0 < .infinity }
        let value = try MeanDistance(usesWeights: isWeighted).value(of: graph)
        if finite.isEmpty {
          #expect(value.value == nil && value.undefined != nil, "seed \(seed)")
          continue
        }
        #expect(agree([value.value!], [finite.reduce(0, +) / Double(finite.count)], 1e-12), "seed \(seed)")
        let share = Double(finite.count) / Double(n * (n - 1))
        #expect(approximately(value.details[0].value, share, 1e-12))
        if isWeighted && graph.isWeighted { continue }
        let effective = value.details.first { $0.name == "effective_diameter" }!.value
        #expect(Double(finite.count { $0 <= effective }) >= 0.9 * Double(finite.count))
        #expect(Double(finite.count { $0 < effective }) < 0.9 * Double(finite.count))
      }
    }
  }

  @Test("Sampled: as near as its standard error says, over many seeds", arguments: [false, true])
  func sampled(isWeighted: Bool) throws {
    let graph = RMAT(scale: 9, edgeFactor: 8, seed: 2).graph()
    let exact = try MeanDistance(usesWeights: isWeighted).value(of: graph).value!
    var within = 0
    for seed in 0..<40 as Range<UInt64> {
      let value = try MeanDistance(usesWeights: isWeighted, sources: 70, seed: seed).value(of: graph)
      let error = value.details.first { $0.name == "standard_error" }!.value
      #expect(value.error?.samples == 70 && error > 0)
      if abs(value.value! - exact) < 2 * error { within += 1 }
    }
    // 95 of 100 expected.
    #expect(within >= 34)
  }

  @Test("Threads, long chain, nobody, options")
  func edges() throws {
    let graph = RMAT(scale: 10, edgeFactor: 10, seed: 7).graph()
    for measure in [MeanDistance(), MeanDistance(sources: 100), MeanDistance(usesWeights: true, sources: 20)] {
      let one = try measure.value(of: graph)
      let many = try measure.value(of: graph, execution: Execution(threads: 3))
      #expect(one.value == many.value && one.details == many.details)
    }
    let chain = try MeanDistance(sources: 2).value(of: PathGraphs.chain(300_000))
    #expect(chain.value! > 1000)
    for n in 0...2 {
      let empty = Graph(sources: [], targets: [], nodeCount: n)
      #expect(try MeanDistance().value(of: empty).undefined != nil)
      #expect(try MeanDistance(sources: 1).value(of: empty).undefined != nil)
    }
    #expect { try MeanDistance(sources: 0).value(of: graph) } throws: { ($0 as? KithError)?.exitCode == .usage }
    let bad = Graph(sources: [0], targets: [1], weights: [-2], nodeCount: 2)
    #expect { try MeanDistance(usesWeights: true).value(of: bad) } throws: { ($0 as? KithError)?.exitCode == .badData }
  }
}
