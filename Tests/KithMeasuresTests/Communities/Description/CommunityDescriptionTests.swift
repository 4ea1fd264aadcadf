import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithMeasures

@Suite("Description of communities")
struct CommunityDescriptionTests {
  /// Two triangles and a pair; 2–3 twice as strong as 0–6.
  private var graph: Graph {
    var builder = GraphBuilder()
    for (a, b, weight) in [
      (0, 1, 1), (1, 2, 1), (2, 0, 1), (3, 4, 1), (4, 5, 1), (5, 3, 1), (6, 7, 1), (2, 3, 2), (0, 6, 1), (5, 1, 1),
    ] as [(Int, Int, Float)] { builder.add(a, b, weight: weight) }
    return builder.build(nodeCount: 8)
  }
  private let groups = Partition(labels: [0, 0, 0, 1, 1, 1, 2, 2])

  @Test("By hand")
  func hand() {
    let scores = NodeScores(measure: PageRank.info, values: [1, 3, 2, 5, 5, 4, 0, 0])
    let told = CommunityDescriber(smallest: 2, leaders: 2, bridges: 1).describe(groups, in: graph, by: scores)
    #expect(told.map(\.people) == [3, 3, 2])
    #expect(told.map(\.leaders) == [[1, 2], [3, 4], [6, 7]])
    #expect(told.map(\.weightInside) == [3, 3, 1] && told.map(\.weightAcross) == [4, 3, 1])
    #expect(
      told.map(\.bridges) == [
        [.init(community: 1, weight: 3)], [.init(community: 0, weight: 3)], [.init(community: 0, weight: 1)],
      ])
    #expect(told.map(\.bridgePeople) == [[2, 0, 1], [3, 5], [6]])
    #expect(told[0].insideShare == 3.0 / 7)
    let ties = CommunityTies(groups, in: graph)
    #expect(ties.insideShare(of: 2) == 0.5 && ties.bridgePeople(of: 1, count: 1) == [3])
    #expect(ties.leaders(first: 9, count: 1, by: scores) == [[1], [3], [6]])
    #expect(CommunityDescriber().describe(groups, in: graph, by: scores).count == 2)
    #expect(CommunityDescriber(count: 0).describe(groups, in: graph, by: scores).isEmpty)
  }

  @Test("Ties against dense sums", arguments: 0..<30)
  func slow(seed: UInt64) {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 > 0, maxNodes: 30)
    let graph = edges.graph
    let n = graph.nodeCount
    var random = RandomStream(seed: seed, purpose: "labels")
    let partition = Partition(labels: (0..<n).map { _ in UInt32(random.below(4)) })
    let weight = PairWeights(graph).weight
    let ties = CommunityTies(partition, in: graph)
    let between = ties.between(first: 10)
    #expect(CommunityTies(partition, in: edges.shuffledGraph(1)).between(first: 10) == between, "\(edges)")
    for a in 0..<partition.count {
      for b in 0..<partition.count {
        var sum = 0.0
        for i in 0..<n { for j in 0..<n where partition[i] == a && partition[j] == b { sum += weight[i][j] } }
        if a == b {
          #expect(approximately(ties.inside[a], sum / 2, 1e-6 * (1 + sum)) && between[a][b] == 0, "\(edges)")
        } else {
          #expect(approximately(between[a][b], sum, 1e-6 * (1 + sum)), "\(edges)")
        }
      }
      #expect(approximately(ties.across[a], between[a].reduce(0, +), 1e-6 * (1 + ties.across[a])), "\(edges)")
    }
    for i in 0..<n {
      let out = (0..<n).filter { partition[$0] != partition[i] }.reduce(0.0) { $0 + weight[i][$1] }
      #expect(approximately(ties.outward[i], out, 1e-6 * (1 + out)), "\(edges)")
    }
  }

  @Test("Nobody to describe")
  func empty() {
    let none = CommunityTies(Partition(labels: []), in: undirectedGraph(0, []))
    #expect(none.between(first: 3).isEmpty && CommunityDescriber().describe(none, order: []).isEmpty)
    let alone = CommunityTies(Partition(labels: [0, 1]), in: undirectedGraph(2, []))
    #expect(alone.insideShare(of: 0) == nil && alone.bridgePeople(of: 0, count: 3).isEmpty)
  }
}
