import Testing

struct CommunitiesVerbTests {
  /// Two triangles joined by one relation.
  static let triangles = "from,to\na,b\nb,c\nc,a\nx,y\ny,z\nz,x\nc,x\n"

  private func bench(_ log: String = triangles) throws -> Workbench {
    let bench = try Workbench()
    try bench.put(log, "log.csv")
    return bench
  }

  @Test(arguments: ["leiden", "louvain"])
  func everyMethodDividesTheTriangles(method: String) throws {
    #expect(
      try bench().kith("communities", "log.csv", "--method", method, "--members").out
        == "community,id\n1,a\n1,b\n1,c\n2,x\n2,y\n2,z\n")
  }

  @Test func qualityAddsColumns() throws {
    #expect(
      try bench().kith("communities", "log.csv", "--quality").out == """
        community,people,share,leader,second,third,inside_share,conductance,density
        1,3,0.5,c,b,a,0.75,0.14285714285714285,0.5
        2,3,0.5,x,y,z,0.75,0.14285714285714285,0.5

        """)
  }

  @Test func consensusAddsStability() throws {
    let outcome = try bench().kith("communities", "log.csv", "--consensus", "5", "--members")
    #expect(outcome.out.hasPrefix("community,id,stability\n1,a,1\n"))
    #expect(outcome.err.contains("5 runs agree by 1 (mean AMI)"))
  }

  /// Nobody is with anybody for sure on a ring: the runs cut it anywhere.
  @Test func runsThatContradictEachOtherAreToldOf() throws {
    let ring = "from,to\n" + (0..<60).map { "p\($0),p\(($0 + 1) % 60)\n" }.joined()
    let outcome = try bench(ring).kith("communities", "log.csv", "--consensus", "10")
    #expect(outcome.status == 0)
    #expect(outcome.err.contains("warning[W407]"))
  }

  @Test func knownGroupsAreCompared() throws {
    let bench = try bench()
    try bench.put("name,club,shoe\na,red,1\nb,red,2\nc,red,1\nx,blue,2\ny,blue,1\nz,,2\nnobody,red,1\n", "known.csv")
    let outcome = try bench.kith("communities", "log.csv", "--compare", "known.csv")
    #expect(outcome.status == 0)
    let rows = outcome.out.split(separator: "\n")
    #expect(rows[0] == "known,people,communities,groups,nmi,ami,ari,vi")
    #expect(rows[1] == "club,5,2,2,1,1,1,0")
    #expect(rows[2].hasPrefix("shoe,6,2,2,"))
    #expect(outcome.err.contains("6 of 6 people are in the table; 1 of its rows are of nobody in the log"))
    try bench.put("id,club\nother,red\n", "apart.csv")
    #expect(
      try bench.kith("communities", "log.csv", "--compare", "apart.csv").out.hasSuffix("club,0,0,0,,,,\n"))
  }

  @Test(arguments: [
    ("id\na\n", 65, "one column"), ("id,x\n,1\n", 65, "no id"), ("id,x\na,1\na,2\n", 65, "also in line 2"),
    ("", 65, "empty"), ("id,x\na\n", 65, "fields"),
  ])
  func badTablesOfPeopleArePointedAt(table: String, code: Int32, message: String) throws {
    let bench = try bench()
    try bench.put(table, "people.csv")
    let outcome = try bench.kith("communities", "log.csv", "--describe", "--attributes", "people.csv")
    #expect(outcome.status == code)
    #expect(outcome.err.contains(message), "\(outcome.err)")
    #expect(try bench.kith("communities", "log.csv", "--compare", "absent.csv").status == 66)
  }

  @Test func portraitsTellPeopleTiesWordsAndTraits() throws {
    let bench = try bench()
    try bench.put(
      "id,city\n" + "abc".map { "\($0),Seoul\n" }.joined() + "xyz".map { "\($0),Busan\n" }.joined(), "p.csv")
    let sheet = try bench.kith(
      "communities", "log.csv", "--describe", "--attributes", "p.csv", "--format", "table"
    ).out
    #expect(
      sheet == """
        Community 1: 3 people (50%)
          leaders    c · b · a
          inside     75% of their contact stays inside
          tied to    community 2 (1)
          through    c
          traits     city = Seoul, 2 times as common (q 0.05)

        Community 2: 3 people (50%)
          leaders    x · y · z
          inside     75% of their contact stays inside
          tied to    community 1 (1)
          through    x
          traits     city = Busan, 2 times as common (q 0.05)

        """)
    let csv = try bench.kith("communities", "log.csv", "--describe", "--top", "1").out
    #expect(
      csv == """
        community,people,share,leaders,inside_share,conductance,bridges,bridge_people
        1,3,0.5,c; b; a,0.75,0.14285714285714285,2 (1),c

        """)
  }

  /// Thirty people of two towns who only meet their own.
  @Test func traitsMoreCommonThanChanceAreFound() throws {
    var log = "from,to\n"
    var people = "id,city\n"
    for town in ["n", "s"] {
      for one in 0..<15 {
        people += "\(town)\(one),\(town)\n"
        for other in 0..<15 where other != one { log += "\(town)\(one),\(town)\(other)\n" }
      }
    }
    let bench = try bench(log + "n0,s0\n")
    try bench.put(people, "p.csv")
    let out = try bench.kith("communities", "log.csv", "--describe", "--attributes", "p.csv").out
    #expect(out.contains("\"city = n, 2 times as common (q < 0.001)\"") && out.contains("city = s, 2 times"))
  }

  @Test func communitiesKeepTheirNumbersOverWindows() throws {
    let first = ["a,b", "b,c", "c,a", "x,y", "y,z", "z,x"]
    let log =
      "from,to,at\n" + first.map { $0 + ",2026-01-01\n" }.joined()
      + (first.prefix(3) + ["c,d", "a,d", "b,d"]).map { $0 + ",2026-01-02\n" }.joined()
    #expect(
      try bench(log).kith("communities", "log.csv", "--window", "1d").out == """
        start,end,community,people,event,from,overlap,leader
        2026-01-01T00:00:00Z,2026-01-02T00:00:00Z,1,3,start,,,a
        2026-01-01T00:00:00Z,2026-01-02T00:00:00Z,2,3,start,,,x
        2026-01-02T00:00:00Z,2026-01-03T00:00:00Z,1,4,grow,1,1,d
        2026-01-02T00:00:00Z,2026-01-03T00:00:00Z,2,0,death,,,

        """)
    #expect(
      try bench(log).kith("communities", "log.csv", "--window", "1d", "--members").out.contains(
        "2026-01-02T00:00:00Z,2026-01-03T00:00:00Z,1,d\n"))
    #expect(try bench().kith("communities", "log.csv", "--window", "1d").status == 1)
  }

  @Test(arguments: [
    (["--method", "leidn"], "did you mean leiden?"), (["--method", "pagerank"], "pagerank finds no communities"),
    (["--method", "label-propagation", "--resolution", "2"], "has no option --resolution"),
    (["--method", "components", "--directed"], "components has no option --directed"),
    (["--method", "components", "--consensus", "3"], "needs a method that depends on a seed"),
    (["--members", "--describe"], "choose one of --members and --describe"),
    (["--attributes", "x.csv"], "--attributes goes with --describe"),
    (["--quality", "--members"], "not with --members"),
    (["--quality", "--window", "1d"], "not with --window"), (["--runs", "0"], "--runs must be between"),
    (["--consensus", "1"], "--consensus must be between"), (["--objective", "size"], "modularity"),
  ])
  func requestsThatMakeNoSenseEndWith64(arguments: [String], message: String) throws {
    let outcome = try bench().shell("kith communities log.csv " + arguments.joined(separator: " "))
    #expect(outcome.status == 64)
    #expect(outcome.err.contains(message), "\(outcome.err)")
    #expect(outcome.out == "")
  }
}
