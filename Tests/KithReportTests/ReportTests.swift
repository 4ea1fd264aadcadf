import Foundation
import KithFoundation
import KithGraph
import KithMaps
import KithOutput
import Testing

@testable import KithReport

@Suite struct ReportTests {
  @Test func writesEveryFileAndListsIt() throws {
    var report = try SyntheticLog.report(SyntheticLog.campaign(rows: 300))
    let picture = Array("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>x</title></svg>".utf8)
    report = Report(
      analysis: report.analysis, drawing: try report.analysis.map().drawing(), mapSVG: picture,
      cascade: try #require(report.analysis.cascadeMap()).tree(), cascadeSVG: picture, run: report.run)
    let files = try report.files()
    #expect(
      files.map(\.name) == [
        "report.html", "report.md", "report.json", "scores.csv", "communities.csv", "edges.csv", "cascades.csv",
        "triggers.csv", "map.svg", "map.dot", "cascade.svg", "cascade.dot", "run.json",
      ])
    let run = try #require(try JSONSerialization.jsonObject(with: Data(files.last!.bytes)) as? [String: Any])
    let outputs = try #require(run["outputs"] as? [[String: Any]])
    #expect(outputs.count == files.count - 1)
    for (output, file) in zip(outputs, files) {
      #expect(output["sha256"] as? String == SHA256Digest.of(file.bytes).hexadecimal)
      #expect(output["bytes"] as? Int == file.bytes.count)
    }
  }

  @Test(arguments: [2, 5])
  func sameBytesForShuffledRowsAndAnyThreads(seed: Int) throws {
    let rows = SyntheticLog.campaign()
    let expected = try SyntheticLog.report(rows).files()
    let shuffled = try SyntheticLog.report(
      SyntheticLog.shuffled(rows, seed: UInt64(seed)), execution: Execution(threads: seed))
    #expect(try shuffled.files() == expected)
  }

  @Test func edgesReadAsTheGraph() throws {
    let report = try SyntheticLog.report([
      .init(actor: "b", target: "a"), .init(actor: "b", target: "a"), .init(actor: "c,d", target: "b"),
      .init(actor: "x", target: "x"),
    ])
    let files = try report.files()
    let text = { (name: String) in String(decoding: files.first { $0.name == name }!.bytes, as: UTF8.self) }
    #expect(text("edges.csv") == "from,to,weight\nb,a,2\n\"c,d\",b,1\n")
    #expect(text("scores.csv").hasPrefix("rank,id,pagerank,in_degree,in_strength,out_degree,out_strength,"))
    #expect(text("scores.csv").split(separator: "\n")[1].hasPrefix("1,a,"))
    #expect(
      text("communities.csv").hasPrefix(
        "community,people,share,weight_inside,weight_across,inside_share,leader\n1,3,0.75,"))
  }

  @Test func emptyLogsHaveAReport() throws {
    for rows in [[], [SyntheticLog.Row(actor: nil, target: nil)], [SyntheticLog.Row(actor: "a", target: "a", time: 5)]]
    {
      for file in try SyntheticLog.report(rows).files() {
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.firstMatch(of: /\b(nan|NaN|inf)\b/) == nil, "\(file.name)")
        #expect(!file.bytes.isEmpty)
      }
      let page = String(decoding: try SyntheticLog.report(rows).files()[0].bytes, as: UTF8.self)
      #expect(page.contains("no network to describe"))
    }
  }

  @Test func oneWrongYearDoesNotSwellThePage() throws {
    let rows = [
      SyntheticLog.Row(actor: "a", target: "b", time: Timestamp.earliest.milliseconds, kind: "x", channel: "y"),
      SyntheticLog.Row(actor: "b", target: "a", time: Timestamp.latest.milliseconds, kind: "z", channel: "y"),
    ]
    let files = try SyntheticLog.report(rows, options: ReportOptions(utcOffsetMinutes: -720)).files()
    #expect(files[0].bytes.count < 200_000)
    #expect(files[1].bytes.count < 50_000)
  }

  @Test func undefinedAnswersSayWhy() throws {
    let report = try SyntheticLog.report([.init(actor: "a", target: "b")])
    let model = report.model(edges: [])
    #expect(model.value(at: "timeline.undefined")?.stringValue == "no row has a time")
    #expect(model.value(at: "firstMovers.undefined") != nil)
    #expect(model.value(at: "cascades.undefined")?.stringValue == "no row has a time")
    #expect(model.value(at: "communities.words.undefined") != nil)
    let page = String(decoding: try report.files()[1].bytes, as: UTF8.self)
    #expect(page.contains("A time column would open"))
    #expect(page.contains("A kind column would open"))
  }

  @Test func theCommandNamesNoInput() throws {
    var report = try SyntheticLog.report([.init(actor: "a", target: "b")])
    var run = RunManifest(version: "1", command: "report", arguments: ["my log.csv", "--title", "it's <b>"])
    run.inputs = [.init(path: "my log.csv", bytes: 1, sha256: "00")]
    report = Report(analysis: report.analysis, run: run)
    let page = String(decoding: try report.files()[0].bytes, as: UTF8.self)
    #expect(page.contains("kith report INPUT --title &#39;it&#39;\\&#39;&#39;s &lt;b&gt;&#39; -o DIR"))
    #expect(!page.contains("my log"))
  }
}
