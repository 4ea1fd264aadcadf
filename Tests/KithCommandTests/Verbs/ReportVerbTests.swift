import Foundation
import Testing

@testable import KithCommand

struct ReportVerbTests {
  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.put(Fixtures.comments, "comments.csv")
    return bench
  }

  private func contents(_ bench: Workbench, _ folder: String) -> [String: Data] {
    let path = bench.folder.appendingPathComponent(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path.path)) ?? []
    return Dictionary(
      uniqueKeysWithValues: names.map { ($0, (try? Data(contentsOf: path.appendingPathComponent($0))) ?? Data()) })
  }

  @Test func theFolderHoldsWhatIsPromisedTheSameEveryTime() throws {
    let bench = try bench()
    let first = try bench.kith("report", "comments.csv", "-o", "report", "-j", "1")
    #expect(first.status == 0, "\(first.err)")
    #expect(first.out == "report/report.html\n")
    let files = contents(bench, "report")
    #expect(Set(files.keys) == ReportVerb.owned.subtracting(["influence.csv"]))
    #expect(files.values.allSatisfy { !$0.isEmpty })
    #expect(try bench.kith("report", "comments.csv", "-o", "again", "-j", "3", "-q").status == 0)
    #expect(contents(bench, "again") == files)
  }

  @Test func anEarlierReportIsReplacedOnlyByForceAndOnlyIfItIsOne() throws {
    let bench = try bench()
    #expect(try bench.kith("report", "comments.csv", "-o", "report").status == 0)
    let refused = try bench.kith("report", "absent.csv", "-o", "report")
    #expect(refused.status == 73)
    #expect(try bench.kith("report", "comments.csv", "-o", "report", "--force", "--no-map").status == 0)
    let pictures = ["map.svg", "map.dot", "cascade.svg", "cascade.dot"]
    #expect(Set(contents(bench, "report").keys) == ReportVerb.owned.subtracting(pictures + ["influence.csv"]))
    try bench.put("mine", "report/notes.txt")
    let kept = try bench.kith("report", "comments.csv", "-o", "report", "--force")
    #expect(kept.status == 73)
    #expect(kept.err.contains("notes.txt"))
    #expect(bench.text("report/notes.txt") == "mine")
  }

  @Test func theManifestTellsHowToRepeatIt() throws {
    let bench = try bench()
    #expect(
      try bench.kith(
        "report", "comments.csv", "-o", "report", "--kinds", "comment,reply", "--no-map", "-j", "2", "--seed", "7",
        "--on-bad-row", "skip", "--allow-skips"
      ).status == 0)
    let manifest = try #require(bench.text("report/run.json"))
    let digest = try bench.shell("sha256sum < comments.csv").out.prefix(64)
    #expect(manifest.contains(String(digest)))
    #expect(manifest.contains("\"--kinds\"") && manifest.contains("\"seed\": 7"))
    for absent in ["\"-j\"", "\"-o\"", bench.folder.path] {
      #expect(!manifest.contains(absent), "\(absent)")
    }
  }
}
