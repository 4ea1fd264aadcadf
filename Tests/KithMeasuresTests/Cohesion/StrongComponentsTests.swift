import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Strong components")
struct StrongComponentsTests {
  @Test("A ring with a tail, and a pair it leads to")
  func small() throws {
    let graph = Graph(sources: [0, 1, 2, 2, 3, 4, 6], targets: [1, 2, 0, 3, 4, 3, 0], nodeCount: 7)
    let components = try StrongComponents().partition(of: graph)
    #expect(components.assignment == [0, 0, 0, 1, 1, 2, 3])
    #expect(components.sizes == [3, 2, 1, 1])
  }

  @Test("No nodes, one node; undirected networks have weak components")
  func degenerate() throws {
    #expect(try StrongComponents().partition(of: Graph(sources: [], targets: [], nodeCount: 0)).count == 0)
    #expect(try StrongComponents().partition(of: Graph(sources: [], targets: [], nodeCount: 1)).sizes == [1])
    #expect(try StrongComponents().partition(of: barbell).sizes == [22])
  }

  @Test("Two are together when each reaches the other", arguments: 0..<80)
  func reach(seed: Int) throws {
    let edges = RandomEdges(seed: UInt64(seed))
    let reach = (0..<edges.nodeCount).map { reached(from: $0, in: edges.graph) }
    let labels = (0..<edges.nodeCount).map { node in
      UInt32(reach[node].filter { reach[$0].contains(node) }.min()!)
    }
    for graph in [edges.graph, edges.shuffledGraph(1), withSelfEdges(edges.graph)] {
      #expect(try StrongComponents().partition(of: graph) == Partition(labels: labels), "\(edges)")
    }
  }

  @Test("A long ring, and a long path")
  func long() throws {
    let path = jumpingPath(300_000, isDirected: true)
    #expect(try StrongComponents().partition(of: path).count == 300_000)
    let ring = Graph(
      sources: Array(0..<300_000), targets: Array(1..<300_000) + [0], nodeCount: 300_000)
    #expect(try StrongComponents().partition(of: ring).sizes == [300_000])
  }

  @Test("Counts of the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"))
  func references() throws {
    let email = try StrongComponents().partition(of: try ReferenceGraph("email_eu_core").graphWithSelfEdges)
    #expect(email.count == 203 && email.sizes[0] == 803)
  }

  private func reached(from start: Int, in graph: Graph) -> Set<Int> {
    var met: Set = [start]
    var queue = [start]
    while let node = queue.popLast() {
      for neighbor in graph.outNeighbors(of: node) where met.insert(Int(neighbor)).inserted {
        queue.append(Int(neighbor))
      }
    }
    return met
  }
}
