import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Core numbers")
struct CoreNumberTests {
  @Test("The karate club's innermost core is 4 deep and holds ten")
  func karate() throws {
    let cores = try CoreNumber().scores(in: Karate.graph)
    #expect(cores.values.max() == 4 && cores.values.count { $0 == 4 } == 10)
    #expect(cores[9] == 2 && cores[11] == 1)
  }

  @Test("Two full groups on a string, directed or not")
  func groups() throws {
    let cores = try CoreNumber().scores(in: barbell)
    #expect(cores.values == [Double](repeating: 9, count: 20) + [2, 2])
  }

  @Test("No nodes, one node, isolates, everyone in contact")
  func degenerate() throws {
    let cores = { (sources: [UInt32], targets: [UInt32], count: Int) in
      try CoreNumber().scores(in: Graph(sources: sources, targets: targets, nodeCount: count)).values
    }
    #expect(try cores([], [], 0) == [])
    #expect(try cores([], [], 1) == [0])
    #expect(try cores([2], [0], 4) == [1, 0, 1, 0])
    #expect(try cores([0, 1, 0], [1, 0, 2], 3) == [1, 1, 1])
  }

  @Test("Equals pruning by hand; threads, order of rows and self-edges change nothing", arguments: 0..<80)
  func pruning(seed: Int) throws {
    let edges = RandomEdges(seed: UInt64(seed), isDirected: seed % 2 == 0, isWeighted: seed % 3 == 0)
    let expected = pruned(contacts(in: edges.graph)).map(Double.init)
    for graph in [edges.graph, edges.shuffledGraph(1), withSelfEdges(edges.graph)] {
      for threads in [1, 3] {
        let scores = try CoreNumber().scores(in: graph, execution: Execution(threads: threads))
        #expect(scores.values == expected, "\(edges)")
      }
    }
  }

  @Test(
    "Equals the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: ReferenceGraph.names)
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    let expected = try #require(reference.vector("core_number (undirected simple)"))
    for graph in [reference.graph, reference.graphWithSelfEdges] {
      #expect(try CoreNumber().scores(in: graph).values == expected)
    }
  }

  @Test("A long path is peeled without recursion")
  func path() throws {
    #expect(try CoreNumber().scores(in: jumpingPath(300_000)).values.allSatisfy { $0 == 1 })
  }

  @Test("Stops when asked to")
  func cancelled() {
    let stopped = Execution(isCancelled: { true })
    #expect(throws: CancellationError.self) { try CoreNumber().scores(in: Karate.graph, execution: stopped) }
  }

  /// Core numbers by their definition: what is left of everyone with fewer than k contacts taken away.
  private func pruned(_ contacts: [Set<Int>]) -> [Int] {
    var cores = [Int](repeating: 0, count: contacts.count)
    var left = Set(contacts.indices)
    for k in 1...max(1, contacts.count) {
      while let weak = left.first(where: { contacts[$0].intersection(left).count < k }) { left.remove(weak) }
      for node in left { cores[node] = k }
    }
    return cores
  }
}
