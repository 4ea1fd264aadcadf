import Testing

struct SampleVerbTests {
  @Test func samplesAreListed() throws {
    let out = try Workbench().kith("sample").out
    #expect(out.hasPrefix("name,title,summary\ncampaign,"))
    for name in ["karate", "medical-innovation"] { #expect(out.contains("\n\(name),")) }
  }

  @Test func aSampleIsAFolderOfItsFiles() throws {
    let bench = try Workbench()
    let written = try bench.kith("sample", "karate", "-o", "k")
    #expect(written.out == "k/README.md\nk/edges.csv\nk/people.csv\n")
    #expect(try bench.kith("sample", "karate", "-o", "k").status == 73)
    #expect(try bench.kith("sample", "karate", "-o", "k", "--force").status == 0)
    #expect(try bench.kith("sample", "karate", "-o", "no/k").status == 73)
    #expect(bench.names == ["k"])
    // 1 and 34 led the two sides; most friends meet 34.
    #expect(
      try bench.kith("scores", "k/edges.csv", "--measure", "degree", "--top", "2").out
        == "rank,id,degree\n1,34,17\n2,1,16\n")
  }
}
