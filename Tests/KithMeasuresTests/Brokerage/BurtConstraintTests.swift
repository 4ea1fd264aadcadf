import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Burt's constraint")
struct BurtConstraintTests {
  @Test("Karate club (K5)")
  func karate() throws {
    let scores = try BurtConstraint(usesWeights: false).scores(in: Karate.weighted)
    #expect(approximately(scores[0], 0.155423, 5e-7) && approximately(scores[33], 0.156419, 5e-7))
    #expect(scores.values.min() == scores[0])
  }

  @Test(
    "Every score of the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: ReferenceGraph.names)
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    for graph in [reference.graph, reference.graphWithSelfEdges] {
      let plain = try #require(reference.vector("constraint_burt (unweighted, undirected simple; isolates null)"))
      expectEqual(try BurtConstraint().scores(in: graph.undirected().unweighted), plain, name)
      if let directed = reference.vector("constraint_burt_directed (nx: a_ij+a_ji)") {
        expectEqual(try BurtConstraint(usesWeights: false).scores(in: graph), directed, "\(name), directed")
      } else {
        #expect(name != "email_eu_core")
      }
      if let weighted = reference.vector("constraint_burt_weighted") {
        let graph = name == "karate" ? Karate.weighted : graph
        expectEqual(try BurtConstraint().scores(in: graph), weighted, "\(name), weighted")
      }
    }
  }

  @Test("Equals the formula on dense matrices", arguments: 0..<15)
  func dense(seed: Int) throws {
    for (name, graph) in everyKind(seed, maxNodes: 25) {
      let z = mutualStrengths(graph)
      let part = z.map { row in row.map { $0 / row.reduce(0, +) } }
      let expected = z.indices.map { i in
        if z[i].allSatisfy({ $0 == 0 }) { return Double.nan }
        return z.indices.filter { z[i][$0] > 0 }.reduce(0.0) { sum, j in
          let through = z.indices.filter { z[$0][j] > 0 }.reduce(0.0) { $0 + part[i][$1] * part[$1][j] }
          return sum + (part[i][j] + through) * (part[i][j] + through)
        }
      }
      expectEqual(try BurtConstraint().scores(in: graph), expected, within: 1e-12, name)
    }
  }

  @Test("One contact is full constraint; none has no value, nor have contacts of no strength")
  func degenerate() throws {
    let graph = Graph(sources: [0, 2], targets: [1, 3], weights: [5, 0], nodeCount: 5)
    let scores = try BurtConstraint().scores(in: graph)
    #expect(scores.values[..<2] == [1, 1] && scores.values[2...].allSatisfy(\.isNaN))
    #expect(scores.undefined != nil)
    #expect(try BurtConstraint().scores(in: emptyGraph(0)).undefined == nil)
  }

  @Test("Threads and the order of rows change no bit")
  func sameBytes() throws { try expectSameBytes(BurtConstraint()) }

  @Test("Bad weights; cancelling")
  func errors() {
    expectError(.badData) { _ = try BurtConstraint().scores(in: negativeWeight) }
    #expect(throws: CancellationError.self) {
      try BurtConstraint().scores(in: Karate.graph, execution: Execution(isCancelled: { true }))
    }
  }
}

/// w(i→j) + w(j→i), 0 on the diagonal; w(i, j) in an undirected graph.
func mutualStrengths(_ graph: Graph) -> [[Double]] {
  let w = dense(graph)
  return w.indices.map { i in
    w.indices.map { j in i == j ? 0 : graph.isDirected ? Double(Float(w[i][j] + w[j][i])) : w[i][j] }
  }
}
