import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("VoteRank")
struct VoteRankTests {
  @Test("Karate club (K6)")
  func karate() throws {
    let elected = try VoteRank(count: 6).elect(in: Karate.weighted)
    #expect(elected.map { $0.node + 1 } == [34, 1, 33, 3, 2, 6])
    #expect(elected[0].votes == 17)
  }

  // The references list 70 before 24, and 51 before 37: exact ties, which their rounding and order of input broke.
  @Test(
    "The first ten of the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: [
      ("karate", [33, 0, 32, 2, 1, 5, 31, 23, 6, 3]), ("lesmis", [73, 31, 49, 27, 39, 62, 24, 70, 21, 71]),
      ("dolphins", [14, 45, 17, 20, 57, 37, 51, 1, 42, 29]),
    ])
  func references(name: String, expected: [Int]) throws {
    #expect(try VoteRank(count: 10).elect(in: ReferenceGraph(name).graph).map(\.node) == expected)
  }

  @Test("Equals counting every vote anew, in fractions of whole numbers", arguments: 0..<30)
  func recount(seed: Int) throws {
    for (name, graph) in everyKind(seed) {
      let expected = slowElection(graph)
      let elected = try VoteRank().elect(in: graph)
      #expect(elected.map(\.node) == expected.map(\.node), "\(name)")
      #expect(zip(elected, expected).allSatisfy { approximately($0.votes, $1.votes, 1e-12) }, "\(name)")
      let some = try VoteRank(count: 3).elect(in: graph)
      #expect(some.map(\.node) == Array(expected.prefix(3).map(\.node)), "\(name)")
    }
  }

  @Test("Scores rank people in the order of their election; the others have none")
  func scores() throws {
    let all = try VoteRank().scores(in: Karate.graph)
    let elected = try VoteRank().elect(in: Karate.graph)
    #expect(all.top(elected.count) == elected.map(\.node))
    #expect(all.undefined != nil && all.values.count { !$0.isNaN } == elected.count)
  }

  @Test("Nobody votes without relations; a long path is elected")
  func degenerate() throws {
    #expect(try VoteRank().elect(in: emptyGraph(0)).isEmpty)
    #expect(try VoteRank().elect(in: emptyGraph(3)).isEmpty)
    let line = try VoteRank().elect(in: path(30_000, isDirected: false))
    #expect(line.count > 8_000 && line[0].node == 1)
    let star = Graph(sources: [1, 2, 3], targets: [0, 0, 0], nodeCount: 4)
    #expect(try VoteRank().elect(in: star).map(\.node) == [0])
  }

  @Test("The order of rows changes nothing")
  func sameBytes() throws { try expectSameBytes(VoteRank()) }

  @Test("Options out of range; cancelling")
  func errors() {
    expectError(.usage) { _ = try VoteRank(count: 0).elect(in: Karate.graph) }
    #expect(throws: CancellationError.self) {
      try VoteRank().elect(in: Karate.graph, execution: Execution(isCancelled: { true }))
    }
  }
}

/// Votes as whole numbers of 1/edges.
private func slowElection(_ graph: Graph) -> [(node: Int, votes: Double)] {
  let voters = graph.out.offsets.indices.dropLast().map { node in
    (0..<graph.nodeCount).filter { other in
      other != node && graph.outNeighbors(of: other).contains(UInt32(node))
    }
  }
  let edges = voters.reduce(0) { $0 + $1.count }
  var ability = [Int](repeating: edges, count: graph.nodeCount)
  var elected: [(node: Int, votes: Double)] = []
  while true {
    let votes = (0..<graph.nodeCount).map { node in
      elected.contains { $0.node == node } ? 0 : voters[node].reduce(0) { $0 + ability[$1] }
    }
    guard let most = votes.max(), most > 0, let winner = votes.firstIndex(of: most) else { return elected }
    elected.append((winner, Double(most) / Double(edges)))
    ability[winner] = 0
    for voter in voters[winner] { ability[voter] = max(0, ability[voter] - graph.nodeCount) }
  }
}
