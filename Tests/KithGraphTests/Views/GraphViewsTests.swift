import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("Views of graphs")
struct GraphViewsTests {
  @Test("The undirected view adds both directions", arguments: 0..<40)
  func undirected(seed: Int) {
    for isWeighted in [true, false] {
      let edges = RandomEdges(seed: UInt64(seed), isWeighted: isWeighted)
      let naive = NaiveGraph(edges)
      let graph = edges.graph.undirected()
      #expect(brokenPromises(of: graph) == [], "\(edges)")
      var count = 0
      for a in 0..<edges.nodeCount {
        for b in 0..<edges.nodeCount {
          let expected = Float(Double(naive.weight(a, b)) + Double(naive.weight(b, a)))
          let row = graph.out.row(a)
          if let place = row.firstIndex(of: UInt32(b)) {
            #expect(graph.out.weight(at: place) == expected, "\(edges), {\(a), \(b)}")
            count += 1
          } else {
            #expect(naive.weights[a][b] == nil && naive.weights[b][a] == nil, "\(edges), {\(a), \(b)}")
          }
        }
      }
      #expect(count == 2 * graph.edgeCount)
    }
  }

  @Test("The undirected view does not depend on threads")
  func undirectedThreads() {
    let graph = RMAT(scale: 13, edgeFactor: 4).graph()
    let reference = graph.undirected()
    for threads in [2, 3, 7] {
      #expect(identical(graph.undirected(execution: Execution(threads: threads)), reference))
    }
    #expect(brokenPromises(of: reference) == [])
  }

  @Test("A subgraph holds the edges among its nodes", arguments: 0..<40)
  func subgraph(seed: Int) {
    let edges = RandomEdges(seed: UInt64(seed), isDirected: seed % 2 == 0, isWeighted: seed % 3 == 0)
    var random = RandomStream(seed: UInt64(seed), purpose: "subgraph nodes")
    let kept = (0..<edges.nodeCount).filter { _ in random.unit() < 0.6 }
    let place = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    let expected = NaiveGraph(
      nodeCount: kept.count, isDirected: edges.isDirected,
      edges: edges.edges.compactMap { edge in
        guard let a = place[edge.source], let b = place[edge.target] else { return nil }
        return (a, b, edge.weight)
      })
    let graph = edges.graph.subgraph(of: kept.reversed() + kept.prefix(2))
    #expect(brokenPromises(of: graph) == [], "\(edges)")
    #expect(identical(graph, expected.graph), "\(edges)")
  }

  @Test("A subgraph keeps its nodes' names")
  func subgraphNames() {
    let names = NameTable(["a", "b", "c"])
    let graph = Graph(sources: [0, 1], targets: [2, 2], nodeCount: 3, names: names)
    #expect(graph.subgraph(of: [2, 0]).names?.strings == ["a", "c"])
    #expect(graph.subgraph(of: []).nodeCount == 0)
  }

  @Test("Influence is the graph turned round")
  func influence() {
    let graph = Graph(sources: [0, 1], targets: [2, 2], weights: [3, 4], nodeCount: 3)
    #expect(graph.influence.out.row(2) == [0, 1])
    #expect(graph.influence.in.weights == [3, 4])
    #expect(identical(graph.influence.influence, graph))
  }
}
