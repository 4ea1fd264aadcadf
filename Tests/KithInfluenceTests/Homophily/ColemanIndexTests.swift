import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Coleman's index")
struct ColemanIndexTests {
  @Test(
    "Karate against both baselines",
    arguments: [
      (ColemanIndex.Baseline.shareOfPeople, 0.7283950617, 0.7066666667), (.shareOfOthers, 0.7363834423, 0.7152941176),
    ])
  func karate(baseline: ColemanIndex.Baseline, hi: Double, officer: Double) throws {
    let groups = try ColemanIndex(baseline: baseline).estimate(of: HomophilyData.clubs, over: Karate.graph)
    #expect(approximately(try defined(groups[0].homophily), 0.8641975309, 1e-10))
    #expect(approximately(try defined(groups[1].homophily), 0.8533333333, 1e-10))
    #expect(approximately(try defined(groups[0].index), hi, 1e-10))
    #expect(approximately(try defined(groups[1].index), officer, 1e-10))
    #expect(groups.map(\.name) == ["Mr. Hi", "Officer"] && groups.map(\.people) == [17, 17])
  }

  @Test("Below the baseline the index runs down to −1; outward edges count")
  func aversion() throws {
    var builder = GraphBuilder()
    for (a, b) in [(0, 2), (1, 3), (2, 3), (2, 0), (3, 2), (3, 1)] { builder.add(a, b) }
    let groups = try ColemanIndex().estimate(
      of: HomophilyData.column([0, 0, 1, 1], groups: 2), over: builder.build(nodeCount: 4))
    #expect(groups[0].homophily.value == 0 && groups[0].index.value == -1)
    #expect(groups[1].homophily.value == 0.5 && groups[1].index.value == 0)
  }

  @Test func undefinedSaysWhy() throws {
    var builder = GraphBuilder()
    builder.add(0, 1)
    let graph = builder.build(nodeCount: 3)
    let reasons = { (codes: [Int?]) in
      try ColemanIndex().estimate(of: HomophilyData.column(codes, groups: 2), over: graph).map(\.index.undefined)
    }
    #expect(try reasons([0, 0, 0]) == ["everyone is of this group", "the group has nobody"])
    #expect(try reasons([0, 0, 1]) == [nil, "the group has one person, who has no peer"])
    #expect(try reasons([0, nil, 1])[0] == "the group has one person, who has no peer")
    var none = GraphBuilder()
    let lonely = try ColemanIndex().estimate(
      of: HomophilyData.column([0, 0, 1, 1], groups: 2), over: none.build(nodeCount: 4))
    #expect(lonely[0].index.undefined == "the group has no edges")
  }
}
