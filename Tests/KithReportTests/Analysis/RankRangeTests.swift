import KithFoundation
import KithGraph
import Testing

@testable import KithReport

@Suite struct RankRangeTests {
  @Test func aClearLeaderKeepsTheFirstRank() throws {
    // Thirty people address "hub", three each of two others: no redraw can turn the first round, any the second.
    var rows = (0..<30).map { SyntheticLog.Row(actor: "p\($0)", target: "hub") }
    rows += (0..<6).map { SyntheticLog.Row(actor: "p\($0)", target: $0 < 3 ? "rim1" : "rim2") }
    let analysis = try Analysis(log: SyntheticLog.log(rows))
    let ranges = try #require(analysis.rankRanges)
    #expect(analysis.log.people[analysis.core[0].node] == "hub")
    #expect(ranges[0] == RankRange(low: 1, high: 1))
    #expect(ranges[1] == RankRange(low: 2, high: 3))
    #expect(ranges[2] == RankRange(low: 2, high: 3))
  }

  @Test func sameForAnyThreads() throws {
    let log = SyntheticLog.log(SyntheticLog.campaign(rows: 400))
    let one = try Analysis(log: log).rankRanges
    #expect(try Analysis(log: log, execution: Execution(threads: 3)).rankRanges == one)
    for range in try #require(one) { #expect(range.low >= 1 && range.low <= range.high) }
  }

  @Test(arguments: [0.0, 0.5, 3, 200])
  func drawsHaveTheMeanAndVariance(mean: Double) {
    var stream = RandomStream(seed: 5, purpose: "poisson-test")
    let draws = (0..<4_000).map { _ in RankRange.poisson(mean, &stream) }
    let average = draws.reduce(0, +) / 4_000
    let variance = draws.reduce(0) { $0 + ($1 - average) * ($1 - average) } / 4_000
    #expect(abs(average - mean) <= 5 * (mean / 4_000).squareRoot(), "seed 5")
    #expect(abs(variance - mean) <= 0.15 * mean, "seed 5")
  }
}
