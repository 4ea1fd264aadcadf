import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithMeasures

@Suite("Label propagation")
struct LabelPropagationTests {
  @Test("Small shapes")
  func shapes() throws {
    func assignment(_ graph: Graph) throws -> [UInt32] {
      try LabelPropagation().partition(of: graph).partition.assignment
    }
    #expect(try assignment(undirectedGraph(0, [])) == [])
    #expect(try assignment(undirectedGraph(1, [])) == [0])
    #expect(try assignment(undirectedGraph(4, [])) == [0, 1, 2, 3])
    #expect(try assignment(undirectedGraph(2, [(0, 1)])) == [0, 0])
    #expect(try assignment(undirectedGraph(12, clique(0..<12))) == [UInt32](repeating: 0, count: 12))
    #expect(try assignment(undirectedGraph(9, clique(2..<5) + clique(5..<9))) == [2, 3, 1, 1, 1, 0, 0, 0, 0])
    // Labels run in circles on a graph of two sides when everybody changes at once.
    let sides = undirectedGraph(10, (0..<5).flatMap { a in (5..<10).map { (a, $0) } })
    #expect(try assignment(sides) == [UInt32](repeating: 0, count: 10))
  }

  @Test("Cliques of a ring, for any seed; the best modularity of several runs", arguments: 1...10)
  func cliques(seed: UInt64) throws {
    let ring = ringOfCliques(12, of: 6)
    let found = try LabelPropagation(seed: seed, runs: 5).partition(of: ring)
    #expect(found.partition.sizes == [Int](repeating: 6, count: 12))
    #expect(approximately(found.modularity, 1 - 2.0 / 32 - 1.0 / 12, 1e-12))
    #expect(found.quality == found.modularity)
  }

  @Test("Nobody has more weight to another group than to their own; groups are connected", arguments: 0..<80)
  func promises(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 > 0, maxNodes: 70)
    let graph = edges.graph
    let pairs = PairWeights(graph)
    let found = try LabelPropagation(seed: seed).partition(of: graph)
    let label = labels(found.partition.assignment)
    #expect(pairs.isConnected(label), "\(edges)")
    #expect(approximately(found.modularity, pairs.modularity(label), 1e-6), "\(edges)")
    #expect(found.partition == Partition(labels: found.partition.assignment), "not canonical: \(edges)")
    for node in 0..<graph.nodeCount {
      var weights = [Double](repeating: 0, count: found.partition.count)
      for other in 0..<graph.nodeCount where other != node { weights[label[other]] += pairs.weight[node][other] }
      let most = weights.max() ?? 0
      #expect(weights[label[node]] >= most * (1 - 1e-6), "node \(node): \(edges)")
    }
  }

  @Test("Weights decide")
  func weights() throws {
    var builder = GraphBuilder(isDirected: false)
    for (a, b) in clique(0..<4) + clique(4..<8) { builder.add(a, b) }
    builder.add(3, 8, weight: 1)
    builder.add(4, 8, weight: 5)
    let graph = builder.build(nodeCount: 9)
    for seed: UInt64 in 1...5 {
      let found = try LabelPropagation(seed: seed).partition(of: graph).partition
      #expect(found[8] == found[4], "seed \(seed)")
    }
  }

  @Test("Ties are broken by the seed, not always alike")
  func ties() throws {
    // A person between two cliques, one contact in each.
    let graph = undirectedGraph(9, clique(0..<4) + clique(4..<8) + [(3, 8), (4, 8)])
    let sides = try (1...20).map { seed in
      let found = try LabelPropagation(seed: UInt64(seed)).partition(of: graph).partition
      return found[8] == found[3]
    }
    #expect(sides.contains(true) && sides.contains(false))
  }

  @Test("Threads, the order of edges and the run do not show", arguments: 0..<8)
  func sameBytes(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 == 0, maxNodes: 400)
    let first = try LabelPropagation(seed: seed).partition(of: edges.graph)
    for threads in [1, 2, 7] {
      let again = try LabelPropagation(seed: seed).partition(
        of: edges.shuffledGraph(7), execution: Execution(threads: threads))
      #expect(again.partition == first.partition, "\(edges), \(threads) threads")
      #expect(again.modularity.bitPattern == first.modularity.bitPattern)
    }
  }

  @Test("A graph large enough for parallel batches: the same bytes, the planted groups found")
  func largeGraph() throws {
    let (graph, truth) = sparsePlanted(blocks: 170, size: 100, inside: 6, between: 2, seed: 5)
    let one = try LabelPropagation(seed: 3).partition(of: graph)
    let two = try LabelPropagation(seed: 3).partition(of: graph, execution: Execution(threads: 2))
    #expect(one.partition == two.partition && one.modularity == two.modularity)
    #expect(one.modularity > Modularity().value(of: truth, in: graph) * 0.98, "\(one.modularity)")
  }

  @Test("A long path ends")
  func longPath() throws {
    let path = undirectedGraph(60_000, (0..<59_999).map { ($0, $0 + 1) })
    let found = try LabelPropagation().partition(of: path)
    #expect(found.partition.count > 6_000 && found.partition.count < 30_000)
  }

  @Test("Options out of range and unusable weights are refused, not trapped on; cancelled work stops")
  func refusals() throws {
    let usage = #expect(throws: KithError.self) { try LabelPropagation(runs: 0).partition(of: Karate.graph) }
    #expect(usage?.exitCode == .usage)
    for weight in [-1, Float.nan, .infinity] {
      let rows = Adjacency(offsets: [0, 1, 2], neighbors: [1, 0], weights: [weight, weight])
      let graph = Graph(names: nil, isDirected: false, out: rows, in: rows)
      let error = #expect(throws: KithError.self) { try LabelPropagation().partition(of: graph) }
      #expect(error?.exitCode == .badData)
    }
    let stop = Execution(threads: 2, isCancelled: { true })
    #expect(throws: CancellationError.self) { try LabelPropagation().partition(of: Karate.graph, execution: stop) }
  }
}
