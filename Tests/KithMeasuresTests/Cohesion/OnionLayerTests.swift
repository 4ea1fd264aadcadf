import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Onion layers")
struct OnionLayerTests {
  @Test("A string of five is peeled from both ends")
  func string() throws {
    let graph = Graph(sources: [0, 1, 2, 3], targets: [1, 2, 3, 4], nodeCount: 6)
    #expect(try OnionLayer().scores(in: graph).values == [2, 3, 4, 3, 2, 1])
  }

  @Test("The karate club has seven layers")
  func karate() throws {
    // networkx 3.6.1, onion_layers.
    let layers = try OnionLayer().scores(in: Karate.graph).values
    #expect(layers[11] == 1 && layers.max() == 7)
    #expect(layers.count { $0 == 2 } == 11)
  }

  @Test("No nodes, nobody in contact")
  func degenerate() throws {
    #expect(try OnionLayer().scores(in: Graph(sources: [], targets: [], nodeCount: 0)).values == [])
    #expect(try OnionLayer().scores(in: Graph(sources: [], targets: [], nodeCount: 3)).values == [1, 1, 1])
  }

  @Test("Equals peeling by hand, and never descends from a core to a deeper one", arguments: 0..<60)
  func peeling(seed: Int) throws {
    let edges = RandomEdges(seed: UInt64(seed), isDirected: seed % 2 == 0)
    let expected = peeled(contacts(in: edges.graph)).map(Double.init)
    for graph in [edges.graph, edges.shuffledGraph(2), withSelfEdges(edges.graph)] {
      for threads in [1, 3] {
        let layers = try OnionLayer().scores(in: graph, execution: Execution(threads: threads))
        #expect(layers.values == expected, "\(edges)")
      }
    }
    let cores = try CoreNumber().scores(in: edges.graph).values
    for (a, b) in zip(expected.indices, expected.indices.dropFirst()) where cores[a] < cores[b] {
      #expect(expected[a] < expected[b], "\(edges)")
    }
  }

  @Test("A long path has half as many layers as nodes")
  func path() throws {
    #expect(try OnionLayer().scores(in: jumpingPath(300_000)).values.max() == 150_000)
  }

  /// Layers by their definition, all who go in a round found before any goes.
  private func peeled(_ contacts: [Set<Int>]) -> [Int] {
    var layers = [Int](repeating: 0, count: contacts.count)
    var left = Set(contacts.indices)
    var (layer, core) = (1, 0)
    while !left.isEmpty {
      let degrees = left.map { (node: $0, degree: contacts[$0].intersection(left).count) }
      core = max(core, degrees.map(\.degree).min()!)
      for (node, degree) in degrees where degree <= core {
        layers[node] = layer
        left.remove(node)
      }
      layer += 1
    }
    return layers
  }
}
