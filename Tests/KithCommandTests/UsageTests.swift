import Testing

struct UsageTests {
  @Test(arguments: [
    (["scors"], "did you mean `kith scores`?"), (["xyzzy"], "the verbs are report, inspect"),
    (["scores", "--topp", "3", "-"], "Did you mean '--top'?"),
    (["scores", "--top", "0", "-"], "--top must be at least 1"),
    (["scores", "--damping", "1.5", "-"], "--damping must be at least 0 and below 1"),
    (["scores", "--measure", "pagernak", "-"], "did you mean pagerank?"),
    (["scores", "--threads", "0", "-"], "--threads must be between"),
    (["scores", "-", "-"], "standard input (-) can be read only once"),
    (["scores", "-", "--format", "table", "-o", "x"], "--format table is for terminals"),
    (["scores", "-", "--format", "markdown", "--excel"], "--excel goes with csv or tsv"),
    (["scores", "-", "--since", "soon"], "--since takes a time such as"),
    (["scores", "-", "--since", "2026-06-02", "--until", "2026-06-01"], "is not before --until"),
    (["scores", "-", "--time-zone", "Asia/Soul"], "did you mean Asia/Seoul?"),
    (["scores", "-", "--rejects", "x", "--on-bad-row", "skip"], "--rejects goes with --on-bad-row collect"),
    (["scores", "-", "--max-decompressed", "lots"], "--max-decompressed takes a size"),
    (["scores", "-", "-o", "scores.xlsx"], ".xlsx is not a format of results"),
    (["communities", "-", "--resolution", "0"], "--resolution must be above 0"),
    (["map", "-", "-o", "map.jpg"], "does not end in .svg, .png, .pdf or .dot"),
    (["map", "-", "-o", "svg"], "does not end in"),
    (["report", "-"], "--output"), (["sample", "karat"], "did you mean karate?"),
    (["measures", "in-degre"], "did you mean in-degree?"),
    (["completions", "tcsh"], "tcsh"),
  ])
  func wrongUsageIsNamedAndEndsWith64(arguments: [String], message: String) throws {
    let bench = try Workbench()
    let outcome = try bench.shell("kith " + arguments.map { "'\($0)'" }.joined(separator: " ") + " < /dev/null")
    #expect(outcome.status == 64, "\(outcome.err)")
    #expect(outcome.err.contains(message), "\(outcome.err)")
    #expect(outcome.err.hasPrefix("error[E7"))
    #expect(outcome.out == "")
    #expect(bench.names == [])
  }

  @Test func abbreviatedVerbsAreNotAccepted() throws {
    #expect(try Workbench().kith("score", "-").status == 64)
  }

  @Test func aBadVariableIsAConfigurationError() throws {
    let bench = try Workbench()
    try bench.put(Fixtures.edges, "edges.csv")
    let outcome = try bench.kith("scores", "edges.csv", environment: ["KITH_THREADS": "many"])
    #expect(outcome.status == 78)
    #expect(outcome.err.contains("KITH_THREADS is \"many\""))
  }

  @Test func withJSONResultsErrorsAreJSONToo() throws {
    let outcome = try Workbench().kith("scores", "absent.csv", "--format", "json")
    #expect(outcome.status == 66)
    #expect(outcome.err.hasPrefix("{\"severity\":\"error\",\"code\":\"E1"))
    #expect(outcome.err.split(separator: "\n").count == 1)
    #expect(try Workbench().kith("scores", "--format=json", "--nonsense").err.hasPrefix("{\"severity\""))
  }
}
