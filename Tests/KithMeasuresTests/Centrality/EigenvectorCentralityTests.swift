import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Eigenvector centrality")
struct EigenvectorCentralityTests {
  @Test("Karate club (K5)")
  func karate() throws {
    let scores = try EigenvectorCentrality().scores(in: Karate.graph)
    #expect(approximately(scores[33], 0.373363, 5e-7))
    #expect(approximately(scores[0], 0.355491, 5e-7))
  }

  @Test(
    "Every score of the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: ReferenceGraph.names)
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    let graph = reference.graphWithSelfEdges
    let plain = try #require(reference.vector("eigenvector_L2norm (nx; directed: in-edges)"))
    expectEqual(try EigenvectorCentrality(usesWeights: false).scores(in: graph), plain, name)
    if let weighted = reference.vector("eigenvector_weighted_L2norm") {
      let graph = name == "karate" ? Karate.weighted : graph
      expectEqual(try EigenvectorCentrality().scores(in: graph), weighted, "\(name), weighted")
    }
  }

  @Test("Solves λx = Aᵀx with x ≥ 0 and λ the spectral radius on random graphs", arguments: 0..<15)
  func solvesTheSystem(seed: Int) throws {
    for (name, graph) in everyKind(seed, maxNodes: 25) {
      guard let scores = try? EigenvectorCentrality().scores(in: graph),
        let radius = try? SpectralRadius().value(of: graph).value
      else { continue }
      let image = product(transposed(dense(graph)), scores.values)
      for node in image.indices {
        #expect(approximately(image[node], radius * scores[node], 1e-7 * radius), "\(name), node \(node)")
      }
      #expect(scores.values.allSatisfy { $0 >= 0 }, "\(name)")
      #expect(approximately(scores.values.reduce(0) { $0 + $1 * $1 }, 1, 1e-9), "\(name)")
    }
  }

  @Test("A star's centre weighs as much as all its leaves together; a two-sided network converges")
  func star() throws {
    let star = Graph(sources: [0, 0, 0, 0], targets: [1, 2, 3, 4], nodeCount: 5, isDirected: false)
    let scores = try EigenvectorCentrality().scores(in: star)
    expectEqual(scores, [(0.5).squareRoot()] + [Double](repeating: (0.125).squareRoot(), count: 4), "star")
  }

  @Test("Only the part with the largest eigenvalue scores; parts that tie share as equal starts do")
  func parts() throws {
    let leading = Graph(sources: [0, 0, 1, 3], targets: [1, 2, 2, 4], nodeCount: 6, isDirected: false)
    expectEqual(
      try EigenvectorCentrality().scores(in: leading), [1, 1, 1, 0, 0, 0].map { $0 / (3.0).squareRoot() }, "")
    let tied = Graph(sources: [0, 2], targets: [1, 3], nodeCount: 4, isDirected: false)
    expectEqual(try EigenvectorCentrality().scores(in: tied), [0.5, 0.5, 0.5, 0.5], "")
  }

  @Test("No nodes; undefined without a cycle, however long the path; one that feeds another does not converge")
  func degenerate() throws {
    #expect(try EigenvectorCentrality().scores(in: emptyGraph(0)).values == [])
    for graph in [emptyGraph(1), emptyGraph(5), path(300_000, isDirected: true)] {
      expectError(.answerIsNo) { _ = try EigenvectorCentrality().scores(in: graph) }
    }
    let twice = Graph(sources: [0, 1, 1, 2, 3], targets: [1, 0, 2, 3, 2], nodeCount: 4)
    expectError(.notConverged) { _ = try EigenvectorCentrality(maxIterations: 500).scores(in: twice) }
  }

  @Test("Weights of any size")
  func scale() throws {
    for scale in [1e-30, 1e30] as [Float] {
      let graph = Graph(sources: [0, 1, 2], targets: [1, 2, 0], weights: [scale, scale, scale], nodeCount: 3)
      expectEqual(
        try EigenvectorCentrality().scores(in: graph), [Double](repeating: 1 / (3.0).squareRoot(), count: 3), "\(scale)"
      )
    }
  }

  @Test("Threads and the order of rows change no bit")
  func sameBytes() throws { try expectSameBytes(EigenvectorCentrality(tolerance: 1e-7)) }

  @Test("Bad weights and options")
  func errors() {
    expectError(.badData) { _ = try EigenvectorCentrality().scores(in: negativeWeight) }
    expectError(.usage) { _ = try EigenvectorCentrality(tolerance: .nan).scores(in: Karate.graph) }
    expectError(.usage) { _ = try EigenvectorCentrality(maxIterations: 0).scores(in: Karate.graph) }
    expectError(.notConverged) { _ = try EigenvectorCentrality(maxIterations: 2).scores(in: Karate.graph) }
    #expect(throws: CancellationError.self) {
      try EigenvectorCentrality().scores(in: Karate.graph, execution: Execution(isCancelled: { true }))
    }
  }
}
