import Foundation
import Testing

@testable import KithCommand

struct ReportVerbTests {
  /// Only with --actions.
  private static let ofActions = ["influence.csv", "spreading.csv", "offers.csv"]

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
    #expect(Set(files.keys) == ReportVerb.owned.subtracting(Self.ofActions))
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
    #expect(Set(contents(bench, "report").keys) == ReportVerb.owned.subtracting(pictures + Self.ofActions))
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

  @Test func actionsTellWhatSpreadsAmongFriends() throws {
    let bench = try bench()
    try bench.put(Fixtures.actions, "actions.csv")
    let line = "kith report comments.csv --actions actions.csv --no-map --draws 59 -q -o "
    #expect(try bench.shell(line + "plain").status == 0)
    // By hand: jun and sora after mina, mina after yuna; 도토리 and 바다 at the same moment.
    #expect(
      bench.text("plain/spreading.csv") == """
        item,takers,after_friend,away,near
        tart,4,1,3,0
        cake,3,2,2,0

        """)
    #expect(bench.text("plain/offers.csv") == nil, "seven people prove nothing")
    #expect(bench.text("plain/report.md")?.contains("nothing is offered as advice") == true)
    // mina does not allow her takings to be used, nor jun to be offered anything; 바다 said nothing.
    try bench.put(
      "id,consent,may_contact\nmina,no,no\njun,yes,no\nsora,yes,yes\nyuna,예,예\n도토리,yes,yes\n하늘,yes,yes\n", "people.csv")
    #expect(try bench.shell(line + "asked --attributes people.csv").status == 0)
    #expect(bench.text("asked/spreading.csv") == "item,takers,after_friend,away,near\n")
    let model = try #require(bench.text("asked/report.json"))
    #expect(model.contains("\"withoutConsent\": 2") && model.contains("\"withoutContact\": 3"))
    try bench.put("id,consent\nmina,perhaps\n", "unclear.csv")
    let unclear = try bench.shell(line + "unclear --attributes unclear.csv")
    #expect(unclear.status == 65 && unclear.err.contains("must say yes or no"))
    #expect(!bench.names.contains("unclear"))
  }

  @Test func friendsMayComeFromATableOfTheirOwn() throws {
    let bench = try bench()
    try bench.put(Fixtures.actions, "actions.csv")
    try bench.put("from,to\nmina,바다\nyuna,바다\nnobody,mina\n", "friends.csv")
    let line = "kith report comments.csv --no-map --draws 59 -o "
    let outcome = try bench.shell(line + "report --actions actions.csv --friends friends.csv")
    #expect(outcome.status == 0 && outcome.err.contains("1 of 4 people with friends are not in the log: left out"))
    // mina took the tart after 바다, who took it after yuna; 바다 is one step from mina's cake.
    #expect(
      bench.text("report/spreading.csv") == """
        item,takers,after_friend,away,near
        cake,3,0,1,0
        tart,4,2,0,0

        """)
    #expect(bench.text("report/report.md")?.contains("those of the table of friends") == true)
    #expect(bench.text("report/run.json")?.contains("friends.csv") == true)
    #expect(try bench.shell(line + "idle --friends friends.csv").status == 64)
    try bench.put("x,y\nmina,바다\nyuna,바다\n", "unnamed.csv")
    let unnamed = try bench.shell(line + "unnamed --actions actions.csv --friends unnamed.csv")
    #expect(unnamed.status == 65 && unnamed.err.contains("--friends-columns"))
    let told = line + "told --actions actions.csv --friends unnamed.csv --friends-columns from,to"
    #expect(try bench.shell(told).status == 0)
    #expect(bench.text("told/spreading.csv") == bench.text("report/spreading.csv"))
    let twice = try bench.shell("cat friends.csv | " + line + "twice --actions - --friends -")
    #expect(twice.status == 64 && twice.err.contains("only once"))
  }
}
