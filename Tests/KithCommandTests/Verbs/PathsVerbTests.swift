import Testing

struct PathsVerbTests {
  private func bench(_ log: String = Fixtures.comments) throws -> Workbench {
    let bench = try Workbench()
    try bench.put(log, "log.csv")
    return bench
  }

  @Test func aPathIsToldStepByStep() throws {
    let bench = try bench("from,to,weight\na,b,4\nb,c,0.5\na,c,0.1\n")
    #expect(
      try bench.kith("paths", "log.csv", "--from-person", "a", "--to-person", "c").out
        == "step,id,distance,weight\n0,a,0,\n1,c,1,0.10000000149011612\n")
    #expect(
      try bench.kith("paths", "log.csv", "--from-person", "a", "--to-person", "c", "--weighted").out
        == "step,id,distance,weight\n0,a,0,\n1,b,0.25,4\n2,c,2.25,0.5\n")
    #expect(
      try bench.kith("paths", "log.csv", "--from-person", "c", "--to-person", "a", "--incoming").out
        == "step,id,distance,weight\n0,c,0,\n1,a,1,0.10000000149011612\n")
  }

  @Test func everyoneReachedIsListedNearestFirst() throws {
    let outcome = try bench().kith("paths", "log.csv", "--from-person", "yuna")
    #expect(outcome.out == "id,distance,previous\nmina,1,yuna\njun,2,mina\nsora,3,jun\n")
    #expect(outcome.err == "yuna reaches 3 of 6 other people, the farthest at 3\n")
    #expect(
      try bench().kith("paths", "log.csv", "--from-person", "yuna", "--undirected", "--top", "1").out
        == "id,distance,previous\nmina,1,yuna\n")
  }

  /// b hears of it too late to tell c, but in time to tell d.
  @Test func inTimeNobodyPassesOnWhatHasNotReachedThem() throws {
    let bench = try bench(
      "from,to,at\nb,c,2026-01-01T10:00Z\na,b,2026-01-01T11:00Z\nb,d,2026-01-01T12:00Z\nb,c,2026-01-01T11:00Z\n")
    let outcome = try bench.kith("paths", "log.csv", "--from-person", "a", "--in-time")
    #expect(outcome.out == "id,at,steps,previous\nb,2026-01-01T11:00:00Z,1,a\nd,2026-01-01T12:00:00Z,2,b\n")
    #expect(outcome.err == "in time a can have reached 2 of 3 other people\n")
    #expect(
      try bench.kith("paths", "log.csv", "--from-person", "a", "--to-person", "d", "--in-time").out
        == "id,at,steps,previous\na,,0,\nb,2026-01-01T11:00:00Z,1,a\nd,2026-01-01T12:00:00Z,2,b\n")
    #expect(try bench.kith("paths", "log.csv", "--from-person", "a", "--to-person", "c", "--in-time").status == 1)
    #expect(
      try bench.kith("paths", "log.csv", "--from-person", "c", "--in-time", "--influence").out
        == "id,at,steps,previous\nb,2026-01-01T10:00:00Z,1,c\na,2026-01-01T11:00:00Z,2,b\n")
    #expect(try bench.kith("paths", "log.csv", "--from-person", "a", "--in-time", "--weighted").status == 64)
    #expect(try bench.kith("paths", "log.csv", "--from-person", "a", "--influence").status == 64)
    let untimed = try self.bench(Fixtures.edges).kith("paths", "log.csv", "--from-person", "jun", "--in-time")
    #expect(untimed.status == 1)
  }

  @Test func noPathEndsWith1() throws {
    let outcome = try bench().kith("paths", "log.csv", "--from-person", "sora", "--to-person", "yuna")
    #expect(outcome.status == 1)
    #expect(outcome.out == "")
    #expect(
      outcome.err.contains("error[E413]: no path leads from sora to yuna") && outcome.err.contains("--undirected"))
  }

  @Test func somebodyUnknownIsNamed() throws {
    let outcome = try bench().kith("paths", "log.csv", "--from-person", "yunna")
    #expect(outcome.status == 1)
    #expect(outcome.err.contains("did you mean \"yuna\"?"))
    #expect(try bench().kith("paths", "log.csv").status == 64)
  }

  /// A chain of 100,000 people does not overflow anything.
  @Test func aLongChainIsWalked() throws {
    let bench = try bench()
    let made = try bench.shell(
      "{ echo from,to; seq 0 99998 | awk '{print $1 \",\" $1+1}'; } > chain.csv")
    #expect(made.status == 0)
    let outcome = try bench.kith("paths", "chain.csv", "--from-person", "0", "--to-person", "99999")
    #expect(outcome.status == 0)
    #expect(outcome.out.hasSuffix("\n99999,99999,99999,1\n"))
  }
}
