import KithDiffusion
import KithFoundation
import KithGraph
import Testing

@testable import KithReport

@Suite struct CascadeGrowthTests {
  private func star(_ times: [Int64]) throws -> CascadeSet {
    try CascadeSet(
      people: NameTable(times.indices.map { "p" + String(1_000 + $0) }), persons: times.indices.map { UInt32($0) },
      parents: times.indices.map { $0 == 0 ? CascadeSet.none : 0 }, times: times)
  }

  @Test func countsMembersSoFar() throws {
    let growth = try #require(CascadeGrowth(of: [0], in: try star((0..<11).map { $0 * 12_000 })))
    let curve = growth.curves[0]
    #expect(growth.step == 1_000 && curve.counts.count == CascadeGrowth.steps + 1)
    #expect(curve.counts[0] == 1 && curve.counts[11] == 1 && curve.counts[12] == 2 && curve.counts[120] == 11)
    #expect(curve.half == (60_000, 6) && curve.nineTenths == (108_000, 10) && curve.later == 0)
  }

  @Test func aLongTailIsCutAndCounted() throws {
    let times = (0..<99).map { Int64($0) * 1_000 } + [10_000_000_000]
    let growth = try #require(CascadeGrowth(of: [0], in: try star(times)))
    #expect(growth.step * 120 == 1.25 * 89_000)
    #expect(growth.curves[0].later == 1)
  }

  @Test func oneMomentHasNoCurve() throws {
    #expect(CascadeGrowth(of: [0], in: try star([5, 5, 5])) == nil)
    #expect(CascadeGrowth(of: [0], in: try star([5, Timestamp.missing])) == nil)
    // All but one at the first moment: drawn to the last.
    let late = try #require(CascadeGrowth(of: [0], in: try star([Int64](repeating: 0, count: 30) + [1_000])))
    #expect(late.curves[0].counts.last == 31)
  }
}
