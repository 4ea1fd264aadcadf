import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Triangles")
struct TrianglesTests {
  @Test("The karate club has 45")
  func karate() throws {
    #expect(try Triangles().total(in: Karate.graph) == 45)
    let triangles = try Triangles().scores(in: Karate.graph)
    #expect(triangles[0] == 18 && triangles[33] == 15 && triangles[11] == 0)
  }

  @Test("No nodes, one node, one relation")
  func degenerate() throws {
    for (count, targets) in [(0, []), (1, []), (2, [1])] as [(Int, [UInt32])] {
      let graph = Graph(sources: targets.map { _ in 0 }, targets: targets, nodeCount: count)
      #expect(try Triangles().scores(in: graph).values == [Double](repeating: 0, count: count))
      #expect(try Triangles().total(in: graph) == 0)
    }
  }

  @Test("Equals looking at every pair; threads, order of rows and self-edges change nothing", arguments: 0..<60)
  func pairs(seed: Int) throws {
    let edges = RandomEdges(seed: UInt64(seed), isDirected: seed % 2 == 0, isWeighted: seed % 3 == 0)
    let expected = searched(edges.graph)
    for graph in [edges.graph, edges.shuffledGraph(1), withSelfEdges(edges.graph)] {
      for threads in [1, 3] {
        let execution = Execution(threads: threads)
        #expect(try Triangles().scores(in: graph, execution: execution).values == expected, "\(edges)")
        #expect(try Triangles().total(in: graph, execution: execution) == Int(expected.reduce(0, +)) / 3, "\(edges)")
      }
    }
  }

  @Test("Hubs and the rest, on any number of threads", arguments: [true, false])
  func hubs(isDirected: Bool) throws {
    // Degrees above and below what makes a hub.
    let graph = RMAT(scale: 9, edgeFactor: 24).graph(isDirected: isDirected)
    let expected = searched(graph)
    for threads in [1, 2, 3, 7] {
      #expect(try Triangles().scores(in: graph, execution: Execution(threads: threads)).values == expected)
    }
  }

  @Test("Everyone knows everyone")
  func full() throws {
    let count = 200
    var builder = GraphBuilder()
    for a in 0..<count { for b in 0..<count where a != b { builder.add(a, b) } }
    let graph = builder.build(nodeCount: count)
    #expect(try Triangles().total(in: graph) == 200 * 199 * 198 / 6)
    #expect(try Triangles().scores(in: graph).values.allSatisfy { $0 == 199 * 198 / 2 })
  }

  @Test(
    "Equals the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: ReferenceGraph.names)
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    let expected = try #require(reference.vector("triangles (undirected simple)"))
    #expect(try Triangles().scores(in: reference.graphWithSelfEdges).values == expected)
  }

  @Test("A long path has none")
  func path() throws {
    #expect(try Triangles().total(in: jumpingPath(300_000), execution: Execution(threads: 2)) == 0)
  }

  @Test("Stops when asked to")
  func cancelled() {
    let stopped = Execution(isCancelled: { true })
    #expect(throws: CancellationError.self) { try Triangles().scores(in: Karate.graph, execution: stopped) }
  }

  private func searched(_ graph: Graph) -> [Double] {
    let contacts = contacts(in: graph)
    return contacts.map { near in
      Double(near.reduce(0) { $0 + contacts[$1].intersection(near).count } / 2)
    }
  }
}
