import Testing

/// Reliability of outputs: existing, missing, full, closed, gone.
struct OutputTests {
  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.put(Fixtures.comments, "comments.csv")
    return bench
  }

  @Test func anExistingFileIsRefusedAndForceReplacesIt() throws {
    let bench = try bench()
    try bench.put("old", "scores.csv")
    let refused = try bench.kith("scores", "comments.csv", "-o", "scores.csv")
    #expect(refused.status == 73)
    #expect(refused.err.contains("scores.csv already exists") && refused.err.contains("--force"))
    #expect(bench.text("scores.csv") == "old")
    #expect(try bench.kith("scores", "comments.csv", "-o", "scores.csv", "--force").status == 0)
    #expect(bench.text("scores.csv")?.hasPrefix("rank,id,pagerank") == true)
    #expect(bench.names == ["comments.csv", "scores.csv"])
  }

  @Test func aMissingFolderIsNamedBeforeReading() throws {
    let outcome = try bench().kith("scores", "absent.csv", "-o", "no/scores.csv")
    #expect(outcome.status == 73)
    #expect(outcome.err.contains("the folder of no/scores.csv does not exist"))
  }

  @Test func theInputIsNeverTheOutput() throws {
    let bench = try bench()
    let outcome = try bench.kith("scores", "comments.csv", "-o", "./comments.csv", "--force")
    #expect(outcome.status == 64)
    #expect(outcome.err.contains("is the input"))
    #expect(bench.text("comments.csv") == Fixtures.comments)
    #expect(try bench.kith("scores", "comments.csv", "--rejects", "comments.csv").status == 64)
  }

  @Test func fullDevicesAreErrors() throws {
    let bench = try bench()
    for line in [
      "kith scores comments.csv > /dev/full", "kith scores comments.csv -o /dev/full", "kith --help > /dev/full",
      "kith measures > /dev/full", "kith completions bash > /dev/full",
    ] {
      let outcome = try bench.shell(line)
      #expect(outcome.status == 74, "\(line)")
      #expect(outcome.err.contains("no space left"), "\(line)")
    }
  }

  @Test func closedOutputIsAnError() throws {
    let outcome = try bench().shell("kith scores comments.csv >&-")
    #expect(outcome.status == 74)
    #expect(outcome.err.contains("standard output is closed"))
  }

  @Test func closedOutputDoesNotLeakIntoFiles() throws {
    let bench = try bench()
    #expect(try bench.shell("kith scores comments.csv -o scores.csv >&- 2>&- <&-").status == 0)
    #expect(bench.text("scores.csv")?.hasPrefix("rank,id,pagerank") == true)
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let bench = try bench()
    var log = "from,to\n"
    for person in 0..<20_000 { log += "person\(person),person\(person / 2)\n" }
    try bench.put(log, "big.csv")
    let outcome = try bench.shell("set -o pipefail; kith scores big.csv | head -1")
    #expect(outcome.status == 0)
    #expect(outcome.out == "rank,id,pagerank,in_degree,in_strength,out_degree,out_strength\n")
    #expect(outcome.err == "")
  }

  @Test func anUnwritableRejectsFileFailsBeforeReading() throws {
    let outcome = try bench().kith("scores", "absent.csv", "--rejects", "no/bad.csv")
    #expect(outcome.status == 73)
  }

  @Test func theModeFollowsTheUmask() throws {
    let bench = try bench()
    let outcome = try bench.shell(
      "umask 077; kith scores comments.csv -o a.csv; umask 022; kith scores comments.csv -o b.csv; stat -c %a a.csv b.csv"
    )
    #expect(outcome.out == "600\n644\n")
  }

  @Test(arguments: [
    ("csv", "rank,id"), ("tsv", "rank\tid"), ("json", "{\n"), ("jsonl", "{\"rank\":1"), ("md", "| rank | id |"),
  ])
  func theExtensionPicksTheFormat(name: String, start: String) throws {
    let bench = try bench()
    #expect(try bench.kith("scores", "comments.csv", "-o", "scores." + name).status == 0)
    #expect(bench.text("scores." + name)?.hasPrefix(start) == true)
  }

  @Test func pathsWithOddNamesWork() throws {
    let bench = try bench()
    try bench.put(Fixtures.edges, "-x")
    try bench.put(Fixtures.edges, "a\nb 한글.csv")
    #expect(try bench.kith("scores", "--", "-x").status == 0)
    #expect(try bench.kith("scores", "a\nb 한글.csv").status == 0)
  }
}
