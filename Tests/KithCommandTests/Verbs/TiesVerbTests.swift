import Testing

struct TiesVerbTests {
  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.put(Fixtures.comments, "log.csv")
    try bench.put(Fixtures.edges, "edges.csv")
    return bench
  }

  @Test func aPairByItsSixQuestions() throws {
    let outcome = try bench().kith(
      "ties", "log.csv", "--person", "mina", "--with", "jun", "--time-zone", "Asia/Seoul", "--format", "table")
    #expect(outcome.status == 0 && outcome.err == "")
    for text in [
      "with whom", "mina and jun", "mina addressed jun", "comment ×1, reply ×1", "p1 ×2", "instagram ×2",
      "2026-06-01 09:00", "9–10 ×2", "Mon ×2", "5 minutes",
    ] {
      #expect(outcome.out.contains(text), "\(text) in \(outcome.out)")
    }
  }

  @Test func tiesOfOnePersonStrongestFirst() throws {
    let out = try bench().kith("ties", "log.csv", "--person", "mina").out
    let lines = out.split(separator: "\n").map(String.init)
    #expect(
      lines[0] == "id,with,strength,given,received,reciprocity,how,why,where,channels,items,first,last")
    // sora addressed mina on the first day and on the last.
    #expect(lines[1].hasPrefix("mina,sora,1.7") && lines.count == 5)
    #expect(lines.allSatisfy { $0.hasPrefix("mina,") || $0.hasPrefix("id,") })
    #expect(!out.lowercased().contains("nan"))
  }

  @Test func coolingTiesAreThoseThatFellSilent() throws {
    let outcome = try bench().kith("ties", "log.csv", "--cooling", "--window", "12h")
    #expect(outcome.status == 0)
    #expect(outcome.err.contains("8 ties over 6 windows:"), "\(outcome.err)")
    #expect(outcome.out.contains("jun,mina,dormant,,"))
    let heating = try bench().kith("ties", "log.csv", "--heating", "--window", "12h").out
    #expect(!heating.contains("dormant"))
  }

  @Test func withoutTimesThereAreCountsButNoTrends() throws {
    let counts = try bench().kith("ties", "edges.csv")
    #expect(counts.status == 0 && counts.out.contains("jun,mina,,1,1,1,"))
    let trends = try bench().kith("ties", "edges.csv", "--dynamics")
    #expect(trends.status == 1 && trends.err.contains("E405") && trends.err.contains("no row has a time"))
  }

  @Test(arguments: [
    (["--with", "jun"], 64, "--with goes with --person"), (["--person", "nobody"], 1, "nobody is called"),
    (["--person", "mina", "--with", "바다"], 1, "never addressed each other"),
    (["--cooling", "--heating"], 64, "choose one"), (["--window", "7d"], 64, "--window goes with --dynamics"),
    (["--dynamics", "--recent", "0"], 64, "--recent must be between"),
    (["--dynamics", "--window", "30d"], 1, "whole windows"),
    (["--half-life", "soon"], 64, "--half-life takes a width"),
    (["--top", "0"], 64, "--top must be at least 1"),
  ])
  func requestsWithoutAnAnswer(arguments: [String], status: Int32, message: String) throws {
    let outcome = try bench().shell("kith ties log.csv " + arguments.joined(separator: " "))
    #expect(outcome.status == status, "\(outcome.err)")
    #expect(outcome.err.contains(message), "\(outcome.err)")
  }

  @Test func peopleWhoAddressOnlyThemselvesHaveNoTies() throws {
    let bench = try Workbench()
    try bench.put("from,to\na,a\nb,b\n", "alone.csv")
    let outcome = try bench.kith("ties", "alone.csv")
    #expect(outcome.status == 1 && outcome.err.contains("there are no ties"))
  }
}
