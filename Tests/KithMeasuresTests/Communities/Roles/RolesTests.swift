import Foundation
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithMeasures

@Suite("Roles in communities")
struct RolesTests {
  @Test("By hand: one relation home and one to each of two others")
  func participationByHand() throws {
    // 0-1 inside; 0-2 and 0-3 to communities of their own.
    let graph = undirectedGraph(5, [(0, 1), (0, 2), (0, 3)])
    let scores = try ParticipationCoefficient().scores(in: graph, partition: Partition(labels: [0, 0, 1, 2, 3]))
    #expect(approximately(scores[0], 1 - 3.0 / 9, 1e-15))
    #expect(scores[1] == 0 && scores[2] == 0)
    #expect(scores[4].isNaN && scores.undefined != nil)
  }

  @Test("By hand: a star's centre is √(n − 1) deviations above, its rim below")
  func zByHand() throws {
    let star = undirectedGraph(6, (1..<5).map { (0, $0) })
    let scores = try WithinModuleZScore().scores(in: star, partition: Partition(labels: [0, 0, 0, 0, 0, 1]))
    // Inside strengths 4, 1, 1, 1, 1: mean 1.6, deviation 1.2.
    #expect(approximately(scores[0], 2, 1e-14) && approximately(scores[1], -0.5, 1e-14))
    #expect(scores[5].isNaN && scores.undefined != nil)
    let ring = undirectedGraph(4, [(0, 1), (1, 2), (2, 3), (3, 0)])
    let even = try WithinModuleZScore().scores(in: ring, partition: Partition(labels: [0, 0, 0, 0]))
    #expect(even.values.allSatisfy { $0.isNaN })
  }

  @Test("Against dense sums", arguments: 0..<40)
  func slow(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 > 0, maxNodes: 30)
    let graph = edges.graph
    var random = RandomStream(seed: seed, purpose: "labels")
    let partition = Partition(labels: (0..<graph.nodeCount).map { _ in UInt32(random.below(4)) })
    let pairs = PairWeights(graph)
    let spread = try ParticipationCoefficient().scores(in: graph, partition: partition)
    let hubs = try WithinModuleZScore().scores(in: graph, partition: partition)
    let shuffled = edges.shuffledGraph(1)
    let bits = { (scores: NodeScores) in scores.values.map(\.bitPattern) }
    #expect(bits(try ParticipationCoefficient().scores(in: shuffled, partition: partition)) == bits(spread), "\(edges)")
    #expect(bits(try WithinModuleZScore().scores(in: shuffled, partition: partition)) == bits(hubs), "\(edges)")
    let toward = (0..<graph.nodeCount).map { node in
      (0..<partition.count).map { community in
        (0..<graph.nodeCount).filter { partition[$0] == community }.reduce(0.0) { $0 + pairs.weight[node][$1] }
      }
    }
    for node in 0..<graph.nodeCount {
      let total = pairs.strength[node]
      if total > 0 {
        let squares = toward[node].reduce(0) { $0 + ($1 / total) * ($1 / total) }
        #expect(approximately(spread[node], 1 - squares, 1e-9), "\(edges)")
      } else {
        #expect(spread[node].isNaN, "\(edges)")
      }
      let own = partition[node]
      let inside = (0..<graph.nodeCount).filter { partition[$0] == own }.map { toward[$0][own] }
      let mean = inside.reduce(0, +) / Double(inside.count)
      let deviation = (inside.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(inside.count)).squareRoot()
      if deviation > 1e-9 * mean {
        #expect(approximately(hubs[node], (toward[node][own] - mean) / deviation, 1e-6), "\(edges)")
      } else {
        #expect(hubs[node].isNaN, "\(edges)")
      }
    }
  }

  @Test("Without communities given, Leiden's; weights it cannot take are refused")
  func byDefault() throws {
    let groups = try Leiden().partition(of: Karate.graph).partition
    let own = try ParticipationCoefficient().scores(in: Karate.graph, execution: .serial)
    let known = try ParticipationCoefficient().scores(in: Karate.graph, partition: groups)
    #expect(own.values == known.values)
    let hubs = try WithinModuleZScore().scores(in: Karate.graph, execution: Execution(threads: 2))
    let knownHubs = try WithinModuleZScore().scores(in: Karate.graph, partition: groups)
    #expect(hubs.values == knownHubs.values)
    #expect(Set(hubs.top(2)) == [0, 33])
    for empty in [undirectedGraph(0, []), undirectedGraph(2, [])] {
      #expect(try ParticipationCoefficient().scores(in: empty, execution: .serial).values.allSatisfy { $0.isNaN })
      #expect(try WithinModuleZScore().scores(in: empty, execution: .serial).values.allSatisfy { $0.isNaN })
    }
    let rows = Adjacency(offsets: [0, 1, 2], neighbors: [1, 0], weights: [-1, -1])
    let graph = Graph(names: nil, isDirected: false, out: rows, in: rows)
    let one = Partition(labels: [0, 0])
    #expect(throws: KithError.self) { try ParticipationCoefficient().scores(in: graph, partition: one) }
    #expect(throws: KithError.self) { try WithinModuleZScore().scores(in: graph, partition: one) }
  }

  @Test("Role borders")
  func roles() {
    let role = { NodeRole(withinModuleZ: $0, participation: $1) }
    #expect(role(0, 0.05) == .ultraPeripheral && role(0, 0.06) == .peripheral && role(0, 0.62) == .peripheral)
    #expect(role(0, 0.7) == .connector && role(0, 0.81) == .kinless && role(.nan, 0) == .ultraPeripheral)
    #expect(role(2.5, 0.3) == .provincialHub && role(3, 0.5) == .connectorHub && role(3, 0.76) == .kinlessHub)
    #expect(role(3, .nan) == nil)
  }
}
