import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Harmonic closeness")
struct HarmonicTests {
  @Test(
    "Every score of the references",
    .enabled(if: ReferenceGraph.arePresent, "../shared is absent"), arguments: ReferenceGraph.names)
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    let expected = try #require(reference.vector("harmonic_nx (sum of 1/d, incoming)"))
    let graph = reference.graphWithSelfEdges
    #expect(agree(try Harmonic(isNormalized: false).scores(in: graph).values, expected, 1e-9))
    let mean = expected.map { $0 / Double(expected.count - 1) }
    #expect(agree(try Harmonic().scores(in: graph).values, mean, 1e-9))
  }

  @Test("Equals Floyd's distances on random graphs, in both directions", arguments: 0..<40)
  func distances(seed: Int) throws {
    for isDirected in [true, false] {
      let graph = RandomEdges(seed: UInt64(seed), isDirected: isDirected, isWeighted: true, maxNodes: 24).graph
      let n = graph.nodeCount
      for isWeighted in [false, true] {
        let all = PathOracle(graph, isWeighted: isWeighted).distances
        for isIncoming in [false, true] {
          let expected = (0..<n).map { node -> Double in
            var sum = 0.0
            for other in 0..<n where other != node { sum += 1 / (isIncoming ? all[other][node] : all[node][other]) }
            return sum
          }
          let measure = Harmonic(isIncoming: isIncoming, usesWeights: isWeighted, isNormalized: false)
          #expect(agree(try measure.scores(in: graph).values, expected), "seed \(seed), directed \(isDirected)")
        }
      }
    }
  }

  @Test("Sampled: within its bound, which weights widen")
  func sampled() throws {
    let graph = RMAT(scale: 9, edgeFactor: 8, seed: 2).graph()
    for usesWeights in [false, true] {
      let exact = try Harmonic(usesWeights: usesWeights).scores(in: graph)
      #expect(exact.error == nil)
      let sampled = try Harmonic(usesWeights: usesWeights, sources: 200, seed: 3).scores(in: graph)
      let bound = try #require(sampled.error?.bound)
      let worst = zip(sampled.values, exact.values).map { abs($0 - $1) }.max()!
      #expect(worst > 0 && worst < bound && sampled.error?.confidence == 0.9)
      #expect(worst < 0.1 * exact.values.max()!)
    }
  }

  @Test("Threads, degenerate graphs, options")
  func edges() throws {
    let graph = RMAT(scale: 10, edgeFactor: 10, seed: 7).graph()
    let one = try Harmonic().scores(in: graph).values
    #expect(try Harmonic().scores(in: graph, execution: Execution(threads: 3)).values == one)
    for n in 0...3 {
      let empty = Graph(sources: [], targets: [], nodeCount: n)
      #expect(try Harmonic().scores(in: empty).values == [Double](repeating: 0, count: n))
    }
    #expect(try Harmonic().scores(in: PathGraphs.star(5)).values == [1, 0.625, 0.625, 0.625, 0.625])
    for measure in [Harmonic(sources: 0), Harmonic(delta: 1)] {
      #expect { try measure.scores(in: Karate.graph) } throws: { ($0 as? KithError)?.exitCode == .usage }
    }
    let bad = Graph(sources: [0], targets: [1], weights: [.infinity], nodeCount: 2)
    #expect { try Harmonic(usesWeights: true).scores(in: bad) } throws: { ($0 as? KithError)?.exitCode == .badData }
  }
}
