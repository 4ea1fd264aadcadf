import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("k-core backbone")
struct KCoreBackboneTests {
  @Test("Two full groups lose the string between them")
  func groups() throws {
    let core = try KCoreBackbone(k: 3).backbone(of: barbell)
    #expect(core.nodeCount == 22 && core.edgeCount == 90)
    #expect(core.outNeighbors(of: 20).isEmpty && core.outNeighbors(of: 9).count == 9)
    #expect(try KCoreBackbone(k: 10).backbone(of: barbell).edgeCount == 0)
  }

  @Test("Everyone left has at least k contacts; direction and weights stay", arguments: 0..<40)
  func invariant(seed: Int) throws {
    let edges = RandomEdges(seed: UInt64(seed), isDirected: seed % 2 == 0, isWeighted: seed % 3 > 0)
    let graph = edges.graph
    for k in 1...4 {
      let core = try KCoreBackbone(k: k).backbone(of: graph, execution: Execution(threads: 2))
      #expect(brokenPromises(of: core) == [] && core.nodeCount == graph.nodeCount, "\(edges)")
      #expect(contacts(in: core).allSatisfy { $0.isEmpty || $0.count >= k }, "\(edges)")
      #expect(identical(core, try KCoreBackbone(k: k).backbone(of: edges.shuffledGraph(1))), "\(edges)")
      if k == 1 { #expect(identical(core, graph), "\(edges)") }
    }
  }

  @Test("k is 1 or more")
  func errors() {
    #expect(throws: KithError.self) { try KCoreBackbone(k: 0).backbone(of: Karate.graph) }
  }
}
