import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Shortest paths")
struct ShortestPathsTests {
  @Test("Karate club: from the instructor to the president's last friend")
  func karate() throws {
    let tree = try ShortestPaths(from: 16).tree(in: Karate.graph)
    // 17 – 6 – 1 – 9 – 34 – 15: 9 comes before 14, 20 and 32.
    #expect(tree.path(to: 14) == [16, 5, 0, 8, 33, 14] || tree.path(to: 14) == [16, 5, 0, 2, 32, 14])
    #expect(tree.distances[14] == 5)
    #expect(tree.reachedCount == 34)
    #expect(tree.path(to: 16) == [16])
  }

  @Test("Distances and paths equal Floyd's on random graphs", arguments: 0..<40)
  func distances(seed: Int) throws {
    for isDirected in [true, false] {
      let edges = RandomEdges(seed: UInt64(seed), isDirected: isDirected, isWeighted: true, maxNodes: 24)
      for graph in [edges.graph, PathGraphs.tied(seed, isDirected: isDirected)] {
        for (isWeighted, direction) in [
          (false, PathDirection.outgoing), (true, .outgoing), (true, .incoming), (true, .both),
        ] {
          let seen: Graph =
            switch direction {
            case .outgoing: graph
            case .incoming: graph.influence
            case .both: graph.undirected()
            }
          let oracle = PathOracle(seen, isWeighted: isWeighted)
          let source = seed % graph.nodeCount
          let tree = try ShortestPaths(from: source, isWeighted: isWeighted, direction: direction).tree(in: graph)
          #expect(agree(tree.distances, oracle.distances[source], 1e-12), "\(edges) \(direction)")
          for node in 0..<graph.nodeCount { check(tree, node, oracle, "\(edges) \(direction)") }
        }
      }
    }
  }

  private func check(_ tree: PathTree, _ node: Int, _ oracle: PathOracle, _ context: String) {
    guard let path = tree.path(to: node) else {
      #expect(oracle.distances[tree.source][node] == .infinity, "\(context)")
      return
    }
    #expect(path.first == tree.source && path.last == node)
    for (a, b) in zip(path, path.dropFirst()) {
      #expect(oracle.isStep(tree.source, a, b), "\(context)")
      // The smallest of all that lead on.
      #expect((0..<a).allSatisfy { !oracle.isStep(tree.source, $0, b) }, "\(context)")
    }
  }

  @Test("A long chain, and outside the graph")
  func edges() throws {
    let tree = try ShortestPaths(from: 0).tree(in: PathGraphs.chain(300_000))
    #expect(tree.path(to: 299_999)?.count == 300_000)
    #expect(try ShortestPaths(from: 0, isWeighted: true).tree(in: PathGraphs.chain(300_000)).distances[9] == 9)
    let chain = try ShortestPaths(from: 2).tree(in: PathGraphs.chain(4, isDirected: true))
    #expect(chain.path(to: 0) == nil && chain.path(to: 9) == nil && chain.path(to: -1) == nil)
    #expect(chain.distances == [.infinity, .infinity, 0, 1])
    for source in [-1, 34] {
      #expect { try ShortestPaths(from: source).tree(in: Karate.graph) } throws: {
        ($0 as? KithError)?.exitCode == .usage
      }
    }
    let graph = Graph(sources: [0], targets: [1], weights: [.nan], nodeCount: 2)
    #expect { try ShortestPaths(from: 0, isWeighted: true).tree(in: graph) } throws: {
      ($0 as? KithError)?.exitCode == .badData
    }
    #expect(try ShortestPaths(from: 0).tree(in: graph).distances == [0, 1])
  }
}
