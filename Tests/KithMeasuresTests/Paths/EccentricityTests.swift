import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Eccentricity")
struct EccentricityTests {
  @Test(
    "Every value of the references",
    .enabled(if: ReferenceGraph.arePresent, "../shared is absent"), arguments: ReferenceGraph.names)
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    guard let expected = reference.vector("eccentricity") else {
      #expect(name == "email_eu_core", "\(name) lost its reference")
      return
    }
    #expect(try Eccentricity().scores(in: reference.graph).values == expected)
  }

  @Test("Equals Floyd's distances within reach on random graphs", arguments: 0..<40)
  func distances(seed: Int) throws {
    for isDirected in [true, false] {
      let graph = RandomEdges(seed: UInt64(seed), isDirected: isDirected, isWeighted: true, maxNodes: 24).graph
      let n = graph.nodeCount
      for isWeighted in [false, true] {
        let all = PathOracle(graph, isWeighted: isWeighted).distances
        for isIncoming in [false, true] {
          let expected = (0..<n).map { node in
            (0..<n).map { isIncoming ? all[$0][node] : all[node][$0] }.filter { $0 < .infinity }.max()!
          }
          let scores = try Eccentricity(isIncoming: isIncoming, usesWeights: isWeighted).scores(in: graph)
          #expect(agree(scores.values, expected, 1e-12), "seed \(seed), directed \(isDirected)")
        }
      }
    }
  }

  @Test("Nobody, no relations, weights")
  func edges() throws {
    #expect(try Eccentricity().scores(in: Graph(sources: [], targets: [], nodeCount: 0)).values == [])
    #expect(try Eccentricity().scores(in: Graph(sources: [], targets: [], nodeCount: 2)).values == [0, 0])
    #expect(try Eccentricity().scores(in: PathGraphs.chain(4, isDirected: true)).values == [3, 2, 1, 0])
    let bad = Graph(sources: [0], targets: [1], weights: [-2], nodeCount: 2)
    #expect { try Eccentricity(usesWeights: true).scores(in: bad) } throws: { ($0 as? KithError)?.exitCode == .badData }
  }
}
