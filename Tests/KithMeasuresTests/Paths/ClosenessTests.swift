import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Closeness")
struct ClosenessTests {
  @Test("Karate club (K5)")
  func karate() throws {
    let scores = try Closeness().scores(in: Karate.graph)
    for (member, expected) in [(1, 0.568966), (3, 0.559322), (34, 0.55)] {
      #expect(approximately(scores[member - 1], expected, 5e-7), "member \(member)")
    }
    #expect(scores.error == nil)
  }

  @Test(
    "Every score of the references",
    .enabled(if: ReferenceGraph.arePresent, "../shared is absent"), arguments: ReferenceGraph.names, [false, true])
  func references(name: String, isWeighted: Bool) throws {
    let reference = try ReferenceGraph(name)
    let vector =
      isWeighted ? "closeness_weighted_dist=1/w (nx)" : "closeness_nx_wf (incoming distances, WF-scaled)"
    guard let expected = reference.vector(vector) else {
      #expect(isWeighted && !["karate", "lesmis"].contains(name), "\(name) lost its reference")
      return
    }
    let graph = isWeighted && name == "karate" ? Karate.weighted : reference.graphWithSelfEdges
    #expect(agree(try Closeness(usesWeights: isWeighted).scores(in: graph).values, expected, 1e-9))
  }

  @Test(
    "Not scaled: every score of the references, none where nobody is reached",
    .enabled(if: ReferenceGraph.arePresent, "../shared is absent"), arguments: ReferenceGraph.names)
  func unscaled(name: String) throws {
    let reference = try ReferenceGraph(name)
    let graph = reference.graphWithSelfEdges
    let inward = try Closeness(isScaled: false).scores(in: graph)
    let zeros = try #require(reference.vector("closeness_nx_nowf (incoming)"))
    #expect(agree(inward.values.map { $0.isNaN ? 0 : $0 }, zeros, 1e-9))
    let gaps = try #require(
      reference.vector("closeness_igraph_normalized (mode=in, per reachable set, NaN if none)"))
    #expect(inward.values.map(\.isNaN) == gaps.map(\.isNaN))
    #expect((inward.undefined != nil) == gaps.contains(where: \.isNaN))
    guard let outward = reference.vector("closeness_igraph_normalized (mode=out)") else {
      #expect(!graph.isDirected, "\(name) lost its reference")
      return
    }
    let scores = try Closeness(isIncoming: false, isScaled: false).scores(in: graph)
    #expect(agree(scores.values.map { $0.isNaN ? 0 : $0 }, outward.map { $0.isNaN ? 0 : $0 }, 1e-9))
    #expect(scores.values.map(\.isNaN) == outward.map(\.isNaN))
  }

  @Test("Equals Floyd's distances on random graphs, in both directions", arguments: 0..<40)
  func distances(seed: Int) throws {
    for isDirected in [true, false] {
      let graph = RandomEdges(seed: UInt64(seed), isDirected: isDirected, isWeighted: true, maxNodes: 24).graph
      let n = graph.nodeCount
      for isWeighted in [false, true] {
        let all = PathOracle(graph, isWeighted: isWeighted).distances
        for isIncoming in [false, true] {
          let expected = (0..<n).map { node -> Double in
            let finite = (0..<n).filter { $0 != node }.map { isIncoming ? all[$0][node] : all[node][$0] }
              .filter { $0 < .infinity }
            let reached = Double(finite.count)
            return finite.isEmpty ? 0 : reached / finite.reduce(0, +) * reached / Double(n - 1)
          }
          let scores = try Closeness(isIncoming: isIncoming, usesWeights: isWeighted).scores(in: graph)
          #expect(agree(scores.values, expected), "seed \(seed), directed \(isDirected), weighted \(isWeighted)")
        }
      }
    }
  }

  @Test("More nodes than bits and chunks: equals one search at a time", arguments: [false, true])
  func manyChunks(isDirected: Bool) throws {
    let directed = RMAT(scale: 10, edgeFactor: 12, seed: 3).graph()
    let graph = isDirected ? directed : directed.undirected().unweighted
    let values = try Closeness().scores(in: graph).values
    let far = try Eccentricity(isIncoming: true).scores(in: graph).values
    for node in stride(from: 0, to: graph.nodeCount, by: 37) {
      let tree = try ShortestPaths(from: node, direction: .incoming).tree(in: graph)
      let finite = tree.distances.filter { $0 > 0 && $0 < .infinity }
      let (reached, sum) = (Double(finite.count), finite.reduce(0, +))
      let expected = finite.isEmpty ? 0 : reached / sum * reached / Double(graph.nodeCount - 1)
      #expect(approximately(values[node], expected, 1e-12))
      #expect(far[node] == finite.max() ?? 0)
    }
  }

  @Test("Sampled: near, and within its bound where one is proven")
  func sampled() throws {
    let graph = PathGraphs.connected(600, seed: 8)
    let exact = try Closeness().scores(in: graph)
    #expect(try Closeness(sources: 600).scores(in: graph).values == exact.values)
    let sampled = try Closeness(sources: 300, seed: 2).scores(in: graph)
    let bound = try #require(sampled.error?.bound)
    let worst = zip(sampled.values, exact.values).map { abs($0 - $1) }.max()!
    #expect(worst <= bound && worst > 0 && worst < 0.02 && bound < 1)
    // In a directed graph nothing is proven, and said to be.
    let directed = try Closeness(sources: 20).scores(in: PathGraphs.chain(60, isDirected: true))
    #expect(directed.error == ApproximationError(samples: 20))
    #expect(try Closeness(sources: 1).scores(in: graph).error?.bound == 1)
  }

  @Test("Any number of threads and any order of rows give the same bytes")
  func threads() throws {
    let graph = RMAT(scale: 10, edgeFactor: 10, seed: 7).graph()
    for measure in [Closeness(), Closeness(usesWeights: true, sources: 30)] {
      let one = try measure.scores(in: graph)
      let many = try measure.scores(in: graph, execution: Execution(threads: 3))
      #expect(many.values == one.values && many.error == one.error)
      let edges = RandomEdges(seed: 12, isWeighted: true)
      let shuffled = try measure.scores(in: edges.shuffledGraph(3)).values
      #expect(try measure.scores(in: edges.graph).values == shuffled)
    }
  }

  @Test("Nobody, one, no relations, a long chain; options and weights")
  func edges() throws {
    for n in 0...3 {
      let empty = Graph(sources: [], targets: [], nodeCount: n)
      #expect(try Closeness().scores(in: empty).values == [Double](repeating: 0, count: n))
      #expect(try Closeness(sources: 1).scores(in: empty).values == [Double](repeating: 0, count: n))
    }
    let n = 300_000
    let long = try Closeness(sources: 3).scores(in: PathGraphs.chain(n))
    #expect(long.values.allSatisfy { $0 > 0 && $0 < 1 })
    for measure in [Closeness(sources: 0), Closeness(delta: 0), Closeness(delta: .nan)] {
      #expect { try measure.scores(in: Karate.graph) } throws: { ($0 as? KithError)?.exitCode == .usage }
    }
    let graph = Graph(sources: [0], targets: [1], weights: [-1], nodeCount: 2)
    #expect { try Closeness(usesWeights: true).scores(in: graph) } throws: { ($0 as? KithError)?.exitCode == .badData }
    let none = Graph(sources: [0], targets: [1], weights: [0], nodeCount: 2)
    #expect(try Closeness(usesWeights: true).scores(in: none).values == [0, 0])
    #expect(throws: CancellationError.self) {
      try Closeness().scores(in: Karate.graph, execution: Execution(isCancelled: { true }))
    }
  }
}
