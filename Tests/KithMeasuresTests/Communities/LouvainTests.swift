import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithMeasures

@Suite("Louvain")
struct LouvainTests {
  @Test("Karate: the proven optima, or next to them, for any seed", arguments: 1...10)
  func karate(seed: UInt64) throws {
    let found = try Louvain(seed: seed).partition(of: Karate.graph)
    #expect(found.modularity >= 0.4188 && found.modularity <= 0.4197896120973 + 1e-9, "\(found.modularity)")
    let weighted = try Louvain(seed: seed, runs: 50).partition(of: Karate.weighted)
    #expect(approximately(weighted.modularity, 0.4449035813, 1e-9))
  }

  @Test(
    "Near the known best of graphs everybody has",
    .enabled(if: KnownGraph.all.allSatisfy { $0.path != nil }, "../shared/data/classics-gml is absent"),
    arguments: KnownGraph.all)
  func knownGraphs(known: KnownGraph) throws {
    let graph = try known.graph()
    let found = try Louvain().partition(of: graph)
    #expect(found.modularity >= known.modularity - 0.005, "\(found.modularity)")
    #expect(found.modularity <= known.modularity + 1e-4, "better than ever seen: is it the same graph?")
    #expect(approximately(found.modularity, Modularity().value(of: found.partition, in: graph), 1e-9))
  }

  @Test("E-mail of a department, without direction", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"))
  func email() throws {
    let graph = try ReferenceGraph("email_eu_core").graph.undirected().unweighted
    #expect(try Louvain(runs: 3).partition(of: graph).modularity > 0.41)
    #expect(try Leiden(runs: 3).partition(of: graph).modularity > 0.4165)
  }

  @Test("Small shapes")
  func shapes() throws {
    func assignment(_ graph: Graph) throws -> [UInt32] { try Louvain().partition(of: graph).partition.assignment }
    #expect(try assignment(undirectedGraph(0, [])) == [])
    #expect(try assignment(undirectedGraph(1, [])) == [0])
    #expect(try assignment(undirectedGraph(4, [])) == [0, 1, 2, 3])
    #expect(try assignment(undirectedGraph(2, [(0, 1)])) == [0, 0])
    #expect(try assignment(undirectedGraph(12, clique(0..<12))) == [UInt32](repeating: 0, count: 12))
    #expect(
      try assignment(undirectedGraph(10, clique(0..<5) + clique(5..<10) + [(4, 5)]))
        == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    #expect(try assignment(undirectedGraph(9, clique(2..<5) + clique(5..<9))) == [2, 3, 1, 1, 1, 0, 0, 0, 0])
  }

  @Test("Honest about its quality, better than everyone alone, and no move or merger would help", arguments: 0..<50)
  func promises(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 > 0, maxNodes: 40)
    let graph = edges.graph
    let pairs = PairWeights(graph)
    let resolution = [1, 0.5, 2, 1][Int(seed % 4)]
    let found = try Louvain(resolution: resolution, seed: seed, runs: 1).partition(of: graph)
    let label = labels(found.partition.assignment)
    #expect(approximately(found.quality, pairs.modularity(label, resolution: resolution), 1e-6), "\(edges)")
    #expect(approximately(found.modularity, pairs.modularity(label), 1e-6), "\(edges)")
    #expect(found.quality >= pairs.modularity(Array(0..<graph.nodeCount), resolution: resolution) - 1e-9, "\(edges)")
    #expect(found.partition == Partition(labels: found.partition.assignment), "not canonical: \(edges)")
    for node in label.indices {
      for target in 0...found.partition.count {
        var other = label
        other[node] = target
        let moved = pairs.modularity(other, resolution: resolution)
        #expect(moved <= found.quality + 1e-6, "node \(node) to \(target): \(edges)")
      }
    }
    for a in 0..<found.partition.count {
      for b in 0..<a {
        let merged = pairs.modularity(label.map { $0 == a ? b : $0 }, resolution: resolution)
        #expect(merged <= found.quality + 1e-6, "\(a) and \(b): \(edges)")
      }
    }
  }

  @Test("Threads, the order of edges and the run do not show", arguments: 0..<8)
  func sameBytes(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 == 0, maxNodes: 400)
    let first = try Louvain(seed: seed).partition(of: edges.graph)
    for threads in [1, 2, 7] {
      let again = try Louvain(seed: seed).partition(of: edges.shuffledGraph(7), execution: Execution(threads: threads))
      #expect(again.partition == first.partition, "\(edges), \(threads) threads")
      #expect(again.modularity.bitPattern == first.modularity.bitPattern)
      #expect(again.convergence == first.convergence)
    }
  }

  @Test("Options out of range and unusable weights are refused, not trapped on; cancelled work stops")
  func refusals() throws {
    for louvain in [
      Louvain(resolution: -1), Louvain(resolution: .nan), Louvain(resolution: .infinity), Louvain(runs: 0),
    ] {
      let error = #expect(throws: KithError.self) { try louvain.partition(of: Karate.graph) }
      #expect(error?.exitCode == .usage)
    }
    for weight in [-1, Float.nan, .infinity] {
      let rows = Adjacency(offsets: [0, 1, 2], neighbors: [1, 0], weights: [weight, weight])
      let graph = Graph(names: nil, isDirected: false, out: rows, in: rows)
      let error = #expect(throws: KithError.self) { try Louvain().partition(of: graph) }
      #expect(error?.exitCode == .badData)
    }
    let stop = Execution(threads: 2, isCancelled: { true })
    #expect(throws: CancellationError.self) { try Louvain().partition(of: Karate.graph, execution: stop) }
  }
}
