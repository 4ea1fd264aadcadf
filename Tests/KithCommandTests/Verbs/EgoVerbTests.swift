import Testing

struct EgoVerbTests {
  private func bench(_ log: String = Fixtures.comments) throws -> Workbench {
    let bench = try Workbench()
    try bench.put(log, "log.csv")
    return bench
  }

  @Test func peopleAroundSomeone() throws {
    let outcome = try bench().kith("ego", "log.csv", "--person", "mina")
    #expect(
      outcome.out == """
        step,id,addresses,addressed,relations
        0,mina,0,0,5
        1,jun,1,1,4
        1,sora,2,0,3
        1,yuna,1,0,1
        1,도토리,1,0,1

        """)
    #expect(
      outcome.err == """
        mina: 4 people within 1 step, 7 relations; 2 among the others (density 0.1667), who fall into 3 pieces without \
        mina

        """)
  }

  @Test func relationsAmongThem() throws {
    let bench = try bench("from,to\na,b\nb,c\nc,a\nc,d\nd,e\n")
    #expect(
      try bench.kith("ego", "log.csv", "--person", "a", "--relations").out
        == "from,to,weight\na,b,1\nb,c,1\nc,a,1\n")
    #expect(
      try bench.kith("ego", "log.csv", "--person", "a", "--steps", "2", "--outgoing").out.hasPrefix(
        "step,id,addresses,addressed,relations\n0,a,0,0,2\n1,b,0,1,2\n2,c,1,0,2\n"))
    #expect(
      try bench.kith("ego", "log.csv", "--person", "e", "--undirected").out
        == "step,id,weight,relations\n0,e,0,1\n1,d,1,1\n")
    #expect(try bench.kith("ego", "log.csv", "--person", "a", "--steps", "0").out.split(separator: "\n").count == 2)
  }

  @Test func wrongRequestsAreRefused() throws {
    #expect(try bench().kith("ego", "log.csv", "--person", "mina", "--steps", "-1").status == 64)
    #expect(try bench().kith("ego", "log.csv").status == 64)
    #expect(try bench().kith("ego", "log.csv", "--person", "minna").status == 1)
  }
}
