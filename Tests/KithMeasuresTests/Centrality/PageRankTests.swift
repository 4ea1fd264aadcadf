import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("PageRank")
struct PageRankTests {
  // MARK: Known answers

  @Test("Karate club (K5)")
  func karate() throws {
    let ranks = try PageRank().scores(in: Karate.graph)
    for (member, expected) in [(34, 0.100919), (1, 0.096997), (33, 0.071693), (3, 0.057079), (2, 0.052877)] {
      #expect(approximately(ranks[member - 1], expected, 5e-7), "member \(member)")
    }
    #expect(ranks.top(3) == [33, 0, 32])
  }

  @Test("Karate club, weighted (K5)")
  func weightedKarate() throws {
    let ranks = try PageRank().scores(in: Karate.weighted)
    #expect(approximately(ranks[33], 0.096989, 5e-7))
    #expect(approximately(ranks[0], 0.0885, 5e-5))
  }

  @Test(
    "Every score of the references",
    .enabled(if: ReferenceGraph.arePresent, "../shared is absent"), arguments: ReferenceGraph.names, [false, true])
  func references(name: String, isWeighted: Bool) throws {
    let reference = try ReferenceGraph(name)
    let vector = isWeighted ? "pagerank_d0.85_weighted" : "pagerank_d0.85 (unweighted; dangling->uniform)"
    guard let expected = reference.vector(vector) else {
      #expect(isWeighted && !["karate", "lesmis"].contains(name), "\(name) lost its reference")
      return
    }
    var graph = reference.graphWithSelfEdges
    // The file of the karate club has no weights.
    if isWeighted && name == "karate" { graph = Karate.weighted }
    if !isWeighted { graph = graph.unweighted }
    #expect(graph.isWeighted == isWeighted)
    let ranks = try PageRank().scores(in: graph)
    for node in expected.indices { #expect(approximately(ranks[node], expected[node], 1e-9), "\(name), node \(node)") }
    if name == "lesmis" && isWeighted {
      // K5b: Valjean, Marius.
      #expect(approximately(ranks[ranks.order[0]], 0.099558, 5e-7))
      #expect(approximately(ranks[ranks.order[1]], 0.051668, 5e-7))
    }
  }

  // MARK: Independent verifiers

  @Test("Equals the solution of the linear system on random graphs", arguments: 0..<80)
  func solvesTheSystem(seed: Int) throws {
    for (isDirected, isWeighted) in [(true, false), (true, true), (false, false), (false, true)] {
      let edges = RandomEdges(seed: UInt64(seed), isDirected: isDirected, isWeighted: isWeighted)
      for damping in [0, 0.5, 0.85, 0.99] {
        let ranks = try PageRank(damping: damping, tolerance: 1e-12, maxIterations: 5000).scores(in: edges.graph)
        let expected = solution(edges.graph, damping: damping)
        let error = zip(ranks.values, expected).reduce(0) { $0 + abs($1.0 - $1.1) }
        #expect(error < 1e-9, "\(edges), damping \(damping)")
        #expect(approximately(ranks.values.reduce(0, +), 1, 1e-12), "\(edges)")
      }
    }
  }

  @Test("A fixed number of iterations equals as many dense ones", arguments: 0..<40)
  func fixedIterations(seed: Int) throws {
    let edges = RandomEdges(seed: UInt64(seed), isWeighted: seed % 2 == 0)
    for iterations in [1, 2, 3, 10, 40] {
      let ranks = try PageRank(tolerance: 0, maxIterations: iterations).scores(in: edges.graph)
      let expected = denseIterations(edges.graph, damping: 0.85, count: iterations)
      let error = zip(ranks.values, expected).reduce(0) { $0 + abs($1.0 - $1.1) }
      #expect(error < 2e-7, "\(edges), \(iterations) iterations")
      #expect(ranks.convergence?.iterations == iterations)
    }
  }

  @Test("A graph of many chunks equals a plain loop in double precision, at 1e-10")
  func largeGraph() throws {
    let graph = RMAT(scale: 13, edgeFactor: 12, seed: 9).graph()
    let ranks = try PageRank().scores(in: graph, execution: Execution(threads: 2))
    let expected = sparseIterations(graph, damping: 0.85, count: 200)
    let error = zip(ranks.values, expected).reduce(0) { $0 + abs($1.0 - $1.1) }
    #expect(error < 1e-9)
  }

  // MARK: Properties

  @Test("Without weights every edge counts alike")
  func unweighted() throws {
    let plain = try PageRank(usesWeights: false).scores(in: Karate.weighted)
    #expect(plain.values == (try PageRank().scores(in: Karate.graph)).values)
  }

  @Test("Any number of threads gives the same bytes", arguments: [false, true])
  func threads(isWeighted: Bool) throws {
    var graph = RMAT(scale: 13, edgeFactor: 16, seed: 2).graph()
    if isWeighted { graph = graph.undirected() }
    #expect(graph.isWeighted == isWeighted)
    for pageRank in [PageRank(), PageRank(tolerance: 0, maxIterations: 5)] {
      let reference = try pageRank.scores(in: graph)
      for threads in [2, 3, 7] {
        let ranks = try pageRank.scores(in: graph, execution: Execution(threads: threads))
        #expect(ranks.values == reference.values, "\(threads) threads")
        #expect(ranks.convergence == reference.convergence, "\(threads) threads")
      }
    }
  }

  @Test("Weights of any size that a float holds give the same bytes", arguments: [-100, -60, 60, 100])
  func scale(exponent: Int) throws {
    let edges = RandomEdges(seed: 3, isWeighted: true)
    var scaled = GraphBuilder()
    for edge in edges.edges {
      let power = Float(sign: .plus, exponent: exponent, significand: 1)
      scaled.add(edge.source, edge.target, weight: edge.weight * power)
    }
    let ranks = try PageRank().scores(in: scaled.build(nodeCount: edges.nodeCount))
    #expect(ranks.values == (try PageRank().scores(in: edges.graph)).values)
  }

  @Test("Scaling all weights changes nothing; an isolated node changes ranks by its own share only")
  func metamorphic() throws {
    let edges = RandomEdges(seed: 77, isWeighted: true)
    let plain = try PageRank(tolerance: 1e-13).scores(in: edges.graph)
    var scaled = GraphBuilder()
    var widened = GraphBuilder()
    for edge in edges.edges {
      scaled.add(edge.source, edge.target, weight: edge.weight * 8)
      widened.add(edge.source, edge.target, weight: edge.weight)
    }
    let ranks = try PageRank(tolerance: 1e-13).scores(in: scaled.build(nodeCount: edges.nodeCount))
    #expect(zip(ranks.values, plain.values).allSatisfy { approximately($0, $1, 1e-12) })
    let wide = try PageRank(tolerance: 1e-13).scores(in: widened.build(nodeCount: edges.nodeCount + 1))
    let isolated = wide[edges.nodeCount]
    #expect(zip(wide.values, plain.values).allSatisfy { approximately($0, $1 * (1 - isolated), 1e-11) })
  }

  @Test("Nodes alike have equal scores")
  func cycle() throws {
    let graph = Graph(sources: [0, 1, 2, 3, 4], targets: [1, 2, 3, 4, 0], nodeCount: 5)
    #expect(Set(try PageRank().scores(in: graph).values).count == 1)
  }

  // MARK: Edges of the definition

  @Test("No nodes, one node, no edges")
  func degenerate() throws {
    #expect(try PageRank().scores(in: GraphBuilder.empty(0)).values == [])
    #expect(try PageRank().scores(in: GraphBuilder.empty(1)).values == [1])
    #expect(try PageRank().scores(in: GraphBuilder.empty(4)).values == [0.25, 0.25, 0.25, 0.25])
  }

  @Test("Edges that weigh nothing leave their source dangling")
  func weightlessEdges() throws {
    let graph = Graph(sources: [0, 1], targets: [1, 2], weights: [0, 0], nodeCount: 3)
    let ranks = try PageRank().scores(in: graph)
    #expect(ranks.values.allSatisfy { approximately($0, 1.0 / 3, 1e-12) })
  }

  @Test(
    "Options out of range are usage errors",
    arguments: [
      PageRank(damping: 1), PageRank(damping: 1.5), PageRank(damping: -0.1), PageRank(damping: .nan),
      PageRank(tolerance: -1), PageRank(tolerance: .nan), PageRank(tolerance: .infinity),
      PageRank(maxIterations: 0), PageRank(maxIterations: -3),
    ])
  func options(pageRank: PageRank) {
    #expect { try pageRank.scores(in: Karate.graph) } throws: { error in
      (error as? KithError)?.exitCode == .usage && (error as? KithError)?.diagnostic.help != nil
    }
  }

  @Test("Weights a walk cannot follow are refused", arguments: [-1, .nan, .infinity] as [Float])
  func weights(weight: Float) {
    let graph = Graph(sources: [0, 1], targets: [1, 0], weights: [weight, 1], nodeCount: 2)
    #expect { try PageRank().scores(in: graph) } throws: { ($0 as? KithError)?.exitCode == .badData }
  }

  @Test("Too few iterations are an error that says so")
  func notConverged() {
    #expect { try PageRank(maxIterations: 3).scores(in: Karate.graph) } throws: {
      ($0 as? KithError)?.exitCode == .notConverged
    }
  }

  @Test("Cancelling stops the run")
  func cancelled() {
    #expect(throws: CancellationError.self) {
      try PageRank().scores(in: Karate.graph, execution: Execution(isCancelled: { true }))
    }
  }
}

extension GraphBuilder {
  fileprivate static func empty(_ nodeCount: Int) -> Graph {
    var builder = GraphBuilder()
    return builder.build(nodeCount: nodeCount)
  }
}

/// The dense matrix of the walk: entry [i][j] is the chance to go from j to i.
private func walk(_ graph: Graph, damping: Double) -> [[Double]] {
  let n = graph.nodeCount
  var matrix = [[Double]](repeating: [Double](repeating: (1 - damping) / Double(n), count: n), count: n)
  for source in 0..<n {
    let row = graph.out.offsets[source]..<graph.out.offsets[source + 1]
    let strength = row.reduce(0.0) { $0 + Double(graph.out.weight(at: $1)) }
    for target in 0..<n where strength == 0 { matrix[target][source] += damping / Double(n) }
    for edge in row where strength > 0 {
      matrix[Int(graph.out.neighbors[edge])][source] += damping * Double(graph.out.weight(at: edge)) / strength
    }
  }
  return matrix
}

private func denseIterations(_ graph: Graph, damping: Double, count: Int) -> [Double] {
  let matrix = walk(graph, damping: damping)
  var ranks = [Double](repeating: 1 / Double(graph.nodeCount), count: graph.nodeCount)
  for _ in 0..<count { ranks = matrix.map { zip($0, ranks).reduce(0) { $0 + $1.0 * $1.1 } } }
  return ranks
}

/// The stationary vector by Gaussian elimination with pivoting: (M − I)x = 0, one row replaced by Σx = 1.
private func solution(_ graph: Graph, damping: Double) -> [Double] {
  let n = graph.nodeCount
  var rows = walk(graph, damping: damping).enumerated().map { i, row in
    row.enumerated().map { j, value in value - (i == j ? 1 : 0) } + [0]
  }
  rows[n - 1] = [Double](repeating: 1, count: n + 1)
  for column in 0..<n {
    let pivot = (column..<n).max { abs(rows[$0][column]) < abs(rows[$1][column]) }!
    rows.swapAt(column, pivot)
    for row in 0..<n where row != column {
      let factor = rows[row][column] / rows[column][column]
      if factor == 0 { continue }
      for index in column...n { rows[row][index] -= factor * rows[column][index] }
    }
  }
  return (0..<n).map { rows[$0][n] / rows[$0][$0] }
}

private func sparseIterations(_ graph: Graph, damping: Double, count: Int) -> [Double] {
  let n = graph.nodeCount
  var ranks = [Double](repeating: 1 / Double(n), count: n)
  for _ in 0..<count {
    var next = [Double](repeating: 0, count: n)
    var dangling = 0.0
    for source in 0..<n {
      let degree = graph.out.degree(source)
      if degree == 0 { dangling += ranks[source] }
      for target in graph.outNeighbors(of: source) { next[Int(target)] += ranks[source] / Double(degree) }
    }
    ranks = next.map { (1 - damping + damping * dangling) / Double(n) + damping * $0 }
  }
  return ranks
}
