import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithMeasures

@Suite("What Leiden and Louvain maximise")
struct QualitySearchTests {
  /// Both methods with the same options.
  private func methods(
    _ objective: CommunityObjective = .modularity, resolution: Double = 1, keepsDirection: Bool = false,
    seed: UInt64 = 1, runs: Int? = nil
  ) -> [any RepeatableCommunityMethod] {
    [
      Leiden(objective: objective, resolution: resolution, keepsDirection: keepsDirection, seed: seed, runs: runs),
      Louvain(objective: objective, resolution: resolution, keepsDirection: keepsDirection, seed: seed, runs: runs),
    ]
  }

  @Test("Modularity merges neighbouring cliques of a long ring, the Potts model does not")
  func resolutionLimit() throws {
    let ring = ringOfCliques(30, of: 5)
    for method in methods() {
      let found = try method.communities(in: ring, execution: .serial)
      // Cliques one by one give 0.8758, the best 15 pairs 0.8879.
      #expect(found.quality > 0.887 && found.quality <= 1 - 1.0 / 22 - 2.0 / 30 + 1e-12, "\(method.info.name)")
      #expect(found.partition.count < 20 && found.partition.sizes.allSatisfy { $0 % 5 == 0 })
    }
    for resolution in [0.1, 0.5, 0.9] {
      for method in methods(.cpm, resolution: resolution) {
        let found = try method.communities(in: ring, execution: .serial)
        #expect(found.partition.sizes == [Int](repeating: 5, count: 30), "\(method.info.name), \(resolution)")
        #expect(approximately(found.quality, 30 * 10 * (1 - resolution), 1e-9))
        #expect(approximately(found.modularity, 1 - 2.0 / 22 - 1.0 / 30, 1e-12))
      }
    }
  }

  @Test("The Potts model at 0 joins what is connected, above the greatest weight it parts everybody")
  func pottsExtremes() throws {
    let graph = undirectedGraph(11, clique(0..<5) + clique(5..<10) + [(4, 5)])
    for method in methods(.cpm, resolution: 0) {
      #expect(try method.communities(in: graph, execution: .serial).partition.sizes == [10, 1])
    }
    for resolution in [1.01, 1e100] {
      for method in methods(.cpm, resolution: resolution) {
        let found = try method.communities(in: graph, execution: .serial)
        #expect(found.partition.count == 11 && found.quality == 0, "\(resolution)")
      }
      for method in methods(resolution: resolution, keepsDirection: true) {
        #expect(try method.communities(in: graph, execution: .serial).quality.isFinite, "\(resolution)")
      }
    }
  }

  @Test("Quality in its own terms: the sum over all pairs", arguments: 0..<40)
  func honestQuality(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 > 0, maxNodes: 60)
    let graph = edges.graph
    let pairs = PairWeights(graph)
    let heaviest = pairs.weight.flatMap { $0 }.max() ?? 0
    for method in methods(.cpm, resolution: heaviest / 4, seed: seed, runs: 2) {
      let found = try method.communities(in: graph, execution: .serial)
      let label = labels(found.partition.assignment)
      let expected = pairs.potts(label, resolution: heaviest / 4)
      #expect(abs(found.quality - expected) <= 1e-6 * max(1, pairs.total), "\(method.info.name): \(edges)")
      #expect(approximately(found.modularity, pairs.modularity(label), 1e-6), "\(edges)")
      #expect(found.quality >= 0, "worse than everyone alone: \(edges)")
    }
    for method in methods(resolution: 1.3, keepsDirection: true, seed: seed, runs: 2) {
      let found = try method.communities(in: graph, execution: .serial)
      let label = labels(found.partition.assignment)
      #expect(
        approximately(found.quality, directedModularity(label, graph, resolution: 1.3), 1e-6),
        "\(method.info.name): \(edges)")
      let value = Modularity(resolution: 1.3, isDirected: true).value(of: found.partition, in: graph)
      #expect(approximately(found.quality, value, 1e-6), "\(edges)")
      #expect(approximately(found.modularity, pairs.modularity(label), 1e-6), "\(edges)")
    }
  }

  @Test("Leiden's communities are connected whatever it maximises", arguments: 0..<40)
  func connected(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: true, isWeighted: seed % 2 == 0, maxNodes: 70)
    let pairs = PairWeights(edges.graph)
    for leiden in [
      Leiden(objective: .cpm, resolution: 0.3, seed: seed, runs: 1), Leiden(keepsDirection: true, seed: seed, runs: 1),
    ] {
      #expect(pairs.isConnected(labels(try leiden.partition(of: edges.graph).partition.assignment)), "\(edges)")
    }
  }

  @Test("Default options find the best of all partitions of up to 7 nodes")
  func bruteForce() throws {
    var missed: [String] = []
    for seed: UInt64 in 0..<80 {
      let edges = RandomEdges(seed: seed, isDirected: true, isWeighted: seed % 3 == 0, maxNodes: 7)
      let graph = edges.graph
      if graph.edgeCount == 0 { continue }
      let pairs = PairWeights(graph)
      let gamma = pairs.total / 2 / 12
      let bestPotts = pairs.best { pairs.potts($0, resolution: gamma) }
      let bestDirected = pairs.best { directedModularity($0, graph) }
      for method in methods(.cpm, resolution: gamma) {
        let found = try method.communities(in: graph, execution: .serial).quality
        #expect(found <= bestPotts + 1e-6 * pairs.total, "\(method.info.name): \(edges)")
        if found < bestPotts - 1e-6 * pairs.total { missed.append("cpm \(method.info.name) \(seed)") }
      }
      for method in methods(keepsDirection: true) {
        let found = try method.communities(in: graph, execution: .serial).quality
        #expect(found <= bestDirected + 1e-6, "\(method.info.name): \(edges)")
        if found < bestDirected - 1e-6 { missed.append("directed \(method.info.name) \(seed)") }
      }
    }
    // Heuristics may miss the optimum; on graphs this small they should hardly ever.
    #expect(missed.count <= 6, "missed: \(missed)")
  }

  @Test("Direction tells apart what the undirected view cannot")
  func direction() throws {
    // Five who only send to each of five who only receive: expected by the directed null model, and so no group.
    var builder = GraphBuilder()
    for a in 0..<5 { for b in 5..<10 { builder.add(a, b) } }
    let crowd = builder.build(nodeCount: 10)
    for method in methods(keepsDirection: true) {
      #expect(approximately(try method.communities(in: crowd, execution: .serial).quality, 0, 1e-12))
    }
    // On an undirected graph, and where every edge goes both ways, direction says nothing.
    var both = GraphBuilder()
    for (a, b, weight) in Karate.friendships {
      both.add(a, b, weight: weight)
      both.add(b, a, weight: weight)
    }
    for graph in [Karate.weighted, both.build(nodeCount: 34)] {
      for method in methods(keepsDirection: true) {
        let found = try method.communities(in: graph, execution: .serial)
        #expect(approximately(found.quality, 0.4449035813, 1e-9), "\(method.info.name)")
      }
    }
  }

  @Test("Self-edges count as strength, and as inside wherever their node is", arguments: 0..<20)
  func selfEdges(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 > 0)
    let graph = NaiveGraph(
      nodeCount: edges.nodeCount, isDirected: edges.isDirected, edges: edges.edges, keepsSelfEdges: true
    ).graph
    let pairs = PairWeights(graph)
    for isDirected in [false, true] {
      for method in methods(keepsDirection: isDirected, seed: seed, runs: 1) {
        let found = try method.communities(in: graph, execution: .serial)
        let value = Modularity(isDirected: isDirected).value(of: found.partition, in: graph)
        #expect(approximately(found.quality, value, 1e-6), "\(method.info.name): \(edges)")
      }
    }
    if edges.isDirected {
      let found = try Leiden(objective: .cpm, resolution: 0.5, runs: 1).partition(of: graph)
      let value = pairs.potts(labels(found.partition.assignment), resolution: 0.5)
      #expect(abs(found.quality - value) <= 1e-6 * max(1, pairs.total), "\(edges)")
    }
  }

  @Test("Settings reach the methods of the registry", arguments: ["leiden", "louvain"])
  func settings(name: String) throws {
    guard case .communities(let make)? = MeasureRegistry.entry(name)?.make else {
      Issue.record("\(name) is not registered as a method")
      return
    }
    let edges = RandomEdges(seed: 8, maxNodes: 60).graph
    var settings = MeasureSettings()
    settings.objective = .cpm
    settings.resolution = 0.5
    #expect(try make(settings).communities(in: ringOfCliques(30, of: 5), execution: .serial).quality == 150)
    settings = MeasureSettings()
    settings.keepsDirection = true
    settings.seed = 3
    settings.runs = 2
    let found = try make(settings).communities(in: edges, execution: .serial)
    let value = Modularity(isDirected: true).value(of: found.partition, in: edges)
    #expect(approximately(found.quality, value, 1e-9) && found.quality != found.modularity)
  }

  @Test("All of several runs: the first is the run of one, the best is the answer")
  func runs() throws {
    let edges = RandomEdges(seed: 3, maxNodes: 300)
    for method in methods(seed: 4, runs: 5) + [LabelPropagation(seed: 4, runs: 5)] {
      let all = try method.runs(of: edges.graph, count: 8, execution: .serial)
      #expect(all.count == 8)
      let best = try method.communities(in: edges.graph, execution: .serial)
      let expected = try #require(all.prefix(5).max { $0.quality < $1.quality })
      #expect(best.quality == expected.quality)
      #expect(all.contains { $0.partition == best.partition })
      let threads = try method.runs(of: edges.shuffledGraph(2), count: 8, execution: Execution(threads: 3))
      #expect(threads.map(\.partition) == all.map(\.partition), "\(method.info.name)")
      #expect(Set(all.map(\.partition.assignment)).count > 1, "every run the same: \(method.info.name)")
      #expect(throws: KithError.self) { try method.runs(of: edges.graph, count: 0, execution: .serial) }
      let empty = try method.runs(of: undirectedGraph(3, []), count: 2, execution: .serial)
      #expect(empty.map(\.partition.count) == [3, 3])
    }
  }

  @Test("Large graphs: the same bytes for any threads, the planted groups found")
  func largeGraph() throws {
    let (graph, truth) = sparsePlanted(blocks: 170, size: 100, inside: 5, between: 1, seed: 5)
    let options: [(CommunityObjective, Double)] = [(.modularity, 1), (.cpm, 0.02)]
    for (objective, resolution) in options {
      for method in methods(objective, resolution: resolution, keepsDirection: true, seed: 2, runs: 1) {
        let one = try method.communities(in: graph, execution: .serial)
        let other = try method.communities(in: graph, execution: Execution(threads: 2))
        #expect(one.partition == other.partition && one.quality == other.quality, "\(method.info.name)")
        let best = Modularity().value(of: truth, in: graph)
        #expect(one.modularity > best * 0.98, "\(method.info.name), \(objective): \(one.modularity), \(best)")
      }
    }
  }
}
