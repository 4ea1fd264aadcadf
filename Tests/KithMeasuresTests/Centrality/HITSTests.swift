import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("HITS")
struct HITSTests {
  @Test("Karate club (K5)")
  func karate() throws {
    let scores = try HITS(.authorities).scores(in: Karate.graph)
    #expect(approximately(scores[33], 0.075003, 5e-7))
    #expect(approximately(scores[0], 0.071413, 5e-7))
  }

  @Test(
    "Every score of the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: ReferenceGraph.names)
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    let graph = reference.graphWithSelfEdges
    let hubs = try #require(reference.vector("hub_sum1 (nx)"))
    let authorities = try #require(reference.vector("authority_sum1 (nx)"))
    expectEqual(try HITS(.hubs, usesWeights: false).scores(in: graph), hubs, name)
    expectEqual(try HITS(.authorities, usesWeights: false).scores(in: graph), authorities, name)
    let key = "hub_sum1_WEIGHTED (what nx.hits returns when edges carry a weight attribute)"
    if let weighted = reference.vector(key) {
      expectEqual(try HITS(.hubs).scores(in: name == "karate" ? Karate.weighted : graph), weighted, name)
    }
  }

  @Test("The two are each other's images, and the singular value is the largest", arguments: 0..<12)
  func singularVectors(seed: Int) throws {
    for (name, graph) in everyKind(seed, maxNodes: 14) {
      guard let hubs = try? HITS(.hubs).scores(in: graph).values else { continue }
      let authorities = try HITS(.authorities).scores(in: graph).values
      let matrix = dense(graph)
      let (image, back) = (product(transposed(matrix), hubs), product(matrix, authorities))
      let (grown, returned) = (image.reduce(0, +), back.reduce(0, +))
      for node in hubs.indices {
        #expect(approximately(image[node] / grown, authorities[node], 1e-8), "\(name)")
        #expect(approximately(back[node] / returned, hubs[node], 1e-8), "\(name)")
      }
      // λmax(AᵀA) by another way.
      let gram = product(transposed(matrix), matrix)
      let largest = denseSpectralRadius(gram)
      #expect(approximately(grown * returned, largest, 1e-7 * largest), "\(name)")
    }
  }

  @Test("A star: one hub, all authorities")
  func star() throws {
    let star = Graph(sources: [0, 0, 0, 0], targets: [1, 2, 3, 4], nodeCount: 6)
    #expect(try HITS(.hubs).scores(in: star).values == [1, 0, 0, 0, 0, 0])
    #expect(try HITS(.authorities).scores(in: star).values == [0, 0.25, 0.25, 0.25, 0.25, 0])
  }

  @Test("No nodes; undefined without relations or strength")
  func degenerate() throws {
    #expect(try HITS(.hubs).scores(in: emptyGraph(0)).values == [])
    expectError(.answerIsNo) { _ = try HITS(.hubs).scores(in: emptyGraph(4)) }
    let weightless = Graph(sources: [0, 1], targets: [1, 2], weights: [0, 0], nodeCount: 3)
    expectError(.answerIsNo) { _ = try HITS(.authorities).scores(in: weightless) }
    #expect(try HITS(.hubs, usesWeights: false).scores(in: weightless).values == [0.5, 0.5, 0])
  }

  @Test("Threads and the order of rows change no bit")
  func sameBytes() throws { for role in HITS.Role.allCases { try expectSameBytes(HITS(role, tolerance: 1e-8)) } }

  @Test("Bad weights and options")
  func errors() {
    expectError(.badData) { _ = try HITS(.hubs).scores(in: negativeWeight) }
    expectError(.usage) { _ = try HITS(.hubs, tolerance: 0).scores(in: Karate.graph) }
    expectError(.usage) { _ = try HITS(.hubs, maxIterations: 0).scores(in: Karate.graph) }
    expectError(.notConverged) { _ = try HITS(.hubs, maxIterations: 2).scores(in: Karate.graph) }
  }
}
