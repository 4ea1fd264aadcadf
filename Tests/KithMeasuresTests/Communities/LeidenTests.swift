import Foundation
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithMeasures

@Suite("Leiden")
struct LeidenTests {
  @Test("Karate: the proven optimum, for any seed", arguments: 1...20)
  func karate(seed: UInt64) throws {
    let found = try Leiden(seed: seed).partition(of: Karate.graph)
    #expect(approximately(found.modularity, 0.4197896120973, 1e-9))
    #expect(found.partition.sizes == [12, 11, 6, 5])
  }

  @Test("Weighted karate: the proven optimum, for any seed", arguments: 1...20)
  func weightedKarate(seed: UInt64) throws {
    let found = try Leiden(seed: seed).partition(of: Karate.weighted)
    #expect(approximately(found.modularity, 0.4449035813, 1e-9))
    #expect(found.partition.count == 4)
  }

  @Test(
    "The known best of graphs everybody has",
    .enabled(if: KnownGraph.all.allSatisfy { $0.path != nil }, "../shared/data/classics-gml is absent"),
    arguments: KnownGraph.all)
  func knownGraphs(known: KnownGraph) throws {
    let graph = try known.graph()
    let found = try Leiden().partition(of: graph)
    #expect(found.modularity >= known.modularity - known.slack, "\(found.modularity)")
    #expect(found.modularity <= known.modularity + 1e-4, "better than ever seen: is it the same graph?")
    #expect(approximately(found.modularity, Modularity().value(of: found.partition, in: graph), 1e-9))
  }

  @Test("Small shapes")
  func shapes() throws {
    func assignment(_ graph: Graph) throws -> [UInt32] { try Leiden().partition(of: graph).partition.assignment }
    #expect(try assignment(undirectedGraph(0, [])) == [])
    #expect(try assignment(undirectedGraph(1, [])) == [0])
    #expect(try assignment(undirectedGraph(4, [])) == [0, 1, 2, 3])
    #expect(try assignment(undirectedGraph(2, [(0, 1)])) == [0, 0])
    #expect(try assignment(undirectedGraph(12, clique(0..<12))) == [UInt32](repeating: 0, count: 12))
    #expect(try assignment(undirectedGraph(8, (1..<8).map { (0, $0) })) == [UInt32](repeating: 0, count: 8))
    #expect(
      try assignment(undirectedGraph(10, clique(0..<5) + clique(5..<10) + [(4, 5)]))
        == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    #expect(try assignment(undirectedGraph(9, clique(2..<5) + clique(5..<9))) == [2, 3, 1, 1, 1, 0, 0, 0, 0])
    // A path of 16 is best cut into four.
    let path = try Leiden().partition(of: undirectedGraph(16, (0..<15).map { ($0, $0 + 1) }))
    #expect(approximately(path.modularity, 12.0 / 15 - (49 + 64 + 64 + 49) / 900, 1e-12))
  }

  @Test("Direction is added up: both ways between two people is one edge of their weights")
  func projection() throws {
    var directed = GraphBuilder()
    var undirected = GraphBuilder(isDirected: false)
    for (a, b, weight) in Karate.friendships {
      directed.add(a, b, weight: weight / 4)
      directed.add(b, a, weight: weight * 3 / 4)
      undirected.add(a, b, weight: weight)
    }
    let one = try Leiden().partition(of: directed.build(nodeCount: 34))
    let other = try Leiden().partition(of: undirected.build(nodeCount: 34))
    #expect(one.partition == other.partition)
    #expect(one.modularity == other.modularity)
  }

  @Test("Connected, honest about its quality, better than trivial partitions", arguments: 0..<120)
  func promises(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 > 0, maxNodes: 70)
    let graph = edges.graph
    let pairs = PairWeights(graph)
    let resolution = [1, 0.5, 2, 1][Int(seed % 4)]
    let found = try Leiden(resolution: resolution, seed: seed, runs: Int(1 + seed % 3)).partition(of: graph)
    let label = labels(found.partition.assignment)
    #expect(pairs.isConnected(label), "\(edges)")
    #expect(approximately(found.quality, pairs.modularity(label, resolution: resolution), 1e-6), "\(edges)")
    #expect(approximately(found.modularity, pairs.modularity(label), 1e-6), "\(edges)")
    let trivial = [
      Array(0..<graph.nodeCount), [Int](repeating: 0, count: graph.nodeCount),
      labels(WeakComponents().partition(of: graph).assignment),
    ]
    for other in trivial {
      #expect(found.quality >= pairs.modularity(other, resolution: resolution) - 1e-6, "\(edges)")
    }
    #expect(found.partition == Partition(labels: found.partition.assignment), "not canonical: \(edges)")
  }

  @Test("No move of one person and no merger of two communities would help", arguments: 0..<80)
  func localOptimum(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: false, isWeighted: seed % 2 == 0)
    let pairs = PairWeights(edges.graph)
    let found = try Leiden(seed: seed, runs: 1).partition(of: edges.graph)
    let label = labels(found.partition.assignment)
    let count = found.partition.count
    for node in label.indices {
      for target in 0...count {
        var other = label
        other[node] = target
        #expect(pairs.modularity(other) <= found.quality + 1e-6, "node \(node) to \(target): \(edges)")
      }
    }
    for a in 0..<count {
      for b in 0..<a {
        #expect(pairs.modularity(label.map { $0 == a ? b : $0 }) <= found.quality + 1e-6, "\(a) and \(b): \(edges)")
      }
    }
  }

  @Test("Default options find the best of all partitions of up to 8 nodes")
  func bruteForce() throws {
    var missed: [UInt64] = []
    for seed: UInt64 in 0..<200 {
      let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 == 0, maxNodes: 8)
      let best = PairWeights(edges.graph).bestModularity()
      let found = try Leiden().partition(of: edges.graph).modularity
      #expect(found <= best + 1e-6, "\(edges)")
      if edges.graph.edgeCount > 0 && found < best - 1e-6 { missed.append(seed) }
    }
    // A heuristic may miss the optimum; on graphs this small it should hardly ever.
    #expect(missed.count <= 2, "missed at seeds \(missed)")
  }

  @Test("Threads, the order of edges and the run do not show", arguments: 0..<12)
  func sameBytes(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 == 0, maxNodes: 400)
    let first = try Leiden(seed: seed).partition(of: edges.graph)
    for threads in [1, 2, 3, 7] {
      let again = try Leiden(seed: seed).partition(of: edges.shuffledGraph(7), execution: Execution(threads: threads))
      #expect(again.partition == first.partition, "\(edges), \(threads) threads")
      #expect(again.modularity.bitPattern == first.modularity.bitPattern)
      #expect(again.convergence == first.convergence)
    }
  }

  @Test("A graph large enough for parallel batches: the same bytes, connected, the planted groups found")
  func largeGraph() throws {
    let (graph, truth) = sparsePlanted(blocks: 200, size: 100, inside: 8, between: 2, seed: 5)
    let run = { (threads: Int, runs: Int) in
      try Leiden(seed: 3, runs: runs).partition(of: graph, execution: Execution(threads: threads))
    }
    #expect(graph.edgeCount > Leiden.smallEdgeCount && graph.nodeCount > VisitingOrder.large)
    let one = try run(1, 1)
    for threads in [2, 3, 7] {
      let other = try run(threads, 1)
      #expect(other.partition == one.partition && other.modularity == one.modularity, "\(threads) threads")
    }
    #expect(try run(2, 2).modularity >= one.modularity)
    #expect(one.modularity > Modularity().value(of: truth, in: graph) * 0.995)
    #expect(one.modularity == one.quality)
    #expect(approximately(one.modularity, Modularity().value(of: one.partition, in: graph), 1e-9))
    let projection = try Projection(graph, execution: .serial)
    let labelled = Grouping(
      labels: storage((0..<projection.nodes.count).map { one.partition.assignment[Int(projection.nodes[$0])] }),
      order: nil)
    let pieces = Grouping(labels: connectedPieces(of: labelled, in: projection.rows), order: nil)
    #expect(pieces.count == labelled.count, "a community is not connected")
  }

  @Test("The numbering of people has no say in the quality", arguments: 0..<10)
  func renumbered(seed: UInt64) throws {
    var random = OwnRandom(state: seed)
    let place = (0..<34).shuffled(using: &random)
    var builder = GraphBuilder(isDirected: false)
    for (a, b, weight) in Karate.friendships { builder.add(place[a], place[b], weight: weight) }
    let found = try Leiden().partition(of: builder.build(nodeCount: 34))
    #expect(approximately(found.modularity, 0.4449035813, 1e-9), "seed \(seed)")
  }

  @Test("Resolution: 0 joins what is connected, a high one parts everybody")
  func resolution() throws {
    let graph = undirectedGraph(11, clique(0..<5) + clique(5..<10) + [(4, 5)])
    #expect(try Leiden(resolution: 0).partition(of: graph).partition.sizes == [10, 1])
    #expect(try Leiden(resolution: 100).partition(of: graph).partition.count == 11)
    let counts = try [0.2, 1, 5].map { try Leiden(resolution: $0).partition(of: Karate.graph).partition.count }
    #expect(counts == counts.sorted())
  }

  @Test("Edges without weight do not connect; very unequal weights do no harm")
  func oddWeights() throws {
    func graph(_ edges: [(Int, Int, Float)], _ count: Int) -> Graph {
      var builder = GraphBuilder(isDirected: false)
      for (a, b, weight) in edges { builder.add(a, b, weight: weight) }
      return builder.build(nodeCount: count)
    }
    #expect(try Leiden().partition(of: graph([(0, 1, 0), (1, 2, 1)], 3)).partition.assignment == [1, 0, 0])
    #expect(try Leiden().partition(of: graph([(0, 1, 0)], 2)).partition.count == 2)
    let spread = graph([(0, 1, 1e-30), (1, 2, 1e30), (2, 3, 1), (3, 4, 1e-10), (4, 5, 1e10)], 6)
    #expect(try Leiden().partition(of: spread).partition.count >= 2)
  }

  @Test("Options out of range and unusable weights are refused, not trapped on")
  func refusals() throws {
    for leiden in [
      Leiden(resolution: -1), Leiden(resolution: .nan), Leiden(resolution: 1e101), Leiden(runs: 0),
      Leiden(maxIterations: 0),
    ] {
      let error = #expect(throws: KithError.self) { try leiden.partition(of: Karate.graph) }
      #expect(error?.exitCode == .usage)
    }
    for weight in [-1, Float.nan, .infinity] {
      let rows = Adjacency(offsets: [0, 1, 2], neighbors: [1, 0], weights: [weight, weight])
      let graph = Graph(names: nil, isDirected: false, out: rows, in: rows)
      let error = #expect(throws: KithError.self) { try Leiden().partition(of: graph) }
      #expect(error?.exitCode == .badData)
    }
  }

  @Test("Cancelled work stops")
  func cancellation() throws {
    let stop = Execution(threads: 2, isCancelled: { true })
    #expect(throws: CancellationError.self) { try Leiden().partition(of: Karate.graph, execution: stop) }
    #expect(throws: CancellationError.self) { try Leiden(runs: 3).partition(of: Karate.graph, execution: stop) }
  }

  private func storage(_ values: [UInt32]) -> Storage<UInt32> {
    let storage = Storage<UInt32>(count: values.count)
    for (i, value) in values.enumerated() { storage[i] = value }
    return storage
  }
}

/// A public graph with the best modularity ever seen for it.
struct KnownGraph: CustomTestStringConvertible, Sendable {
  let file: String
  let modularity: Double
  let slack: Double
  var isWeighted = false

  static let all = [
    KnownGraph(file: "lesmis", modularity: 0.56000837, slack: 1e-6),
    KnownGraph(file: "lesmis", modularity: 0.5666879833, slack: 1e-6, isWeighted: true),
    KnownGraph(file: "dolphins", modularity: 0.5285194415, slack: 1e-6),
    KnownGraph(file: "polblogs", modularity: 0.4271510939, slack: 2e-4),
  ]

  var testDescription: String { isWeighted ? "\(file), weighted" : file }
  var path: String? { sharedData("data/classics-gml/\(file)-edges.csv") }

  func graph() throws -> Graph {
    let path = try #require(path)
    var builder = GraphBuilder(isDirected: false)
    var most = 0
    for line in try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",")
      guard let a = Int(fields[0]), let b = Int(fields[1]), let weight = Float(fields[2]) else { continue }
      builder.add(a, b, weight: isWeighted ? weight : 1)
      most = max(most, a, b)
    }
    let graph = builder.build(nodeCount: most + 1)
    return isWeighted ? graph : graph.unweighted
  }
}
