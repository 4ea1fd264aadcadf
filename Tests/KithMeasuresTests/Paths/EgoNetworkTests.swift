import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Ego networks")
struct EgoNetworkTests {
  @Test("The instructor of the karate club")
  func karate() throws {
    let ego = try EgoNetwork(of: 0).network(in: Karate.graph)
    #expect(ego.alters.count == 16)
    // 18 triangles: so many ties join two of the 16 friends.
    #expect(ego.alterTies == 18)
    #expect(ego.density == 18.0 / 120)
    #expect(ego.graph.nodeCount == 17 && ego.graph.edgeCount == 34)
    #expect(ego.alterComponents == 4)
  }

  @Test("Everyone within k steps, on random graphs", arguments: 0..<40)
  func reach(seed: Int) throws {
    for isDirected in [true, false] {
      let edges = RandomEdges(seed: UInt64(seed), isDirected: isDirected, maxNodes: 24)
      let graph = edges.graph
      for direction in PathDirection.allCases {
        for steps in [0, 1, 2, 3, .max] {
          let node = seed % graph.nodeCount
          let ego = try EgoNetwork(of: node, steps: steps, direction: direction).network(in: graph)
          let tree = try ShortestPaths(from: node, direction: direction).tree(in: graph)
          let expected = (0..<graph.nodeCount).filter {
            tree.distances[$0] <= (steps == .max ? .greatestFiniteMagnitude : Double(steps))
          }
          #expect(ego.nodes == expected, "\(edges), \(direction), \(steps) steps")
          #expect(ego.distances == expected.map { Int(tree.distances[$0]) }, "\(edges)")
          let touching = ego.graph.edgeEnds
          let place = UInt32(ego.nodes.firstIndex(of: node)!)
          let own = (0..<touching.count).count { touching.sources[$0] == place || touching.targets[$0] == place }
          #expect(ego.alterTies == ego.graph.edgeCount - own, "\(edges)")
        }
      }
    }
  }

  @Test("Alone, a long chain, outside the graph")
  func edges() throws {
    let alone = try EgoNetwork(of: 1).network(in: Graph(sources: [], targets: [], nodeCount: 3))
    #expect(alone.nodes == [1] && alone.alters == [] && alone.density == nil && alone.alterComponents == 0)
    let chain = try EgoNetwork(of: 0, steps: 50_000).network(in: PathGraphs.chain(50_000))
    #expect(chain.nodes.count == 50_000 && chain.alterComponents == 1)
    for request in [EgoNetwork(of: -1), EgoNetwork(of: 34), EgoNetwork(of: 0, steps: -1)] {
      #expect { try request.network(in: Karate.graph) } throws: { ($0 as? KithError)?.exitCode == .usage }
    }
  }
}
