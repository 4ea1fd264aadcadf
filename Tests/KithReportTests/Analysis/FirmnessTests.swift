import KithFoundation
import KithGraph
import KithMeasures
import Testing

@testable import KithReport

/// How firm ranks and communities are.
@Suite struct FirmnessTests {
  @Test func aClearLeaderKeepsTheFirstRank() throws {
    // Thirty people address "hub", three each of two others: no redraw can turn the first round, any the second.
    var rows = (0..<30).map { SyntheticLog.Row(actor: "p\($0)", target: "hub") }
    rows += (0..<6).map { SyntheticLog.Row(actor: "p\($0)", target: $0 < 3 ? "rim1" : "rim2") }
    let analysis = try Analysis(log: SyntheticLog.log(rows))
    let ranges = try #require(analysis.rankRanges)
    #expect(analysis.log.people[analysis.core[0].node] == "hub")
    #expect(ranges[0].low == 1 && ranges[0].high == 1)
    for index in 1...2 { #expect(ranges[index].low == 2 && ranges[index].high >= 3) }
  }

  @Test func sameForAnyThreads() throws {
    let log = SyntheticLog.log(SyntheticLog.campaign(rows: 400))
    let one = try Analysis(log: log)
    let three = try Analysis(log: log, execution: Execution(threads: 3))
    #expect(try #require(one.rankRanges).intervals == three.rankRanges?.intervals)
    #expect(one.firmness != nil && one.firmness == three.firmness)
  }

  /// The division is the one that the method gives by itself.
  @Test func theBestOfTheRunsIsTheMethods() throws {
    let log = SyntheticLog.log(SyntheticLog.campaign(rows: 400))
    let analysis = try Analysis(log: log)
    let alone = try Leiden(seed: analysis.options.seed).partition(of: analysis.graph)
    #expect(analysis.communities.partition == alone.partition)
    #expect(analysis.communities.quality == alone.quality)
  }

  @Test func stabilityCountsPairsInRuns() {
    let found = Partition(labels: [0, 0, 0, 1])
    let firm = CommunityFirmness(of: found, in: [found, found])
    #expect(firm.stability == [1, 1] && firm.agreement == 1 && !firm.isShaky)
    // Of the three pairs of the first community, one stays together in the second run.
    let other = Partition(labels: [0, 0, 1, 1])
    #expect(CommunityFirmness(of: found, in: [found, other]).stability == [2.0 / 3, 1])
  }

  @Test func aRingHasNoFirmCommunities() throws {
    let rows = (0..<80).map { SyntheticLog.Row(actor: "p\($0)", target: "p\(($0 + 1) % 80)") }
    let analysis = try Analysis(log: SyntheticLog.log(rows))
    #expect(try #require(analysis.firmness).isShaky)
    let page = String(decoding: try SyntheticLog.report(rows).files()[1].bytes, as: UTF8.self)
    #expect(page.contains("Do not rely on who is in which"))
  }

  @Test func cohesionIsTold() throws {
    let rows: [SyntheticLog.Row] = [
      .init(actor: "a", target: "b"), .init(actor: "b", target: "c"), .init(actor: "c", target: "a"),
    ]
    let cohesion = try Analysis(log: SyntheticLog.log(rows)).cohesion
    #expect(cohesion.density.value == 0.5 && cohesion.transitivity.value == 1 && cohesion.meanDistance?.value == 1.5)
    let report = try SyntheticLog.report(rows)
    #expect(report.model(edges: []).value(at: "network.cohesion.density")?.numberValue == 0.5)
    let page = String(decoding: try report.files()[1].bytes, as: UTF8.self)
    #expect(page.contains("Of all relations there could be, 50% exist."))
  }
}
