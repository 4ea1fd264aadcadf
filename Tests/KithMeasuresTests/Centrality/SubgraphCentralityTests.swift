import Foundation
import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Subgraph centrality")
struct SubgraphCentralityTests {
  @Test(
    "Every score of the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: ["karate", "lesmis", "dolphins"])
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    let expected = try #require(reference.vector("subgraph_centrality"))
    let scores = try SubgraphCentrality().scores(in: reference.graph)
    for node in expected.indices {
      #expect(approximately(scores[node], expected[node], 1e-8 * expected[node]), "\(name), node \(node)")
    }
  }

  @Test("Equals the power series of the dense matrix on random graphs", arguments: 0..<12)
  func series(seed: Int) throws {
    for (name, graph) in everyKind(seed, maxNodes: 16) {
      let weights = dense(graph)
      let matrix = weights.indices.map { i in
        weights.indices.map { j in weights[i][j] > 0 || weights[j][i] > 0 ? 1.0 : 0 }
      }
      var term = matrix.indices.map { i in matrix.indices.map { $0 == i ? 1.0 : 0 } }
      var expected = [Double](repeating: 1, count: matrix.count)
      for power in 1...70 {
        term = product(term, matrix).map { $0.map { $0 / Double(power) } }
        for node in expected.indices { expected[node] += term[node][node] }
      }
      let scores = try SubgraphCentrality().scores(in: graph)
      for node in expected.indices {
        #expect(approximately(scores[node], expected[node], 1e-11 * expected[node]), "\(name), node \(node)")
      }
    }
  }

  @Test("Known values: nobody else 1, a pair cosh 1, a star, a complete network")
  func known() throws {
    let graph = Graph(sources: [0], targets: [1], weights: [9], nodeCount: 3)
    expectEqual(try SubgraphCentrality().scores(in: graph), [cosh(1), cosh(1), 1], within: 1e-13, "pair")
    let star = Graph(sources: [0, 0, 0, 0], targets: [1, 2, 3, 4], nodeCount: 5)
    let scores = try SubgraphCentrality().scores(in: star)
    #expect(approximately(scores[0], cosh(2), 1e-13) && approximately(scores[1], (cosh(2) + 3) / 4, 1e-13))
    let complete = complete(30)
    let value = (exp(29.0 as Double) + 29 * exp(-1.0 as Double)) / 30
    #expect(approximately(try SubgraphCentrality().scores(in: complete)[7], value, 1e-12 * value))
    #expect(try SubgraphCentrality().scores(in: emptyGraph(0)).values == [])
  }

  @Test("Long paths end once their digits stand")
  func longPath() throws {
    // On an endless path closed walks of length 2k number (2k)! / k!², so the value is the sum of 1/k!².
    let scores = try SubgraphCentrality().scores(in: path(500, isDirected: true))
    #expect(approximately(scores[250], 2.2795853023360673, 1e-12))
  }

  @Test("Too large a network; values beyond all numbers")
  func refusals() {
    expectError(.limit) { _ = try SubgraphCentrality().scores(in: path(150_000, isDirected: false)) }
    expectError(.answerIsNo) { _ = try SubgraphCentrality().scores(in: complete(712)) }
    #expect(throws: CancellationError.self) {
      try SubgraphCentrality().scores(in: Karate.graph, execution: Execution(isCancelled: { true }))
    }
  }

  @Test("Threads and the order of rows change no bit")
  func sameBytes() throws {
    let graph = RMAT(scale: 7, edgeFactor: 3, seed: 2).graph()
    let serial = try SubgraphCentrality().scores(in: graph)
    #expect(serial.values == (try SubgraphCentrality().scores(in: graph, execution: Execution(threads: 3))).values)
    let edges = RandomEdges(seed: 5, maxNodes: 60)
    let shuffled = try SubgraphCentrality().scores(in: edges.shuffledGraph(2)).values
    #expect(try SubgraphCentrality().scores(in: edges.graph).values == shuffled)
  }

  private func complete(_ count: UInt32) -> Graph {
    let pairs = (0..<count).flatMap { a in (0..<a).map { (a, $0) } }
    return Graph(
      sources: pairs.map(\.0), targets: pairs.map(\.1), nodeCount: Int(count), isDirected: false)
  }
}
