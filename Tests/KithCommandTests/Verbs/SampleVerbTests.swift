import Testing

struct SampleVerbTests {
  @Test func samplesAreListed() throws {
    let out = try Workbench().kith("sample").out
    #expect(out.hasPrefix("name,title,summary\ncampaign,"))
    for name in ["karate", "medical-innovation", "world"] { #expect(out.contains("\n\(name),")) }
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

  @Test func aWorldIsMadeToMeasure() throws {
    let bench = try Workbench()
    let made = try bench.kith(
      "sample", "world", "--people", "60", "--periods", "8", "--influence", "0", "--seed", "3", "-o", "w")
    #expect(made.status == 0)
    let truth = try #require(bench.text("w/truth.json"))
    #expect(truth.contains("\"people\": 60") && truth.contains("\"influence_is_real\": false"))
    let people = try #require(bench.text("w/people.csv"))
    #expect(people.hasPrefix("id,taste,community\np01,"))
    for wrong in [
      ["sample", "world", "--people", "3"], ["sample", "world", "--influence", "nan"],
      ["sample", "karate", "--people", "60"], ["sample", "--homophily", "1"],
    ] {
      #expect(
        try bench.kith(wrong[0], wrong[1], wrong[2], wrong.count > 3 ? wrong[3] : "--quiet").status == 64, "\(wrong)")
    }
    #expect(bench.names == ["w"])
  }
}
