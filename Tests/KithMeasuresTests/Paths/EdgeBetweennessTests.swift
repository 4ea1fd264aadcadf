import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Edge betweenness")
struct EdgeBetweennessTests {
  @Test(
    "Every score of the references",
    .enabled(if: ReferenceGraph.arePresent, "../shared is absent"), arguments: ReferenceGraph.names)
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    guard let expected = reference.vector("edge_betweenness_raw (order of sorted edge list)") else {
      #expect(name == "email_eu_core", "\(name) lost its reference")
      return
    }
    let scores = try EdgeBetweenness(isNormalized: false).scores(in: reference.graph)
    #expect(agree(scores.values, expected, 1e-8))
  }

  @Test("A chain: the middle edge carries most")
  func chain() throws {
    #expect(try EdgeBetweenness(isNormalized: false).scores(in: PathGraphs.chain(4)).values == [3, 4, 3])
    #expect(agree(try EdgeBetweenness().scores(in: PathGraphs.chain(4)).values, [0.5, 2.0 / 3, 0.5], 1e-15))
    let directed = try EdgeBetweenness().scores(in: PathGraphs.chain(4, isDirected: true)).values
    #expect(agree(directed, [0.25, 1.0 / 3, 0.25], 1e-15))
  }

  @Test("Equals sums over all pairs on random graphs", arguments: 0..<40)
  func sumsOverPairs(seed: Int) throws {
    for isDirected in [true, false] {
      let edges = RandomEdges(seed: UInt64(seed), isDirected: isDirected, isWeighted: true, maxNodes: 24)
      for graph in [edges.graph, PathGraphs.tied(seed, isDirected: isDirected)] {
        for isWeighted in [false, true] {
          let oracle = PathOracle(graph, isWeighted: isWeighted)
          let scores = try EdgeBetweenness(usesWeights: isWeighted, isNormalized: false).scores(in: graph)
          let expected = (0..<scores.edges.count).map { edge in
            // An undirected pair is counted once, whichever way it crosses.
            oracle.flow(Int(scores.edges.sources[edge]), Int(scores.edges.targets[edge]))
          }
          #expect(agree(scores.values, expected), "\(edges), weighted \(isWeighted)")
        }
      }
    }
  }

  @Test("What enters and leaves a node agrees with its betweenness")
  func conservation() throws {
    let graph = RMAT(scale: 8, edgeFactor: 8, seed: 5).graph()
    let flows = try EdgeBetweenness(sources: 100, seed: 2, isNormalized: false).scores(in: graph)
    #expect(flows.error?.samples == 100 && flows.error?.bound == nil)
    let total = flows.values.reduce(0, +)
    #expect(total > 0)
    let exact = try EdgeBetweenness(isNormalized: false).scores(in: graph)
    let betweenness = try Betweenness(isNormalized: false).scores(in: graph)
    // A path of length d crosses d edges and passes d - 1 nodes: the difference counts the paths' pairs.
    let pairs = exact.values.reduce(0, +) - betweenness.values.reduce(0, +)
    #expect(approximately(pairs, pairs.rounded(), 1e-6 * pairs))
  }

  @Test("Any number of threads and any order of rows give the same bytes")
  func threads() throws {
    let graph = RMAT(scale: 9, edgeFactor: 10, seed: 7).graph()
    for measure in [EdgeBetweenness(sources: 64), EdgeBetweenness(usesWeights: true, sources: 20)] {
      let one = try measure.scores(in: graph).values
      #expect(try measure.scores(in: graph, execution: Execution(threads: 3)).values == one)
      let edges = RandomEdges(seed: 12, isWeighted: true)
      let shuffled = try measure.scores(in: edges.shuffledGraph(3)).values
      #expect(try measure.scores(in: edges.graph).values == shuffled)
    }
  }

  @Test("No relations, no people; a long chain; options and weights")
  func degenerate() throws {
    for n in 0...3 {
      #expect(try EdgeBetweenness().scores(in: Graph(sources: [], targets: [], nodeCount: n)).values.isEmpty)
    }
    let long = try EdgeBetweenness(sources: 1, isNormalized: false).scores(in: PathGraphs.chain(300_000))
    #expect(long.values.allSatisfy { $0.isFinite })
    #expect { try EdgeBetweenness(sources: 0).scores(in: Karate.graph) } throws: {
      ($0 as? KithError)?.exitCode == .usage
    }
    let graph = Graph(sources: [0], targets: [1], weights: [-1], nodeCount: 2)
    #expect { try EdgeBetweenness(usesWeights: true).scores(in: graph) } throws: {
      ($0 as? KithError)?.exitCode == .badData
    }
  }
}
