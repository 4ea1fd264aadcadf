import KithFoundation
import KithTestSupport
import Testing

@testable import KithMeasures

@Suite("Bipartite matching")
struct BipartiteMatchingTests {
  @Test("Greedy would take the heaviest edge and lose")
  func greedyLoses() {
    let matching = BipartiteMatching(rows: 2, columns: 2, edges: [(0, 0, 0.9), (0, 1, 0.8), (1, 0, 0.7)])
    #expect(matching.chosen == [1, 2])
    #expect(BipartiteMatching(rows: 0, columns: 3, edges: []).chosen == [])
    #expect(BipartiteMatching(rows: 2, columns: 1, edges: [(0, 0, 0.2), (1, 0, 0.3)]).chosen == [1])
    // Leaving a row alone may be best.
    #expect(BipartiteMatching(rows: 2, columns: 2, edges: [(0, 0, 0.9), (1, 0, 0.5), (0, 1, 0.1)]).chosen == [0])
  }

  @Test("Against every choice of edges", arguments: 0..<300)
  func bruteForce(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "matching")
    let (rows, columns) = (1 + random.below(5), 1 + random.below(5))
    var edges: [(row: Int, column: Int, weight: Double)] = []
    for row in 0..<rows {
      for column in 0..<columns where random.below(2) == 0 && edges.count < 12 {
        edges.append((row, column, Double(1 + random.below(9)) / 10))
      }
    }
    var best = 0.0
    for set in 0..<(1 << edges.count) {
      let chosen = edges.indices.filter { set >> $0 & 1 == 1 }
      if Set(chosen.map { edges[$0].row }).count < chosen.count { continue }
      if Set(chosen.map { edges[$0].column }).count < chosen.count { continue }
      best = max(best, chosen.reduce(0) { $0 + edges[$1].weight })
    }
    let found = BipartiteMatching(rows: rows, columns: columns, edges: edges).chosen
    #expect(Set(found.map { edges[$0].row }).count == found.count, "seed \(seed)")
    #expect(Set(found.map { edges[$0].column }).count == found.count, "seed \(seed)")
    #expect(approximately(found.reduce(0) { $0 + edges[$1].weight }, best, 1e-12), "seed \(seed)")
  }

  @Test("A chain of many parts of equal weight takes no time")
  func chain() {
    let count = 5000
    let edges = (0..<count).flatMap { row in
      [(row: row, column: row, weight: 1.0 / 3), (row: row, column: (row + 1) % count, weight: 1.0 / 3)]
    }
    #expect(BipartiteMatching(rows: count, columns: count, edges: edges).chosen.count == count)
  }
}
