import Foundation
import Testing

struct CascadeMapArgumentsTests {
  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.put(Fixtures.comments, "comments.csv")
    return bench
  }

  @Test func drawsTheLargestOneAboutAnItemAndOneBegunBySomebody() throws {
    let bench = try bench()
    let draw = { (what: [String]) in
      try bench.shell("kith map comments.csv -f dot " + what.joined(separator: " ")).out
    }
    let largest = try draw(["--cascade", "largest"])
    #expect(largest.contains("layout=dot") && largest.contains("mina") && largest.contains("where it started"))
    #expect(try draw(["--cascade", "p1"]) == largest)
    #expect(try draw(["--cascade", "mina"]) == largest)
    #expect(try draw(["--cascade", "p2"]).contains("도토리"))
    let timeline = try draw(["--timeline", "--color-by", "channel"])
    #expect(timeline.contains("layout=nop2") && timeline.contains("instagram"))
    #expect(try draw(["--cascade", "largest", "--times", "--time-zone", "Asia/Seoul"]).contains("1 Jun 09:00"))
    #expect(try draw(["--cascade", "largest", "-j", "2"]) == largest)
  }

  @Test(arguments: ["svg", "png", "pdf"]) func writesPictures(format: String) throws {
    let bench = try bench()
    for form in [["--cascade", "largest"], ["--timeline"]] {
      let outcome = try bench.shell(
        "kith map comments.csv -o cascade.\(format) --force " + form.joined(separator: " "))
      #expect(outcome.status == 0, "\(outcome.err)")
    }
  }

  @Test(arguments: [
    (["--cascade", "nobody"], 1, "neither an item nor a person"),
    (["--cascade", "jun"], 1, "no cascade begins with"),
    (["--timeline", "--brand", "minna"], 1, "did you mean \"mina\"?"),
    (["--times"], 64, "--times goes with --cascade"),
    (["--timeline", "--times"], 64, "goes with a tree"),
    (["--cascade", "largest", "--max-members", "0"], 64, "must be between 1 and 500"),
  ])
  func saysWhatIsWrong(arguments: [String], status: Int32, words: String) throws {
    let outcome = try bench().shell("kith map comments.csv -f dot " + arguments.joined(separator: " "))
    #expect(outcome.status == status)
    #expect(outcome.err.contains(words), "\(outcome.err)")
  }

  @Test func aLogWithoutTimesHasNone() throws {
    let bench = try bench()
    try bench.put(Fixtures.edges, "edges.csv")
    let outcome = try bench.kith("map", "edges.csv", "-f", "dot", "--cascade", "largest")
    #expect(outcome.status == 1 && outcome.err.contains("no row has a time"))
    #expect(try bench.kith("report", "edges.csv", "-o", "report").status == 0)
    #expect(bench.text("report/cascades.csv") == nil)
    #expect(bench.text("report/report.md")?.contains("no row has a time") == true)
  }

  @Test func aReportTellsTheBrandFromTheCustomers() throws {
    let bench = try bench()
    let outcome = try bench.kith("report", "comments.csv", "-o", "report", "--no-map", "--brand", "mina")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(bench.text("report/report.md")?.contains("Was it the campaign or the customers?") == true)
    #expect(bench.text("report/run.json")?.contains("\"brand\"") == true)
    #expect(try bench.kith("report", "comments.csv", "-o", "other", "--no-map", "--brand", "minna").status == 1)
  }
}
