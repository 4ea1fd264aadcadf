import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Weak components")
struct WeakComponentsTests {
  @Test("Direction is ignored, the isolated are their own")
  func small() {
    let graph = Graph(sources: [3, 1, 5], targets: [4, 4, 6], nodeCount: 8)
    let components = WeakComponents().partition(of: graph)
    #expect(components.assignment == [2, 0, 3, 0, 0, 1, 1, 4])
    #expect(components.sizes == [3, 2, 1, 1, 1])
  }

  @Test("No nodes, one node")
  func degenerate() {
    #expect(WeakComponents().partition(of: Graph(sources: [], targets: [], nodeCount: 0)).count == 0)
    #expect(WeakComponents().partition(of: Graph(sources: [], targets: [], nodeCount: 1)).sizes == [1])
  }

  @Test("Equals a breadth-first search", arguments: 0..<80)
  func search(seed: Int) {
    let edges = RandomEdges(seed: UInt64(seed), isDirected: seed % 2 == 0)
    let expected = Partition(labels: searched(edges.graph))
    for threads in [1, 3] {
      let components = WeakComponents().partition(of: edges.graph, execution: Execution(threads: threads))
      #expect(components == expected, "\(edges)")
      let looped = WeakComponents().partition(of: withSelfEdges(edges.graph), execution: Execution(threads: threads))
      #expect(looped == expected, "\(edges)")
    }
  }

  @Test("A sparse graph of many components, on any number of threads", arguments: [true, false])
  func large(isDirected: Bool) {
    let graph = RMAT(scale: 14, edgeFactor: 1, a: 0.4, b: 0.2, c: 0.2).graph(isDirected: isDirected)
    let expected = Partition(labels: searched(graph))
    #expect(expected.count > 1000)
    for threads in [1, 2, 3, 7] {
      #expect(WeakComponents().partition(of: graph, execution: Execution(threads: threads)) == expected)
    }
  }

  @Test("A long path, numbered against its direction, is one component")
  func path() {
    let count: UInt32 = 300_000
    let graph = Graph(sources: Array(1..<count), targets: Array(0..<count - 1), nodeCount: Int(count))
    for graph in [graph, jumpingPath(count), jumpingPath(count, isDirected: true)] {
      #expect(WeakComponents().partition(of: graph, execution: Execution(threads: 2)).sizes == [Int(count)])
    }
  }

  @Test("Counts of the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"))
  func references() throws {
    let email = WeakComponents().partition(of: try ReferenceGraph("email_eu_core").graph)
    #expect(email.count == 20 && email.sizes[0] == 986)
    #expect(WeakComponents().partition(of: Karate.graph).count == 1)
  }

  /// Labels by breadth-first search over both directions.
  private func searched(_ graph: Graph) -> [UInt32] {
    var labels = [UInt32](repeating: .max, count: graph.nodeCount)
    for start in 0..<graph.nodeCount where labels[start] == .max {
      labels[start] = UInt32(start)
      var queue = [start]
      while let node = queue.popLast() {
        for neighbor in Array(graph.outNeighbors(of: node)) + Array(graph.inNeighbors(of: node))
        where labels[Int(neighbor)] == .max {
          labels[Int(neighbor)] = UInt32(start)
          queue.append(Int(neighbor))
        }
      }
    }
    return labels
  }
}

@Suite("Partitions")
struct PartitionTests {
  @Test("Largest first, ties by smallest node, whatever the labels", arguments: [0, 3, 4_000_000_000] as [UInt32])
  func canonical(shift: UInt32) {
    let partition = Partition(labels: [7, 2, 9, 2, 9, 5].map { $0 + shift })
    #expect(partition.assignment == [2, 0, 1, 0, 1, 3])
    #expect(partition.sizes == [2, 2, 1, 1])
    #expect(partition.members == [[1, 3], [2, 4], [0], [5]])
  }

  @Test("Nobody")
  func empty() {
    #expect(Partition(labels: []).count == 0)
    #expect(Partition(labels: []).members == [])
  }
}
