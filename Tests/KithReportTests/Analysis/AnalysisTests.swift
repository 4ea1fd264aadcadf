import KithGraph
import KithMeasures
import Testing

@testable import KithReport

@Suite struct AnalysisTests {
  @Test func coreEvidenceCountsWhatTheRowsSay() throws {
    let rows: [SyntheticLog.Row] = [
      .init(actor: "b", target: "a", time: 3_000, kind: "reply", channel: "x", text: "second"),
      .init(actor: "b", target: "a", time: 1_000, kind: "share", channel: "x", text: "first"),
      .init(actor: "c", target: "a", time: 2_000, kind: "reply", channel: "y", text: "other"),
      .init(actor: "d", target: "b", time: 4_000, kind: "reply"),
      .init(actor: "a", target: "a", time: 500, kind: "post"), .init(actor: "a", target: nil, time: 100),
      .init(actor: nil, target: "a", time: 600),
    ]
    let analysis = try Analysis(log: SyntheticLog.log(rows))
    let leader = try #require(analysis.core.first)
    #expect(analysis.log.people[leader.node] == "a")
    #expect(leader.receivedFrom == 2)
    #expect(leader.received == 3)
    #expect(leader.sent == 0)
    #expect(leader.kinds == [NamedCount(name: "reply", count: 2), NamedCount(name: "share", count: 1)])
    #expect(leader.channels == [NamedCount(name: "x", count: 2), NamedCount(name: "y", count: 1)])
    #expect(leader.mainSource?.count == 2)
    #expect(leader.firstReceived == 1_000)
    #expect(leader.quotes.map(\.text) == ["first", "other"], "one a person, by time")
    #expect(analysis.leftOut.selfEdges == 1)
    #expect(analysis.leftOut.withoutTarget == 1)
    #expect(analysis.leftOut.anonymous == 1)
    #expect(analysis.leftOut.addressing == 4)
    #expect(analysis.firstMovers?.people.first.map { analysis.log.people[$0.node] } == "a")
    #expect(analysis.firstMovers?.arrivals[leader.node] == 1)
  }

  @Test func communitiesOfTheSyntheticCampaignHaveTheirWords() throws {
    let analysis = try Analysis(log: SyntheticLog.log(SyntheticLog.campaign()))
    #expect(analysis.summaries.count == 3)
    for summary in analysis.summaries {
      let leader = analysis.log.people[summary.leaders[0]]
      let words = Set((summary.words ?? []).map(\.word))
      switch leader {
      case "별0": #expect(words.isSuperset(of: ["단꿈", "초콜릿"]))
      case "별1": #expect(words.isSuperset(of: ["camping", "tent"]))
      default: #expect(words.isSuperset(of: ["할인", "쿠폰"]))
      }
      #expect(!words.contains("정말"), "a stop word")
      #expect(summary.insideShare ?? 0 > 0.7)
    }
    #expect(analysis.mapFacts.communityNames[0]?.hasPrefix("1 · 별") == true)
  }

  @Test func bridgesAndWeightsAddUp() throws {
    let analysis = try Analysis(log: SyntheticLog.log(SyntheticLog.campaign(rows: 800, seed: 9)))
    let inside = analysis.weightInside.reduce(0, +)
    let across = analysis.weightAcross.reduce(0, +)
    #expect(abs(inside + across / 2 - analysis.graph.totalWeight) < 1e-6)
    #expect(Int(analysis.graph.totalWeight) == analysis.leftOut.addressing)
  }

  @Test func datesWithoutClockCannotTellTheOrder() throws {
    let day: Int64 = 86_400_000
    let rows = (0..<4).map { SyntheticLog.Row(actor: "p\($0)", target: "q", time: day * Int64($0 / 2 + 20_000)) }
    let movers = try #require(try Analysis(log: SyntheticLog.log(rows)).firstMovers)
    #expect(movers.hasDatesOnly)
    #expect(movers.tiedForFirst == 2)
  }
}
