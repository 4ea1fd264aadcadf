import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Edges that a common friend closes")
struct SharedFriendsTests {
  @Test("A triangle with a tail, by hand")
  func byHand() {
    var builder = GraphBuilder()
    for (a, b) in [(0, 1), (1, 2), (2, 0), (2, 3), (0, 2)] { builder.add(a, b) }
    let shared = SharedFriends(of: HomophilyData.column([0, 0, 1, 1], groups: 2), over: builder.build(nodeCount: 4))
    #expect(shared.within.pairs == 2 && shared.within.closed == 1 && shared.within.share.value == 0.5)
    #expect(shared.across.pairs == 2 && shared.across.closed == 2)
  }

  @Test("Sets of friends, on random graphs", arguments: 0..<10)
  func slow(seed: UInt64) {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0)
    let groups = HomophilyData.randomGroups(edges.nodeCount, groups: 2, seed: seed)
    let graph = edges.graph
    let friends = (0..<graph.nodeCount).map { Set(graph.outNeighbors(of: $0)).union(graph.inNeighbors(of: $0)) }
    var (within, across) = ([0, 0], [0, 0])
    for a in 0..<graph.nodeCount {
      for b in friends[a].map(Int.init) where b > a {
        if groups.codes[a] == InteractionLog.none || groups.codes[b] == InteractionLog.none { continue }
        let closed = friends[a].isDisjoint(with: friends[b]) ? 0 : 1
        if groups.codes[a] == groups.codes[b] {
          within = [within[0] + 1, within[1] + closed]
        } else {
          across = [across[0] + 1, across[1] + closed]
        }
      }
    }
    let shared = SharedFriends(of: groups, over: graph)
    #expect([shared.within.pairs, shared.within.closed] == within, "\(edges)")
    #expect([shared.across.pairs, shared.across.closed] == across, "\(edges)")
    if within[0] == 0 { #expect(shared.within.share.undefined != nil) }
  }
}
