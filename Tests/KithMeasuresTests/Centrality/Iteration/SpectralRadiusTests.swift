import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Spectral radius")
struct SpectralRadiusTests {
  private func radius(_ graph: Graph, usesWeights: Bool = true) throws -> Double? {
    try SpectralRadius(usesWeights: usesWeights).value(of: graph, execution: .serial).value
  }

  @Test("Karate club (K19)")
  func karate() throws {
    #expect(approximately(try radius(Karate.graph)!, 6.725697728, 1e-8))
    #expect(approximately(try radius(Karate.weighted, usesWeights: false)!, 6.725697728, 1e-8))
  }

  @Test(
    "The references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: [("lesmis", 12.00575495), ("dolphins", 7.193614015), ("email_eu_core", 62.57854336)])
  func references(name: String, expected: Double) throws {
    #expect(approximately(try radius(ReferenceGraph(name).graphWithSelfEdges.unweighted)!, expected, 5e-8 * expected))
  }

  @Test("Two-sided networks do not swing: stars, even cycles, a pair")
  func bipartite() throws {
    for leaves in [1, 4, 100] {
      let star = Graph(
        sources: [UInt32](repeating: 0, count: leaves), targets: (1...UInt32(leaves)).map { $0 },
        nodeCount: leaves + 1, isDirected: false)
      #expect(approximately(try radius(star)!, Double(leaves).squareRoot(), 1e-6))
    }
    #expect(approximately(try radius(Graph(sources: [0, 1], targets: [1, 0], nodeCount: 2))!, 1, 1e-8))
  }

  @Test("0 where no walk returns; the strongest of several parts")
  func parts() throws {
    #expect(try radius(emptyGraph(0)) == 0)
    #expect(try radius(emptyGraph(3)) == 0)
    #expect(try radius(path(50, isDirected: true)) == 0)
    let weightless = Graph(sources: [0, 1], targets: [1, 0], weights: [0, 0], nodeCount: 2)
    #expect(try radius(weightless) == 0)
    // A triangle that a pair leads to, and a path apart.
    let mixed = Graph(
      sources: [0, 1, 1, 2, 3, 4, 2, 4, 3, 5], targets: [1, 0, 2, 3, 4, 2, 4, 3, 2, 6], nodeCount: 8)
    #expect(approximately(try radius(mixed)!, 2, 1e-8))
  }

  @Test("Equals repeated squaring of the dense matrix on random graphs", arguments: 0..<15)
  func squaring(seed: Int) throws {
    for (name, graph) in everyKind(seed, maxNodes: 14) {
      // Of a block without a unique leader the run ends with an error that says what is known.
      guard let found = try? radius(graph) else { continue }
      let expected = denseSpectralRadius(dense(graph))
      #expect(approximately(found, expected, 1e-7 * max(1, expected)), "\(name): \(found), not \(expected)")
    }
  }

  @Test("Bad weights and options")
  func errors() {
    expectError(.badData) { _ = try SpectralRadius().value(of: negativeWeight) }
    expectError(.usage) { _ = try SpectralRadius(tolerance: 0).value(of: Karate.graph) }
    expectError(.usage) { _ = try SpectralRadius(maxIterations: 0).value(of: Karate.graph) }
    expectError(.notConverged) { _ = try SpectralRadius(maxIterations: 2).value(of: Karate.graph) }
  }
}
