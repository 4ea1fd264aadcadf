import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Maximum spanning tree")
struct MaximumSpanningTreeTests {
  @Test("A ring loses its weakest relation; of equals the later goes")
  func ring() throws {
    let ring = Graph(
      sources: [0, 1, 2, 3], targets: [1, 2, 3, 0], weights: [4, 1, 3, 2], nodeCount: 5, isDirected: false)
    #expect(try MaximumSpanningTree().scores(in: ring).values == [1, 1, 0, 1])
    #expect(try MaximumSpanningTree().scores(in: ring.unweighted).values == [1, 1, 1, 0])
  }

  @Test("A mutual relation weighs both ways, and both are kept")
  func mutual() throws {
    let graph = Graph(sources: [0, 1, 1, 2], targets: [1, 0, 2, 0], weights: [2, 2, 3, 3.5], nodeCount: 3)
    let tree = try MaximumSpanningTree().backbone(of: graph)
    #expect(tree.edgeEnds.sources == [0, 1, 2] && tree.edgeEnds.targets == [1, 0, 0] && tree.isDirected)
  }

  @Test("Relations of weight 0 connect nobody")
  func zero() throws {
    let graph = Graph(sources: [0, 1], targets: [1, 2], weights: [0, -0.0], nodeCount: 3)
    #expect(try MaximumSpanningTree().scores(in: graph).values == [0, 0])
    #expect(try MaximumSpanningTree().backbone(of: Graph(sources: [], targets: [], nodeCount: 0)).nodeCount == 0)
  }

  @Test("As heavy as Prim's, on the same components; rows and threads change nothing", arguments: 0..<60)
  func prim(seed: Int) throws {
    let edges = RandomEdges(seed: UInt64(seed), isDirected: seed % 2 == 0, isWeighted: seed % 3 > 0)
    let graph = edges.graph
    let tree = try MaximumSpanningTree().backbone(of: graph, execution: Execution(threads: 3))
    let view = tree.undirected()
    let (weight, count) = grown(graph.undirected())
    #expect(abs(view.totalWeight - weight) <= 1e-6 * weight && view.edgeCount == count, "\(edges)")
    #expect(
      WeakComponents().partition(of: view) == WeakComponents().partition(of: positive(graph)), "\(edges)")
    #expect(identical(tree, try MaximumSpanningTree().backbone(of: edges.shuffledGraph(5))), "\(edges)")
    #expect(brokenPromises(of: tree) == [], "\(edges)")
    let scores = try MaximumSpanningTree().scores(in: withSelfEdges(graph))
    #expect(scores.values.reduce(0, +) == Double(tree.edgeCount), "\(edges)")
  }

  @Test("A long path is its own tree")
  func path() throws {
    #expect(try MaximumSpanningTree().backbone(of: jumpingPath(300_000)).edgeCount == 299_999)
  }

  @Test("Refuses negative weights")
  func errors() {
    let graph = Graph(sources: [0], targets: [1], weights: [-1], nodeCount: 2)
    #expect(throws: KithError.self) { try MaximumSpanningTree().scores(in: graph) }
  }

  private func positive(_ graph: Graph) -> Graph {
    let ends = graph.edgeEnds
    let kept = (0..<ends.count).filter { ends.weight(at: $0) > 0 }
    return Graph(
      sources: kept.map { ends.sources[$0] }, targets: kept.map { ends.targets[$0] }, nodeCount: graph.nodeCount)
  }

  /// The heaviest forest by growing from each node: total weight and edges.
  private func grown(_ graph: Graph) -> (weight: Double, edges: Int) {
    var isIn = [Bool](repeating: false, count: graph.nodeCount)
    var (total, count) = (0.0, 0)
    for start in 0..<graph.nodeCount where !isIn[start] {
      isIn[start] = true
      var members = [start]
      while true {
        var best: (weight: Float, node: Int)?
        for node in members {
          for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
            let (other, weight) = (Int(graph.out.neighbors[edge]), graph.out.weight(at: edge))
            if !isIn[other] && weight > 0 && weight > best?.weight ?? 0 { best = (weight, other) }
          }
        }
        guard let best else { break }
        isIn[best.node] = true
        members.append(best.node)
        total += Double(best.weight)
        count += 1
      }
    }
    return (total, count)
  }
}
