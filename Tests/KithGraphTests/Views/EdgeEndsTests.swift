import KithGraph
import KithTestSupport
import Testing

@Suite("Edges in canonical order")
struct EdgeEndsTests {
  @Test("Every edge stands once, in order, with its weight", arguments: 1...40 as ClosedRange<UInt64>)
  func complete(seed: UInt64) {
    let random = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 == 0)
    let graph = random.graph
    let ends = graph.edgeEnds
    #expect(ends.count == graph.edgeCount, "\(random)")
    var last = (UInt32(0), UInt32(0))
    for edge in 0..<ends.count {
      let (source, target) = (ends.sources[edge], ends.targets[edge])
      #expect(edge == 0 || last < (source, target), "\(random)")
      #expect(graph.isDirected || source < target, "\(random)")
      last = (source, target)
      let row = graph.out.offsets[Int(source)]..<graph.out.offsets[Int(source) + 1]
      let place = row.first { graph.out.neighbors[$0] == target }
      #expect(place.map { graph.out.weight(at: $0) } == ends.weight(at: edge), "\(random)")
    }
  }
}
