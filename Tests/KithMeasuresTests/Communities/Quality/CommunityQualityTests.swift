import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithMeasures

@Suite("Quality of communities")
struct CommunityQualityTests {
  @Test("Karate's two clubs by hand")
  func karate() throws {
    let clubs = Partition(labels: Karate.clubs)
    let quality = CommunityQuality(of: clubs, in: Karate.graph)
    // 67 of 78 friendships lie within a club, 11 across; both clubs have 17 members.
    #expect(approximately(quality.coverage!, 67.0 / 78, 1e-15))
    #expect(quality.communities.map(\.weightAcross) == [11, 11])
    #expect(quality.communities.map(\.weightInside).reduce(0, +) == 67)
    #expect(approximately(quality.modularity, 0.3582347140, 1e-9))
    #expect(approximately(quality.performance!, (67 + 17.0 * 17 - 11) / 561, 1e-15))
    for one in quality.communities {
      #expect(approximately(one.density!, one.weightInside / 136, 1e-15))
      #expect(
        approximately(one.conductance!, 11 / min(2 * one.weightInside + 11, 156 - 2 * one.weightInside - 11), 1e-15))
    }
    #expect(quality.worstConductance == quality.communities.compactMap(\.conductance).max())
    #expect(
      approximately(quality.meanConductance!, quality.communities.map { $0.conductance! }.reduce(0, +) / 2, 1e-15))
  }

  @Test("Against counting pairs", arguments: 0..<60)
  func pairs(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 > 0, maxNodes: 30)
    let graph = edges.graph
    let n = graph.nodeCount
    var random = RandomStream(seed: seed, purpose: "labels")
    let partition = Partition(labels: (0..<n).map { _ in UInt32(random.below(4)) })
    let quality = CommunityQuality(of: partition, in: graph)
    let weights = PairWeights(graph).weight
    var hasEdge = Array(repeating: [Bool](repeating: false, count: n), count: n)
    for node in 0..<n { for other in graph.out.row(node) { hasEdge[node][Int(other)] = true } }
    for (index, one) in quality.communities.enumerated() {
      let inside = (0..<n).filter { partition[$0] == index }
      let outside = (0..<n).filter { partition[$0] != index }
      let sum = { (a: [Int], b: [Int]) in a.reduce(0.0) { sum, i in b.reduce(sum) { $0 + weights[i][$1] } } }
      let cut = sum(inside, outside)
      #expect(one.nodes == inside.count, "\(edges)")
      #expect(approximately(one.weightInside, sum(inside, inside) / 2, 1e-6 * (1 + one.weightInside)), "\(edges)")
      #expect(approximately(one.weightAcross, cut, 1e-6 * (1 + cut)), "\(edges)")
      let volume = min(sum(inside, Array(0..<n)), sum(outside, Array(0..<n)))
      if volume > 0 {
        let conductance = try #require(one.conductance)
        #expect(approximately(conductance, cut / volume, 1e-6), "\(edges)")
        #expect(conductance >= 0 && conductance <= 1, "\(edges)")
      } else {
        #expect(one.conductance == nil, "\(edges)")
      }
    }
    let pairs = (0..<n).flatMap { a in (0..<n).filter { $0 != a }.map { (a, $0) } }
    let right = pairs.count { hasEdge[$0.0][$0.1] == (partition[$0.0] == partition[$0.1]) }
    if n > 1 {
      #expect(approximately(quality.performance!, Double(right) / Double(pairs.count), 1e-12), "\(edges)")
    } else {
      #expect(quality.performance == nil)
    }
    #expect((quality.coverage == nil) == (graph.totalWeight == 0))
    #expect(quality.modularity == Modularity().value(of: partition, in: graph))
    #expect(CommunityQuality(of: partition, in: edges.shuffledGraph(1), execution: Execution(threads: 2)) == quality)
  }

  @Test("Nothing to judge: no people, no relations, one community of everyone")
  func degenerate() {
    let empty = CommunityQuality(of: Partition(labels: []), in: undirectedGraph(0, []))
    #expect(empty.communities.isEmpty && empty.coverage == nil && empty.performance == nil)
    #expect(empty.meanConductance == nil && empty.worstConductance == nil)
    let silent = CommunityQuality(of: Partition(labels: [0, 0, 1]), in: undirectedGraph(3, []))
    #expect(silent.coverage == nil && silent.communities.allSatisfy { $0.conductance == nil })
    let all = CommunityQuality(of: Partition(labels: [0, 0, 0]), in: undirectedGraph(3, [(0, 1), (1, 2)]))
    #expect(all.coverage == 1 && all.communities[0].conductance == nil)
    #expect(approximately(all.performance!, 2.0 / 3, 1e-15) && all.communities[0].density == 2.0 / 3)
    let apart = CommunityQuality(of: Partition(labels: [0, 0, 1, 1]), in: undirectedGraph(4, [(0, 1), (2, 3)]))
    #expect(apart.communities.map(\.conductance) == [0, 0])
  }
}

extension Karate {
  /// Which club each member joined after the split: 0 Mr. Hi's, 1 the officers'.
  static let clubs: [UInt32] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
  ]
}
