import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithMeasures

@Suite("Connected k-cores")
struct KCoreCommunitiesTests {
  @Test("Two triangles on a path: cores of two, ends outside")
  func triangles() throws {
    let graph = undirectedGraph(8, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 6), (6, 4), (6, 7)])
    let two = try KCoreCommunities().communities(in: graph, execution: .serial)
    // The path between the triangles holds in the 2-core.
    #expect(two.partition.sizes == [7, 1])
    let parted = undirectedGraph(7, [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (5, 6)])
    let cores = try KCoreCommunities(k: 2).communities(in: parted, execution: .serial)
    #expect(cores.partition.assignment == [0, 0, 0, 1, 1, 1, 2])
    #expect(try KCoreCommunities(k: 1).communities(in: parted, execution: .serial).partition.sizes == [4, 3])
    #expect(try KCoreCommunities(k: 3).communities(in: parted, execution: .serial).partition.count == 7)
  }

  @Test("Against taking people away one by one", arguments: 0..<40)
  func slow(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 3 == 0, maxNodes: 30)
    let graph = edges.graph
    let n = graph.nodeCount
    var isNear = Array(repeating: [Bool](repeating: false, count: n), count: n)
    for node in 0..<n {
      for other in graph.out.row(node) { (isNear[node][Int(other)], isNear[Int(other)][node]) = (true, true) }
    }
    for k in 1...4 {
      var left = Set(0..<n)
      while let out = left.first(where: { node in left.count { isNear[node][$0] } < k }) { left.remove(out) }
      var label = (0..<n).map { UInt32($0) }
      for _ in 0..<n {
        for a in left { for b in left where isNear[a][b] { label[a] = min(label[a], label[b]) } }
      }
      let found = try KCoreCommunities(k: k).communities(in: graph, execution: Execution(threads: 2))
      #expect(found.partition == Partition(labels: label), "k \(k), \(edges)")
      #expect(found.quality == found.modularity)
    }
  }

  @Test("k below 1 is refused; nobody is nobody")
  func edges() throws {
    let error = #expect(throws: KithError.self) {
      try KCoreCommunities(k: 0).communities(in: Karate.graph, execution: .serial)
    }
    #expect(error?.exitCode == .usage)
    #expect(try KCoreCommunities().communities(in: undirectedGraph(0, []), execution: .serial).partition.count == 0)
  }
}
