import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Effective size")
struct EffectiveSizeTests {
  @Test("Karate club (K5)")
  func karate() throws {
    let scores = try EffectiveSize().scores(in: Karate.graph)
    #expect(approximately(scores[0], 13.75, 1e-9) && approximately(scores[33], 15.2353, 5e-5))
  }

  @Test(
    "Every score of the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: ReferenceGraph.names)
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    let expected = try #require(reference.vector("effective_size_burt (undirected simple)"))
    for graph in [reference.graph, reference.graphWithSelfEdges] {
      expectEqual(try EffectiveSize().scores(in: graph.undirected().unweighted), expected, name)
    }
  }

  @Test("Equals the formula on dense matrices", arguments: 0..<15)
  func dense(seed: Int) throws {
    for (name, graph) in everyKind(seed, maxNodes: 25) {
      let z = mutualStrengths(graph)
      let expected = z.indices.map { i in
        let strength = z[i].reduce(0, +)
        if strength == 0 { return Double.nan }
        return z.indices.filter { z[i][$0] > 0 }.reduce(0.0) { sum, j in
          sum + 1 - z.indices.reduce(0.0) { $0 + z[i][$1] / strength * z[j][$1] / z[j].max()! }
        }
      }
      expectEqual(try EffectiveSize().scores(in: graph), expected, within: 1e-12, name)
    }
  }

  @Test("A star's centre has all its contacts, a complete network 1; none has no value")
  func known() throws {
    let star = Graph(sources: [0, 0, 0], targets: [1, 2, 3], nodeCount: 5, isDirected: false)
    let scores = try EffectiveSize().scores(in: star)
    #expect(scores.values[..<4] == [3, 1, 1, 1] && scores[4].isNaN && scores.undefined != nil)
    let complete = Graph(sources: [0, 0, 0, 1, 1, 2], targets: [1, 2, 3, 2, 3, 3], nodeCount: 4, isDirected: false)
    expectEqual(try EffectiveSize().scores(in: complete), [1, 1, 1, 1], within: 1e-12, "complete")
  }

  @Test("Long and short rows: a hub among many")
  func hub() throws {
    var builder = GraphBuilder(isDirected: false)
    for node in 1..<200 { builder.add(0, node) }
    for node in stride(from: 1, to: 199, by: 2) { builder.add(node, node + 1) }
    let graph = builder.build(nodeCount: 200)
    let scores = try EffectiveSize().scores(in: graph)
    #expect(approximately(scores[0], 199 - 2.0 * 99 / 199, 1e-9))
    #expect(approximately(scores[1], 1, 1e-12) && approximately(scores[199], 1, 1e-12))
  }

  @Test("Threads and the order of rows change no bit")
  func sameBytes() throws { try expectSameBytes(EffectiveSize()) }

  @Test("Bad weights")
  func errors() { expectError(.badData) { _ = try EffectiveSize().scores(in: negativeWeight) } }
}
