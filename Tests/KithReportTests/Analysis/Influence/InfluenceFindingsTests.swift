import KithFoundation
import KithGraph
import KithInfluence
import KithOutput
import Testing

@testable import KithReport

@Suite struct InfluenceFindingsTests {
  /// People who act at random (`moved` false) or, half the time, the day after someone they addressed did.
  private static func report(
    _ language: ReportLanguage = .english, moved: Bool = true, acts: Bool = true, execution: Execution = .serial
  ) throws -> Report {
    let plain = try SyntheticLog.report(
      SyntheticLog.campaign(rows: 600), options: ReportOptions(language: language), execution: execution)
    let analysis = plain.analysis
    let (graph, people) = (analysis.graph, analysis.log.people)
    var random = RandomStream(seed: 5, purpose: "influence findings")
    var days = [Int](repeating: .max, count: people.count)
    for day in 0..<20 where acts {
      for person in 0..<people.count where days[person] == .max {
        let isMoved = moved && graph.outNeighbors(of: person).contains { days[Int($0)] < day }
        if random.unit() < (isMoved ? 0.25 : 0.02) { days[person] = day }
      }
    }
    let actors = days.indices.filter { days[$0] != .max }
    let actions = ActionLog(
      people: people, items: NameTable(["케이크"]), persons: actors.map { UInt32($0) },
      itemCodes: actors.map { _ in 0 },
      times: actors.map { Int64(days[$0]) * TimeWindow.day + Int64($0 % 24) * 3_600_000 })
    let findings = try InfluenceFindings(
      of: analysis, actions: actions,
      times: AdoptionTimes(
        periods: days.map { $0 == .max ? AdoptionTimes.never : Int32($0) }, count: 20), item: "케이크",
      width: TimeWindow.day,
      traits: [Trait(name: "<b>taste</b>", values: .numeric(days.indices.map { Double($0 % 17) }))],
      draws: 59, execution: execution)
    return Report(analysis: analysis, influence: findings, run: plain.run)
  }

  @Test(arguments: ReportLanguage.allCases, [true, false])
  func everyNumberIsBoundToTheModel(language: ReportLanguage, moved: Bool) throws {
    try SentenceTests.expectBound(Self.report(language, moved: moved), language, "influence, moved \(moved)")
  }

  @Test func theSectionStandsOnItsModel() throws {
    let report = try Self.report()
    let model = report.model(edges: [])
    let stages = try #require(model.value(at: "influence.funnel.stages")?.arrayValue)
    #expect(stages.count == 4)
    let furthest = stages.compactMap { $0["furthest"]?.numberValue }.reduce(0, +)
    #expect(
      furthest + (model.value(at: "influence.funnel.alone")?.numberValue ?? 0)
        == Double(report.analysis.graph.nodeCount))
    #expect(model.value(at: "influence.tests")?.arrayValue?.count == 6)
    #expect(model.value(at: "influence.following.ratio")?.numberValue != nil)
    let files = try report.files()
    let text = { (name: String) in String(decoding: files.first { $0.name == name }?.bytes ?? [], as: UTF8.self) }
    #expect(text("report.html").contains("Alike, or influenced?"))
    #expect(!text("report.html").contains("<b>taste"), "the data's words are escaped")
    #expect(text("influence.csv").hasPrefix("part,name,statistic,value,low,high,p,says,n,unit,note\nverdict,"))
    for file in files { #expect(!String(decoding: file.bytes, as: UTF8.self).contains("NaN"), "\(file.name)") }
  }

  @Test func withoutActionsThereIsNoSection() throws {
    let plain = try SyntheticLog.report(SyntheticLog.campaign(rows: 300))
    #expect(plain.model(edges: [])["influence"] == nil)
    #expect(!(try plain.files().contains { $0.name == "influence.csv" }))
  }

  @Test func nobodyActed() throws {
    let model = try Self.report(acts: false).model(edges: [])
    #expect(model.value(at: "influence.finding")?.stringValue == "unanswerable")
    #expect(model.value(at: "influence.funnel.undefined")?.stringValue == "no action has a time")
    try SentenceTests.expectBound(Self.report(acts: false), .english, "nobody acted")
  }

  @Test func threadsDoNotMatter() throws {
    #expect(try Self.report().files() == Self.report(execution: Execution(threads: 2)).files())
  }
}
