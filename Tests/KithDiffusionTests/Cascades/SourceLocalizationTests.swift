import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("SourceLocalization")
struct SourceLocalizationTests {
  private func tree(_ parents: [UInt32]) -> Graph {
    let children = parents.indices.dropFirst().map(UInt32.init)
    return Graph(sources: children, targets: Array(parents.dropFirst()), nodeCount: parents.count)
  }

  @Test("A path of five: 1, 4, 6, 4, 1 orders")
  func path() throws {
    let groups = try SourceLocalization().sources(of: [0, 1, 2, 3, 4], on: tree(CascadeSetShape.chain(5)))
    #expect(groups.count == 1 && groups[0].map(\.person) == [2, 1, 3, 0, 4])
    let orders = groups[0].sorted { $0.person < $1.person }.map { exp($0.logOrders) }
    #expect(zip(orders, [1.0, 4, 6, 4, 1]).allSatisfy { approximately($0, $1, 1e-12) })
    #expect(approximately(groups[0][0].share, 6.0 / 16, 1e-12))
    #expect(groups[0].filter(\.isJordanCenter).map(\.person) == [2] && groups[0][3].eccentricity == 4)
  }

  @Test("Orders of random trees, counted one by one", arguments: 0..<20)
  func random(seed: Int) throws {
    let size = 1 + seed % 8
    let parents = CascadeSetShape.randomTree(seed: UInt64(seed), size: size)
    let graph = tree(parents)
    let contacts = graph.undirected()
    /// All ways to reach everyone, one contact of the reached after the other.
    func orders(_ reached: Set<Int>) -> Double {
      if reached.count == size { return 1 }
      let next = Set(reached.flatMap { contacts.outNeighbors(of: $0).map(Int.init) }).subtracting(reached)
      return next.reduce(0) { $0 + orders(reached.union([$1])) }
    }
    for candidate in try SourceLocalization().sources(of: Array(0..<size), on: graph)[0] {
      #expect(approximately(exp(candidate.logOrders) / orders([candidate.person]), 1, 1e-9), "seed \(seed)")
    }
  }

  @Test("Groups, cycles, a long chain")
  func groups() throws {
    // A square with a tail, 0 1 2 3 and 4; apart 6 alone, 5 not reached.
    let graph = Graph(sources: [0, 1, 2, 3, 3], targets: [1, 2, 3, 0, 4], nodeCount: 7)
    let groups = try SourceLocalization().sources(of: [6, 4, 3, 2, 1, 0, 0], on: graph)
    #expect(groups.map(\.count) == [5, 1] && groups[0][0].person == 3 && groups[1][0].share == 1)
    #expect(groups[0][0].isJordanCenter && groups[0].first { $0.person == 4 }?.eccentricity == 3)
    #expect(try SourceLocalization().sources(of: [], on: graph).isEmpty)
    let chain = try SourceLocalization().sources(of: Array(0..<100_000), on: tree(CascadeSetShape.chain(100_000)))
    #expect(Set(chain[0].prefix(2).map(\.person)) == [49_999, 50_000])

    let small = try #require(throws: KithError.self) {
      try SourceLocalization(limit: 10).sources(of: [0, 1, 2, 3], on: graph)
    }
    #expect(small.exitCode == .limit)
    #expect(throws: KithError.self) { try SourceLocalization().sources(of: [9], on: graph) }
  }
}
