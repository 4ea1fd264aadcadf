import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Degree and strength")
struct DegreeCentralityTests {
  private let graph = Graph(sources: [0, 0, 1, 2], targets: [1, 2, 2, 0], weights: [2, 3, 4, 0.5], nodeCount: 4)

  @Test("Neighbours and weights, in, out and both")
  func directed() {
    let values = { DegreeCentrality($0, isWeighted: $1).scores(in: graph).values }
    #expect(values(.out, false) == [2, 1, 1, 0])
    #expect(values(.in, false) == [1, 1, 2, 0])
    #expect(values(.all, false) == [3, 2, 3, 0])
    #expect(values(.out, true) == [5, 4, 0.5, 0])
    #expect(values(.in, true) == [0.5, 2, 7, 0])
    #expect(values(.all, true) == [5.5, 6, 7.5, 0])
  }

  @Test("An undirected edge counts once in every direction")
  func undirected() {
    for direction in [DegreeCentrality.Direction.in, .out, .all] {
      let degree = DegreeCentrality(direction).scores(in: Karate.graph)
      #expect(degree[33] == 17 && degree[0] == 16 && degree[32] == 12)
      let strength = DegreeCentrality(direction, isWeighted: true).scores(in: Karate.weighted)
      #expect(strength[33] == 48 && strength[0] == 42 && strength[32] == 38)
    }
  }

  @Test(
    "Equals the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: ReferenceGraph.names)
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    let graph = reference.graphWithSelfEdges
    for (vector, measure) in [
      ("degree", DegreeCentrality(.all)), ("in_degree", DegreeCentrality(.in)), ("out_degree", DegreeCentrality(.out)),
      ("strength", DegreeCentrality(.all, isWeighted: true)),
    ] {
      guard let expected = reference.vector(vector) else { continue }
      // The file of the karate club has no weights.
      let isKarate = name == "karate" && measure.isWeighted
      #expect(measure.scores(in: isKarate ? Karate.weighted : graph).values == expected, "\(vector)")
    }
  }

  @Test("Equals the dictionary builder's rows", arguments: 0..<30)
  func random(seed: Int) {
    let edges = RandomEdges(seed: UInt64(seed), isWeighted: seed % 2 == 0)
    let naive = NaiveGraph(edges)
    let out = DegreeCentrality(.out, isWeighted: true).scores(in: edges.graph)
    let inward = DegreeCentrality(.in).scores(in: edges.graph, execution: Execution(threads: 3))
    for node in 0..<edges.nodeCount {
      let targets = naive.weights[node].keys.sorted()
      #expect(out[node] == targets.reduce(0) { $0 + Double(naive.weight(node, $1)) }, "\(edges), node \(node)")
      #expect(inward[node] == Double(naive.weights.count { $0[node] != nil }), "\(edges), node \(node)")
    }
  }

  @Test("Names tell the six apart")
  func names() {
    let names = DegreeCentrality.allCases.map(\.info.name)
    #expect(names == ["in-degree", "out-degree", "degree", "in-strength", "out-strength", "strength"])
  }
}
