import KithMeasures
import Testing

struct ScoresVerbTests {
  private func bench(_ log: String = Fixtures.comments) throws -> Workbench {
    let bench = try Workbench()
    try bench.put(log, "log.csv")
    return bench
  }

  @Test(arguments: [
    (["--measure", "in-degree", "--damping", "0.5"], "in-degree has no option --damping"),
    (["--alpha", "0.1"], "have no option --alpha"),
    (["--measure", "in-degree,in-degree"], "names in-degree twice"),
    (["--measure", "leiden"], "use `kith communities --method leiden`"),
    (["--measure", "concentration"], "use `kith report -o report`"),
    (["--measure", ""], "names no measure"), (["--measure", "xyzzy"], "`kith measures` lists them"),
    (["--draws", "5"], "--draws goes with --uncertainty"), (["--uncertainty", "--draws", "0"], "--draws must be"),
    (["--uncertainty", "--lowest"], "not with --lowest"), (["--uncertainty", "--window", "1d"], "not with --window"),
    (["--uncertainty", "--measure", "disparity"], "disparity has none"),
    (["--measure", "katz", "--alpha", "9"], "choose below"),
    (["--measure", "personalized-pagerank"], "restart is empty"),
    (["--damping", "1"], "--damping must be at least 0 and below 1"),
    (["--epsilon", "2"], "--epsilon must be between 0 and 1"),
    (["--step", "1d"], "--step goes with --window"),
    (["--expanding"], "--expanding needs a --step"),
    (["--expanding", "--window", "1d", "--step", "1d"], "give no --window"),
    (["--window", "7"], "--window takes a width such as 7d"),
    (["--window", "1d", "--step", "0d"], "--step takes a width"),
    (["--window", "1y"], "takes a width such as"),
  ])
  func requestsThatMakeNoSenseEndWith64(arguments: [String], message: String) throws {
    let outcome = try bench().shell(
      "kith scores log.csv " + arguments.map { "'\($0)'" }.joined(separator: " "))
    #expect(outcome.status == 64)
    #expect(outcome.err.contains(message), "\(outcome.err)")
    #expect(outcome.out == "")
  }

  @Test func ranksHaveARangeWhenTheRowsAreDrawnAgain() throws {
    let rows = (0..<200).map { "fan\($0),star\n" }.joined() + "a,b\nc,d\n"
    let out = try bench("from,to\n" + rows).kith(
      "scores", "log.csv", "--measure", "in-degree", "--uncertainty", "--draws", "40", "--top-count", "1", "--top", "2"
    ).out
    let lines = out.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    #expect(lines[0] == ["rank", "rank_low", "rank_high", "id", "in_degree", "p_top"])
    #expect(lines[1] == ["1", "1", "1", "star", "200", "1"])
    #expect(lines[2][0] == "2" && lines[2][1] == "2" && Int(lines[2][2]) ?? 0 > 100 && lines[2][5] == "0")
  }

  @Test func restartsAreIdsOfTheLog() throws {
    let bench = try bench("from,to\n\"a,b\",c\nc,d\nd,\"a,b\"\n")
    #expect(
      try bench.kith("scores", "log.csv", "--measure", "personalized-pagerank", "--restart", "a,b", "--top", "1").out
        .contains("1,\"a,b\","))
    #expect(try bench.kith("scores", "log.csv", "--measure", "personalized-pagerank", "--restart", "c,d").status == 0)
    let unknown = try bench.kith("scores", "log.csv", "--measure", "personalized-pagerank", "--restart", "c,e")
    #expect(unknown.status == 1)
    #expect(unknown.err.contains("nobody is called \"e\""))
  }

  @Test func approximationsSayHowFarOffTheyMayBe() throws {
    let outcome = try bench().kith(
      "scores", "log.csv", "--measure", "betweenness", "--epsilon", "0.3", "--format", "json")
    #expect(outcome.out.contains("Here approximated: within 0.3 of the exact value with probability 0.9; "))
    let told = try bench().kith("scores", "log.csv", "--measure", "betweenness", "--epsilon", "0.3")
    #expect(told.err.contains("betweenness: within 0.3 of the exact value with probability 0.9; "))
  }

  @Test func exactScoresComeWhereTheyCostLessThanApproximations() throws {
    let tight = try bench().kith("scores", "log.csv", "--measure", "betweenness", "--epsilon", "0.001")
    #expect(tight.err.contains("takes more random paths than there are people: computed exactly"))
    #expect(tight.out == (try bench().kith("scores", "log.csv", "--measure", "betweenness").out))
  }

  @Test func undefinedCellsStayEmptyAndSayWhy() throws {
    let outcome = try bench("from,to\na,b\nc,c\n").kith("scores", "log.csv", "--measure", "participation")
    #expect(outcome.out == "rank,id,participation\n1,a,0\n1,b,0\n,c,\n")
    #expect(
      outcome.err
        == "participation: 1 person without a value: people without relations have nothing to spread\n")
  }

  @Test func theOptionsUserIsNamed() throws {
    let outcome = try bench().kith("scores", "log.csv", "--measure", "in-degree", "--damping", "0.5")
    #expect(outcome.err.contains("it belongs to pagerank"))
  }

  @Test func undirectedTakesEveryRelationAsMutual() throws {
    let bench = try bench("from,to\na,b\nb,a\na,c\n")
    #expect(
      try bench.kith("scores", "log.csv", "--undirected", "--measure", "in-degree,strength").out
        == "rank,id,in_degree,strength\n1,a,2,3\n2,b,1,2\n2,c,1,1\n")
  }

  @Test func backbonesThinTheNetworkOut() throws {
    let bench = try bench("from,to,weight\na,b,9\nb,c,9\nc,a,1\nx,a,1\n")
    let outcome = try bench.kith("scores", "log.csv", "--measure", "degree", "--backbone", "k-core:2")
    #expect(outcome.out == "rank,id,degree\n1,a,2\n1,b,2\n1,c,2\n4,x,0\n")
    #expect(outcome.err == "backbone k-core:2: 3 of 4 relations\n")
    #expect(
      try bench.kith("scores", "log.csv", "--measure", "degree", "--backbone", "spanning-tree").err
        == "backbone spanning-tree: 3 of 4 relations\n")
    for wrong in ["k-core", "k-core:0", "disparity:2", "disparity:nan", "tree", "spanning-tree:1", ""] {
      #expect(try bench.kith("scores", "log.csv", "--backbone", wrong).status == 64, "\(wrong)")
    }
  }

  @Test func measuresOfRelationsGiveARowEach() throws {
    let bench = try bench("from,to,weight\na,b,9\nb,c,9\nc,a,1\n")
    #expect(
      try bench.kith("scores", "log.csv", "--measure", "spanning-tree").out
        == "rank,from,to,weight,spanning_tree\n1,a,b,9,1\n1,b,c,9,1\n3,c,a,1,0\n")
    #expect(
      try bench.kith("scores", "log.csv", "--measure", "spanning-tree", "--lowest", "--top", "1").out
        == "rank,from,to,weight,spanning_tree\n1,c,a,1,0\n")
  }

  @Test func idsAreNeverMistakenForAnythingElse() throws {
    let bench = try bench("from,to\n\"=1+1\",\"a,\"\"b\"\"\"\nNaN,\"a,\"\"b\"\"\"\n")
    #expect(
      try bench.kith("scores", "log.csv", "--measure", "in-degree", "--excel").out
        == "\u{FEFF}rank,id,in_degree\n1,\"a,\"\"b\"\"\",2\n2,\"'=1+1\",0\n2,NaN,0\n")
    let json = try bench.kith("scores", "log.csv", "--measure", "in-degree", "--format", "jsonl").out
    #expect(json.hasPrefix("{\"rank\":1,\"id\":\"a,\\\"b\\\"\",\"in_degree\":2}\n"))
  }

  @Test func anEstimateComputesNothing() throws {
    let bench = try bench()
    let outcome = try bench.kith("scores", "log.csv", "--measure", "pagerank,in-degree", "--estimate")
    #expect(outcome.status == 0)
    let lines = outcome.out.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(lines.map { $0[0] } == ["part", "log", "graph", "pagerank", "in-degree", "total", "available"])
    #expect(lines[1][1] == "1400")
    #expect(outcome.err.contains("14 rows read: 7 people, 11 relations"))
    #expect(
      try bench.kith("scores", "log.csv", "--estimate", "--format", "json").out.contains("\"kith.estimate/1\""))
  }

  /// A gigabyte of holes: the rows are guessed, nothing is read.
  @Test func anEstimateOfALargeFileGoesByItsBytes() throws {
    let bench = try bench()
    let outcome = try bench.shell(
      "{ echo from,to; yes a,b | head -c 40000000; } > big.csv; kith scores big.csv --estimate")
    #expect(outcome.status == 0)
    #expect(outcome.err.contains("by the size of the input") && outcome.err.contains("about 10,000,00"))
    #expect(outcome.out.contains("log,1000000"))
  }

  private static let graphMeasure = MeasureRegistry.all.first { $0.result == .graph }?.name

  @Test(.enabled(if: graphMeasure != nil, "a measure of the whole network"))
  func measuresOfTheNetworkGiveOneRow() throws {
    let entry = try #require(Self.graphMeasure)
    let out = try bench().kith("scores", "log.csv", "--measure", entry).out
    #expect(out.split(separator: "\n").count == 2)
    let mixed = try bench().kith("scores", "log.csv", "--measure", "pagerank,\(entry)")
    #expect(mixed.status == 64)
    #expect(mixed.err.contains("--measure pagerank; then --measure \(entry)"))
    let top = try bench().kith("scores", "log.csv", "--measure", entry, "--top", "3")
    #expect(top.status == 64)
  }
}
