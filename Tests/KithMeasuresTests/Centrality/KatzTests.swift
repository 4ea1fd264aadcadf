import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Katz centrality")
struct KatzTests {
  @Test(
    "Every score of the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: [("karate", 0.07434), ("lesmis", 0.04165), ("dolphins", 0.06951), ("email_eu_core", 0.00799)])
  func references(name: String, alpha: Double) throws {
    let reference = try ReferenceGraph(name)
    let expected = try #require(
      reference.vector("katz_beta1_raw (x = alpha A^T x + 1, alpha in scalars.katz_alpha)"))
    let scores = try Katz(alpha: alpha, usesWeights: false).scores(in: reference.graphWithSelfEdges)
    expectEqual(scores, expected, name)
  }

  @Test("Solves (I − αAᵀ)x = 1 on random graphs", arguments: 0..<15)
  func solvesTheSystem(seed: Int) throws {
    for (name, graph) in everyKind(seed, maxNodes: 25) {
      guard let radius = try? SpectralRadius().value(of: graph).value else { continue }
      let alpha = radius > 0 ? 0.5 / radius : 0.01
      let matrix = transposed(dense(graph)).enumerated().map { i, row in
        row.enumerated().map { j, weight in (i == j ? 1 : 0) - alpha * weight }
      }
      let expected = solve(matrix, [Double](repeating: 1, count: graph.nodeCount))
      expectEqual(try Katz(alpha: alpha).scores(in: graph), expected, within: 1e-9, name)
    }
  }

  @Test("The default is 0.85 over the largest eigenvalue; lengths of 1 on request")
  func defaults() throws {
    let scores = try Katz().scores(in: Karate.graph)
    let expected = try Katz(alpha: 0.85 / 6.725697728).scores(in: Karate.graph)
    expectEqual(scores, expected.values, within: 1e-7, "karate")
    let unit = try Katz(hasUnitLength: true).scores(in: Karate.graph)
    #expect(approximately(unit.values.reduce(0) { $0 + $1 * $1 }, 1, 1e-12))
    #expect(approximately(unit[3] / unit[7], scores[3] / scores[7], 1e-12))
  }

  @Test("An alpha of one over the largest eigenvalue or more is refused by its number", arguments: [0.1487, 0.2, 3])
  func tooLarge(alpha: Double) {
    #expect {
      try Katz(alpha: alpha).scores(in: Karate.graph)
    } throws: { error in
      guard let error = error as? KithError else { return false }
      return error.exitCode == .usage && error.diagnostic.message.contains("\(alpha)")
        && error.diagnostic.help!.contains("0.14868")
    }
  }

  @Test("Where no walk returns any alpha will do; walks along a path add up")
  func acyclic() throws {
    let scores = try Katz(alpha: 2).scores(in: path(5, isDirected: true))
    #expect(scores.values == [1, 3, 7, 15, 31])
    let long = try Katz().scores(in: path(20_000, isDirected: true))
    #expect(approximately(long[19_999], 1 / 0.15, 1e-9))
    expectError(.notConverged) { _ = try Katz(alpha: 2).scores(in: path(3_000, isDirected: true)) }
  }

  @Test("Close to the limit, and long undirected paths")
  func close() throws {
    #expect(try Katz(alpha: 0.148).scores(in: Karate.graph).values.allSatisfy { $0 > 1 && $0.isFinite })
    let long = try Katz(alpha: 0.4).scores(in: path(400, isDirected: false))
    #expect(approximately(long[200], 5, 1e-9))
    expectError(.notConverged) { _ = try Katz(alpha: 0.6).scores(in: path(400, isDirected: false)) }
  }

  @Test("Without relations everyone scores 1")
  func degenerate() throws {
    #expect(try Katz().scores(in: emptyGraph(0)).values == [])
    #expect(try Katz().scores(in: emptyGraph(3)).values == [1, 1, 1])
  }

  @Test("Threads and the order of rows change no bit")
  func sameBytes() throws { try expectSameBytes(Katz(tolerance: 1e-8)) }

  @Test("Bad weights and options")
  func errors() {
    expectError(.badData) { _ = try Katz().scores(in: negativeWeight) }
    for alpha in [0, -0.1, .nan, .infinity] {
      expectError(.usage) { _ = try Katz(alpha: alpha).scores(in: Karate.graph) }
    }
    expectError(.usage) { _ = try Katz(tolerance: 0).scores(in: Karate.graph) }
    expectError(.usage) { _ = try Katz(maxIterations: 0).scores(in: Karate.graph) }
    expectError(.notConverged) { _ = try Katz(maxIterations: 3).scores(in: Karate.graph) }
  }
}
