import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Local clustering")
struct LocalClusteringTests {
  @Test("Those with fewer than two contacts have 0, or no value")
  func few() throws {
    let graph = Graph(sources: [0, 1, 2, 2], targets: [1, 2, 0, 3], nodeCount: 5, isDirected: false)
    for variant in LocalClustering.Variant.allCases {
      let zeros = try LocalClustering(variant).scores(in: graph)
      #expect(approximately(zeros.values[2], 1.0 / 3, 1e-15) && zeros.undefined == nil)
      #expect(zeros.values[0] == 1 && zeros.values[3] == 0 && zeros.values[4] == 0)
      let gaps = try LocalClustering(variant, leavesFewUndefined: true).scores(in: graph)
      #expect(gaps[0] == 1 && gaps[3].isNaN && gaps[4].isNaN && gaps.undefined != nil)
    }
  }

  @Test("A directed ring of three closes half of what it could; one mutual contact closes nothing")
  func directed() throws {
    let ring = Graph(sources: [0, 1, 2, 3, 4], targets: [1, 2, 0, 4, 3], nodeCount: 5)
    #expect(try LocalClustering(.directed).scores(in: ring).values == [0.5, 0.5, 0.5, 0, 0])
  }

  @Test("No nodes, no weight")
  func degenerate() throws {
    for variant in LocalClustering.Variant.allCases {
      #expect(try LocalClustering(variant).scores(in: Graph(sources: [], targets: [], nodeCount: 0)).values == [])
      let nothing = Graph(sources: [0, 1, 2], targets: [1, 2, 0], weights: [0, 0, 0], nodeCount: 3)
      let expected = [LocalClustering.Variant.unweighted: 1, .directed: 0.5, .weighted: 0][variant]!
      #expect(try LocalClustering(variant).scores(in: nothing).values == [expected, expected, expected])
    }
  }

  @Test("Equal the definitions; threads, and the order of rows change no bit, self-edges nothing", arguments: 0..<60)
  func definitions(seed: Int) throws {
    let edges = RandomEdges(seed: UInt64(seed), isDirected: seed % 2 == 0, isWeighted: seed % 3 > 0)
    for variant in LocalClustering.Variant.allCases {
      let scores = try LocalClustering(variant).scores(in: edges.graph)
      let expected = slow(edges.graph, variant)
      for node in expected.indices {
        #expect(approximately(scores[node], expected[node], 1e-9), "\(variant) of \(node), \(edges)")
      }
      let same = try LocalClustering(variant).scores(in: edges.shuffledGraph(1), execution: Execution(threads: 3))
      #expect(same.values.map(\.bitPattern) == scores.values.map(\.bitPattern), "\(variant), \(edges)")
      let looped = try LocalClustering(variant).scores(in: withSelfEdges(edges.graph))
      #expect(zip(looped.values, expected).allSatisfy { approximately($0, $1, 1e-9) }, "\(variant), \(edges)")
    }
  }

  @Test(
    "Equals the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: ReferenceGraph.names)
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    for (vector, variant) in [
      ("local_clustering (undirected simple, deg<2 -> 0)", .unweighted),
      ("local_clustering_weighted_onnela", .weighted),
      ("local_clustering_directed_fagiolo (nx, loops removed)", .directed),
    ] as [(String, LocalClustering.Variant)] {
      guard let expected = reference.vector(vector) else { continue }
      // The file of the karate club has no weights.
      let isKarate = name == "karate" && variant == .weighted
      let scores = try LocalClustering(variant).scores(in: isKarate ? Karate.weighted : reference.graphWithSelfEdges)
      for node in expected.indices {
        #expect(abs(scores[node] - expected[node]) <= 1e-8 * max(1e-2, expected[node]), "\(vector) of \(node)")
      }
    }
  }

  @Test("Refuses negative weights where they count")
  func errors() throws {
    let graph = Graph(sources: [0], targets: [1], weights: [-1], nodeCount: 2)
    #expect(throws: KithError.self) { try LocalClustering(.weighted).scores(in: graph) }
    #expect(try LocalClustering().scores(in: graph).values == [0, 0])
  }

  /// By matrices of all pairs.
  private func slow(_ graph: Graph, _ variant: LocalClustering.Variant) -> [Double] {
    let nodes = 0..<graph.nodeCount
    var a = nodes.map { _ in nodes.map { _ in 0.0 } }
    for node in nodes {
      for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
        a[node][Int(graph.out.neighbors[edge])] = variant == .weighted ? Double(graph.out.weight(at: edge)) : 1
      }
    }
    let contacts = contacts(in: graph)
    // Graphs keep weights in single precision.
    var both = nodes.map { i in nodes.map { j in Double(Float(a[i][j] + a[j][i])) } }
    if !graph.isDirected && variant == .weighted { both = a }
    if variant == .unweighted { both = nodes.map { i in nodes.map { j in contacts[i].contains(j) ? 1 : 0 } } }
    let largest = variant == .weighted ? both.joined().max() ?? 0 : 1
    return nodes.map { i in
      var closed = 0.0
      for j in nodes {
        for k in nodes where i != j && j != k && i != k {
          let product = both[i][j] * both[j][k] * both[k][i]
          closed += variant == .weighted ? cubeRoot(product / (largest * largest * largest)) : product
        }
      }
      let degree = Double(contacts[i].count)
      var possible = degree * (degree - 1)
      if variant == .directed {
        let all = nodes.reduce(0.0) { $0 + both[i][$1] }
        let mutual = nodes.reduce(0.0) { $0 + a[i][$1] * a[$1][i] }
        possible = 2 * (all * (all - 1) - 2 * mutual)
      }
      return possible > 0 && closed > 0 ? closed / possible : 0
    }
  }

  private func cubeRoot(_ value: Double) -> Double {
    // Newton's steps from above.
    if value <= 0 { return 0 }
    var root = max(1, value)
    for _ in 0..<200 { root -= (root * root * root - value) / (3 * root * root) }
    return root
  }
}
