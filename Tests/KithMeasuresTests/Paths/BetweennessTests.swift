import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Betweenness")
struct BetweennessTests {
  // MARK: Known answers

  @Test("Karate club and Florentine families (K5, K5b)")
  func known() throws {
    let karate = try Betweenness().scores(in: Karate.graph)
    for (member, expected) in [(1, 0.437635), (34, 0.304075), (33, 0.145247), (3, 0.143657), (32, 0.138276)] {
      #expect(approximately(karate[member - 1], expected, 5e-7), "member \(member)")
    }
    let raw = try Betweenness(isNormalized: false).scores(in: Karate.graph)
    #expect(approximately(raw[0], 231.0714286, 5e-8))
    #expect(karate.error == nil)

    let florence = try Betweenness().scores(in: PathGraphs.florence)
    for (family, expected) in [("Medici", 0.5220), ("Guadagni", 0.2546), ("Albizzi", 0.2125)] {
      #expect(approximately(florence[PathGraphs.families.firstIndex(of: family)!], expected, 5e-5), "\(family)")
    }
    #expect(florence.top(3).map { PathGraphs.families[$0] } == ["Medici", "Guadagni", "Albizzi"])
  }

  @Test(
    "Every score of the references",
    .enabled(if: ReferenceGraph.arePresent, "../shared is absent"), arguments: ReferenceGraph.names, [false, true])
  func references(name: String, isWeighted: Bool) throws {
    let reference = try ReferenceGraph(name)
    guard let expected = reference.vector(isWeighted ? "betweenness_raw_weighted_dist=1/w" : "betweenness_raw") else {
      #expect(isWeighted && !["karate", "lesmis"].contains(name), "\(name) lost its reference")
      return
    }
    // The club's weighted reference took paths for longer that differ by rounding only: see below.
    if isWeighted && name == "karate" { return }
    let graph = reference.graphWithSelfEdges
    let scores = try Betweenness(usesWeights: isWeighted, isNormalized: false).scores(in: graph)
    #expect(agree(scores.values, expected, 1e-8))
  }

  @Test("Paths that differ by rounding only are equally short")
  func equalLengths() throws {
    // Karate club by exact fractions; comparing sums of 1/w bit by bit gives 208.5, 36.75, 178.
    let scores = try Betweenness(usesWeights: true, isNormalized: false).scores(in: Karate.weighted)
    #expect(agree(Array(scores.values.prefix(6)), [209, 36, 177, 32, 0, 16.5], 1e-12))
  }

  @Test("A chain, a star, a clique")
  func shapes() throws {
    let chain = try Betweenness(isNormalized: false).scores(in: PathGraphs.chain(5)).values
    #expect(chain == [0, 3, 4, 3, 0])
    let directed = try Betweenness(isNormalized: false).scores(in: PathGraphs.chain(5, isDirected: true)).values
    #expect(directed == [0, 3, 4, 3, 0])
    let star = try Betweenness().scores(in: PathGraphs.star(9)).values
    #expect(star == [1] + [Double](repeating: 0, count: 8))
    let clique = PathGraphs.clique(6)
    #expect(try Betweenness().scores(in: clique).values.allSatisfy { $0 == 0 })
  }

  // MARK: Independent verifiers

  @Test("Equals sums over all pairs on random graphs", arguments: 0..<40)
  func sumsOverPairs(seed: Int) throws {
    for isDirected in [true, false] {
      let edges = RandomEdges(seed: UInt64(seed), isDirected: isDirected, isWeighted: true, maxNodes: 24)
      for graph in [edges.graph, PathGraphs.tied(seed, isDirected: isDirected)] {
        for isWeighted in [false, true] {
          let pairs = isDirected ? 1.0 : 2.0
          let expected = PathOracle(graph, isWeighted: isWeighted).betweenness.map { $0 / pairs }
          let scores = try Betweenness(usesWeights: isWeighted, isNormalized: false).scores(in: graph)
          #expect(agree(scores.values, expected), "\(edges), weighted \(isWeighted)")
        }
      }
    }
  }

  @Test("Self-edges change nothing", arguments: [false, true])
  func selfEdges(isWeighted: Bool) throws {
    let edges = RandomEdges(seed: 5, isWeighted: true)
    let looped = NaiveGraph(
      nodeCount: edges.nodeCount, isDirected: true, edges: edges.edges + [(0, 0, 2), (1, 1, 1)], keepsSelfEdges: true)
    let measure = Betweenness(usesWeights: isWeighted)
    let plain = try measure.scores(in: edges.graph).values
    #expect(agree(try measure.scores(in: looped.graph).values, plain))
  }

  @Test("Graphs with more nodes than a chunk, and pushes: equals one source at a time", arguments: [false, true])
  func manyChunks(isDirected: Bool) throws {
    let graph = RMAT(scale: 11, edgeFactor: 12, seed: 4).graph()
    let judged = isDirected ? graph.unweighted : graph.undirected().unweighted
    // Weights of 1 throughout send the same paths through the weighted kernel.
    let weights = [Float](repeating: 2, count: judged.out.neighbors.count)
    let rows = Adjacency(offsets: judged.out.offsets, neighbors: judged.out.neighbors, weights: weights)
    let back = Adjacency(offsets: judged.in.offsets, neighbors: judged.in.neighbors, weights: weights)
    let weighted = Graph(names: nil, isDirected: isDirected, out: rows, in: back)
    let batches = try Betweenness(sources: 30).scores(in: judged).values
    let singly = try Betweenness(usesWeights: true, sources: 30).scores(in: weighted).values
    #expect(agree(batches, singly, 1e-12))
    #expect(batches.contains { $0 > 0.001 })
  }

  // MARK: Sampling

  @Test("All nodes as sources is exact; fewer are near and say how near")
  func sampled() throws {
    let graph = RMAT(scale: 9, edgeFactor: 8, seed: 2).graph()
    let exact = try Betweenness().scores(in: graph)
    #expect(try Betweenness(sources: graph.nodeCount).scores(in: graph).values == exact.values)
    #expect(try Betweenness(sources: 10_000).scores(in: graph).error == nil)
    let sampled = try Betweenness(sources: 200, seed: 3).scores(in: graph)
    let error = try #require(sampled.error)
    #expect(error.samples == 200 && error.confidence == 0.9)
    let worst = zip(sampled.values, exact.values).map { abs($0 - $1) }.max()!
    #expect(worst < error.bound! && worst < 0.02 && worst > 0)
    // Without bias: the mean over seeds is nearer than any.
    let runs = try (0..<30).map { try Betweenness(sources: 40, seed: UInt64($0)).scores(in: graph).values }
    let hub = exact.top(1)[0]
    let mean = runs.reduce(0) { $0 + $1[hub] } / 30
    #expect(abs(mean - exact[hub]) < 0.1 * exact[hub])
  }

  @Test("Sampled paths keep their promise, in hops and lengths", arguments: [false, true], [false, true])
  func promise(isDirected: Bool, isWeighted: Bool) throws {
    var misses = 0
    for seed in 0..<6 as Range<UInt64> {
      let edges = RandomEdges(seed: 40 + seed, isDirected: isDirected, isWeighted: true)
      let exact = try Betweenness(usesWeights: isWeighted).scores(in: edges.graph)
      let scores = try Betweenness(usesWeights: isWeighted, epsilon: 0.03, delta: 0.1, seed: seed)
        .scores(in: edges.graph)
      #expect(scores.error?.bound == 0.03 && scores.error?.confidence == 0.9 && scores.error!.samples > 100)
      if zip(scores.values, exact.values).contains(where: { abs($0 - $1) > 0.03 }) { misses += 1 }
    }
    #expect(misses == 0)
  }

  @Test("Paths are drawn evenly among equally short ones")
  func evenDraws() throws {
    for weight in [1, 2] as [Float] {
      let graph = PathGraphs.diamonds(3, weight: weight)
      let exact = try Betweenness().scores(in: graph)
      let drawn = try Betweenness(usesWeights: true, epsilon: 0.01, delta: 0.01).scores(in: graph)
      #expect(agree(drawn.values, exact.values, 0.01))
    }
  }

  @Test("A looser bound draws fewer paths; seeds differ, runs do not")
  func draws() throws {
    let graph = RMAT(scale: 9, edgeFactor: 8, seed: 2).graph()
    let loose = try Betweenness(epsilon: 0.05).scores(in: graph)
    let tight = try Betweenness(epsilon: 0.02).scores(in: graph)
    #expect(loose.error!.samples < tight.error!.samples)
    // Far below Hoeffding's ln(2n/δ)/(2ε²), for most people are on few paths.
    #expect(tight.error!.samples < 12_000)
    #expect(try Betweenness(epsilon: 0.05).scores(in: graph).values == loose.values)
    #expect(try Betweenness(epsilon: 0.05, seed: 2).scores(in: graph).values != loose.values)
  }

  // MARK: Properties

  @Test("Any number of threads and any order of rows give the same bytes")
  func threads() throws {
    let graph = RMAT(scale: 10, edgeFactor: 10, seed: 7).graph()
    for measure in [
      Betweenness(sources: 64), Betweenness(usesWeights: true, sources: 20), Betweenness(epsilon: 0.05),
    ] {
      let one = try measure.scores(in: graph)
      for threads in [2, 5] {
        let many = try measure.scores(in: graph, execution: Execution(threads: threads))
        #expect(many.values == one.values && many.error == one.error, "\(measure), \(threads) threads")
      }
      let edges = RandomEdges(seed: 12, isWeighted: true)
      let shuffled = try measure.scores(in: edges.shuffledGraph(3)).values
      #expect(try measure.scores(in: edges.graph).values == shuffled)
    }
  }

  @Test("More paths than a number holds", arguments: [1, 2] as [Float])
  func manyPaths(weight: Float) throws {
    // 2¹⁵⁰⁰ paths; by symmetry both sides of a diamond share its traffic.
    let n = 1500
    let graph = PathGraphs.diamonds(n, weight: weight)
    for measure in [
      Betweenness(sources: 2, isNormalized: false), Betweenness(usesWeights: true, sources: 2, isNormalized: false),
    ] {
      let scores = try measure.scores(in: graph)
      #expect(scores.values.allSatisfy { $0.isFinite && $0 >= 0 })
      #expect(
        (0..<n).allSatisfy { approximately(scores[3 * $0 + 1], scores[3 * $0 + 2], 1e-6 * scores[3 * $0 + 1] + 3000) })
      #expect(scores.values.max()! > 1000)
    }
    let drawn = try Betweenness(epsilon: 0.2).scores(in: graph)
    #expect(approximately(drawn[3 * n / 2], 0.5, 0.2))
  }

  @Test("A chain of 300,000 people does not overflow the stack")
  func longChain() throws {
    let n = 300_000
    let graph = PathGraphs.chain(n)
    let raw = try Betweenness(sources: 2, seed: 1, isNormalized: false).scores(in: graph)
    #expect(raw.values.allSatisfy { $0.isFinite } && raw.values.max()! > Double(n))
  }

  // MARK: Edges of the definition

  @Test("Too small to lie between others")
  func degenerate() throws {
    for n in 0...2 {
      for measure in [
        Betweenness(), Betweenness(sources: 3), Betweenness(epsilon: 0.1), Betweenness(usesWeights: true),
      ] {
        let scores = try measure.scores(in: PathGraphs.chain(n))
        #expect(scores.values == [Double](repeating: 0, count: n))
      }
    }
    let empty = Graph(sources: [], targets: [], nodeCount: 4)
    for measure in [Betweenness(), Betweenness(epsilon: 0.3), Betweenness(sources: 2)] {
      #expect(try measure.scores(in: empty).values == [0, 0, 0, 0])
    }
  }

  @Test("Relations of weight 0 are no way")
  func weightless() throws {
    let graph = Graph(sources: [0, 1, 0], targets: [1, 2, 2], weights: [1, 1, 0], nodeCount: 3)
    #expect(try Betweenness(usesWeights: true).scores(in: graph).values == [0, 0.5, 0])
    #expect(try Betweenness().scores(in: graph).values == [0, 0, 0])
    let none = Graph(sources: [0, 1], targets: [1, 2], weights: [0, 0], nodeCount: 3)
    #expect(try Betweenness(usesWeights: true, epsilon: 0.3).scores(in: none).values == [0, 0, 0])
  }

  @Test(
    "Options out of range are usage errors",
    arguments: [
      Betweenness(sources: 0), Betweenness(sources: -4), Betweenness(epsilon: 0), Betweenness(epsilon: 1),
      Betweenness(epsilon: .nan), Betweenness(delta: 0), Betweenness(delta: 1.5), Betweenness(delta: .nan),
      Betweenness(sources: 5, epsilon: 0.1),
    ])
  func options(measure: Betweenness) {
    #expect { try measure.scores(in: Karate.graph) } throws: {
      ($0 as? KithError)?.exitCode == .usage && ($0 as? KithError)?.diagnostic.code == "E720"
    }
  }

  @Test("An error too small for any number of draws is refused")
  func tooManyDraws() {
    for epsilon in [1e-7, 1e-300] {
      #expect { try Betweenness(epsilon: epsilon).scores(in: Karate.graph) } throws: {
        ($0 as? KithError)?.exitCode == .limit
      }
    }
  }

  @Test("Weights that are no strengths are refused", arguments: [-1, .nan, .infinity] as [Float])
  func weights(weight: Float) throws {
    let graph = Graph(sources: [0, 1], targets: [1, 2], weights: [weight, 1], nodeCount: 3)
    #expect { try Betweenness(usesWeights: true).scores(in: graph) } throws: {
      ($0 as? KithError)?.exitCode == .badData
    }
    #expect(try Betweenness().scores(in: graph).values == [0, 0.5, 0])
  }

  @Test("Cancelling stops the run")
  func cancelled() {
    for measure in [Betweenness(), Betweenness(usesWeights: true), Betweenness(epsilon: 0.01)] {
      #expect(throws: CancellationError.self) {
        try measure.scores(in: Karate.weighted, execution: Execution(isCancelled: { true }))
      }
    }
  }
}
