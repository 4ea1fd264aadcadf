import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Modularity")
struct ModularityTests {
  @Test("Karate: the two clubs and the optimum")
  func karate() {
    // Zachary 1977: who stayed with Mr. Hi (member 1) after the split.
    let hi: Set = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21]
    let clubs = Partition(labels: (0..<34).map { hi.contains($0) ? 0 : 1 })
    #expect(approximately(Modularity().value(of: clubs, in: Karate.graph), 0.358234714, 1e-9))
  }

  @Test("Two cliques and a bridge, by hand")
  func byHand() {
    // Two triangles and one edge: W = 7, inside 6, each triangle has strength 7: 6/7 − 2·(1/2)².
    let graph = undirectedGraph(6, clique(0..<3) + clique(3..<6) + [(2, 3)])
    let value = Modularity().value(of: Partition(labels: [0, 0, 0, 1, 1, 1]), in: graph)
    #expect(approximately(value, 6.0 / 7 - 0.5, 1e-15))
    let loose = Modularity(resolution: 0.5).value(of: Partition(labels: [0, 0, 0, 1, 1, 1]), in: graph)
    #expect(approximately(loose, 6.0 / 7 - 0.25, 1e-15))
  }

  @Test("One community is worth 1 − γ; no edges, nothing")
  func extremes() {
    let all = Partition(labels: [UInt32](repeating: 0, count: 34))
    #expect(approximately(Modularity().value(of: all, in: Karate.weighted), 0, 1e-12))
    #expect(approximately(Modularity(resolution: 0.25).value(of: all, in: Karate.weighted), 0.75, 1e-12))
    #expect(Modularity().value(of: Partition(labels: [0, 0]), in: undirectedGraph(2, [])) == 0)
    #expect(Modularity().value(of: Partition(labels: []), in: undirectedGraph(0, [])) == 0)
  }

  @Test("Equals the definition, pair by pair", arguments: 0..<60)
  func definition(seed: UInt64) {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 == 0)
    let graph = edges.graph
    var random = OwnRandom(state: seed)
    let partition = Partition(labels: (0..<graph.nodeCount).map { _ in UInt32.random(in: 0..<5, using: &random) })
    let resolution = 0.3 + 0.5 * Double(seed % 4)
    let expected = PairWeights(graph).modularity(labels(partition.assignment), resolution: resolution)
    let found = Modularity(resolution: resolution).value(of: partition, in: graph)
    #expect(approximately(found, expected, 1e-9), "\(edges)")
  }

  @Test("Directed: Leicht and Newman's definition, pair by pair", arguments: 0..<40)
  func directedDefinition(seed: UInt64) {
    let edges = RandomEdges(seed: seed, isDirected: true, isWeighted: seed % 3 == 0)
    let graph = edges.graph
    var random = OwnRandom(state: seed)
    let partition = Partition(labels: (0..<graph.nodeCount).map { _ in UInt32.random(in: 0..<4, using: &random) })
    let n = graph.nodeCount
    var weight = Array(repeating: [Double](repeating: 0, count: n), count: n)
    for node in 0..<n {
      for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
        weight[node][Int(graph.out.neighbors[edge])] = Double(graph.out.weight(at: edge))
      }
    }
    let total = weight.joined().reduce(0, +)
    var expected = 0.0
    for i in 0..<n {
      for j in 0..<n where partition[i] == partition[j] && total > 0 {
        let (out, inward) = (weight[i].reduce(0, +), weight.reduce(0) { $0 + $1[j] })
        expected += (weight[i][j] - out * inward / total) / total
      }
    }
    #expect(approximately(Modularity(isDirected: true).value(of: partition, in: graph), expected, 1e-9), "\(edges)")
  }

  @Test("Direction makes no difference to an undirected graph")
  func undirectedBothWays() {
    let partition = Partition(labels: (0..<34).map { UInt32($0 % 3) })
    let (a, b) = (Modularity(isDirected: true), Modularity())
    #expect(
      approximately(a.value(of: partition, in: Karate.weighted), b.value(of: partition, in: Karate.weighted), 1e-15))
  }
}
