import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@testable import KithMaps

struct MapLayoutTests {
  private func positions(_ graph: Graph, _ partition: Partition?, threads: Int = 1) throws -> [Point] {
    let selection = try MapSelection(
      graph: graph, scores: DegreeCentrality(.all).scores(in: graph), options: MapOptions(), execution: .serial)
    return try MapLayout(seed: 1, aspect: 1.2, iterations: 120).positions(
      count: graph.nodeCount, edges: selection.edges, group: (0..<graph.nodeCount).map { partition?[$0] ?? 0 },
      execution: Execution(threads: threads))
  }

  @Test func keepsCommunitiesApart() throws {
    let (graph, partition) = makeCommunities(240, groups: 4)
    let points = try positions(graph, partition)
    // Nearest neighbours mostly share their community.
    var same = 0
    for a in points.indices {
      let nearest = points.indices.filter { $0 != a }.min {
        (points[$0] - points[a]).length < (points[$1] - points[a]).length
      }
      if partition[nearest ?? a] == partition[a] { same += 1 }
    }
    #expect(same > 216, "\(same) of 240 stand beside one of their own; by chance 60 would")
  }

  @Test func givesTheSameBitsForAnyNumberOfThreads() throws {
    let (graph, partition) = makeCommunities(150, groups: 3)
    #expect(try positions(graph, partition) == (try positions(graph, partition, threads: 2)))
  }

  @Test(arguments: ["none", "one", "no edges", "star", "pairs", "path", "clique"])
  func placesDegenerateGraphsFinitelyAndApart(shape: String) throws {
    let graph: Graph =
      switch shape {
      case "none": makeGraph(0, [])
      case "one": makeGraph(1, [])
      case "no edges": makeGraph(50, [])
      case "star": makeGraph(300, (1..<300).map { ($0, 0) })
      case "pairs": makeGraph(100, (0..<50).map { (2 * $0, 2 * $0 + 1) })
      case "path": makeGraph(100, (1..<100).map { ($0 - 1, $0) })
      default: makeGraph(20, (0..<20).flatMap { a in (0..<20).filter { $0 != a }.map { (a, $0) } })
      }
    let points = try positions(graph, nil)
    #expect(points.count == graph.nodeCount)
    #expect(points.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    #expect(Set(points.map { "\($0.x),\($0.y)" }).count == points.count)
  }
}
