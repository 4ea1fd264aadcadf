import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("Generators")
struct GeneratorTests {
  @Test("R-MAT graphs are sound, seeded, skewed and the same on any number of threads")
  func rmat() {
    let generator = RMAT(scale: 12, edgeFactor: 8, seed: 3)
    let graph = generator.graph()
    #expect(brokenPromises(of: graph) == [])
    #expect(graph.nodeCount == 4096)
    #expect(graph.edgeCount > 20_000 && graph.edgeCount < 8 * 4096)
    #expect(!graph.isWeighted)
    for threads in [2, 7] { #expect(identical(generator.graph(execution: Execution(threads: threads)), graph)) }
    #expect(!identical(RMAT(scale: 12, edgeFactor: 8, seed: 4).graph(), graph))
    let largest = (0..<4096).map { graph.out.degree($0) }.max()
    #expect(largest! > 20 * graph.edgeCount / graph.nodeCount)
    #expect(brokenPromises(of: generator.graph(isDirected: false)) == [])
  }

  @Test("Equal chances give a graph without hubs")
  func uniform() {
    let graph = RMAT(scale: 12, edgeFactor: 8, a: 0.25, b: 0.25, c: 0.25).graph()
    #expect((0..<4096).allSatisfy { graph.out.degree($0) < 40 })
  }

  @Test("Planted groups hold the promised share of edges")
  func planted() {
    let (graph, truth) = PlantedPartition(sizes: [300, 200, 500], insideDegree: 16, outsideDegree: 4).graph()
    #expect(brokenPromises(of: graph) == [])
    #expect(truth.count == 1000 && truth[299] == 0 && truth[300] == 1 && truth[999] == 2)
    var inside = 0
    for node in 0..<1000 { inside += graph.outNeighbors(of: node).count { truth[Int($0)] == truth[node] } }
    // 16 of 20 by design; repeats cost the groups a few.
    let share = Double(inside) / Double(2 * graph.edgeCount)
    #expect(share > 0.76 && share < 0.82)
    #expect(approximately(Double(2 * graph.edgeCount) / 1000, 19.6, 0.6))
  }

  @Test("Degenerate sizes make no trap")
  func degenerate() {
    #expect(PlantedPartition(sizes: [], insideDegree: 3, outsideDegree: 3).graph().graph.nodeCount == 0)
    #expect(PlantedPartition(sizes: [1], insideDegree: 3, outsideDegree: 3).graph().graph.edgeCount == 0)
    #expect(RMAT(scale: 0).graph().edgeCount == 0)
  }
}
