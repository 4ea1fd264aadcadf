import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Personalised PageRank")
struct PersonalizedPageRankTests {
  @Test(
    "Every score of the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: ReferenceGraph.names)
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    let expected = try #require(
      reference.vector("personalized_pagerank_d0.85_reset_node0 (nx: dangling->personalization)"))
    let scores = try PersonalizedPageRank(restart: ["0"], usesWeights: false)
      .scores(in: reference.graphWithSelfEdges)
    expectEqual(scores, expected, name)
  }

  @Test("Equals the solution of the linear system on random graphs", arguments: 0..<15)
  func solvesTheSystem(seed: Int) throws {
    for (name, graph) in everyKind(seed, maxNodes: 25) {
      let n = graph.nodeCount
      let (first, last) = (seed % n, n - 1)
      var jump = [Double](repeating: 0, count: n)
      jump[first] += 0.25
      jump[last] += 0.75
      let walk = dense(graph).map { row in
        let strength = row.reduce(0, +)
        return strength > 0 ? row.map { $0 / strength } : jump
      }
      let matrix = transposed(walk).enumerated().map { i, row in
        row.enumerated().map { j, chance in (i == j ? 1 : 0) - 0.85 * chance }
      }
      let expected = solve(matrix, jump.map { 0.15 * $0 })
      let measure = PersonalizedPageRank(restart: ["\(last)", "\(first)"], weights: [3, 1])
      expectEqual(try measure.scores(in: graph), expected, within: 1e-9, name)
      #expect(approximately(try measure.scores(in: graph).values.reduce(0, +), 1, 1e-12), "\(name)")
    }
  }

  @Test("Returning to everyone equally is PageRank where nobody is dangling")
  func everyone() throws {
    let all = try PersonalizedPageRank(restart: (0..<34).map(String.init)).scores(in: Karate.weighted)
    expectEqual(all, try PageRank(tolerance: 1e-13).scores(in: Karate.weighted).values, within: 1e-10, "karate")
  }

  @Test("Out of reach is 0; the order of ids changes nothing; ids may repeat")
  func restart() throws {
    let graph = Graph(sources: [0, 2], targets: [1, 0], nodeCount: 4)
    let scores = try PersonalizedPageRank(restart: ["0"]).scores(in: graph)
    #expect(scores.values[2...] == [0, 0])
    let one = try PersonalizedPageRank(restart: ["0", "3", "2"]).scores(in: graph)
    #expect(one.values == (try PersonalizedPageRank(restart: ["2", "0", "3"]).scores(in: graph)).values)
    let twice = try PersonalizedPageRank(restart: ["0", "3", "0"]).scores(in: graph)
    #expect(twice.values == (try PersonalizedPageRank(restart: ["0", "3"], weights: [2, 1]).scores(in: graph)).values)
  }

  @Test("Unknown ids are told, with the nearest there is")
  func unknown() throws {
    var builder = GraphBuilder()
    builder.add(0, 1)
    let graph = builder.build(nodeCount: 3, names: NameTable(["hana", "jisoo", "minho"]))
    #expect(try PersonalizedPageRank(restart: ["minho"]).scores(in: graph).values == [0, 0, 1])
    #expect {
      try PersonalizedPageRank(restart: ["hana", "jiso"]).scores(in: graph)
    } throws: { error in
      guard let error = error as? KithError else { return false }
      return error.exitCode == .usage && error.diagnostic.message.contains("jiso")
        && error.diagnostic.help == "did you mean \"jisoo\"?"
    }
    for id in ["nobody", "", "0"] {
      expectError(.usage) { _ = try PersonalizedPageRank(restart: [id]).scores(in: graph) }
    }
    for id in ["3", "-1", "x"] {
      expectError(.usage) { _ = try PersonalizedPageRank(restart: [id]).scores(in: emptyGraph(3)) }
    }
    expectError(.usage) { _ = try PersonalizedPageRank(restart: ["0"]).scores(in: emptyGraph(0)) }
  }

  @Test("Threads and the order of rows change no bit")
  func sameBytes() throws { try expectSameBytes(PersonalizedPageRank(restart: ["0"])) }

  @Test(
    "Options out of range",
    arguments: [
      PersonalizedPageRank(restart: []), PersonalizedPageRank(restart: ["0"], damping: 1),
      PersonalizedPageRank(restart: ["0"], tolerance: 0), PersonalizedPageRank(restart: ["0"], maxIterations: 0),
      PersonalizedPageRank(restart: ["0"], weights: []), PersonalizedPageRank(restart: ["0"], weights: [0]),
      PersonalizedPageRank(restart: ["0", "1"], weights: [-1, 2]),
      PersonalizedPageRank(restart: ["0"], weights: [.nan]),
    ])
  func options(measure: PersonalizedPageRank) { expectError(.usage) { _ = try measure.scores(in: Karate.graph) } }

  @Test("Bad weights, too few iterations")
  func errors() {
    expectError(.badData) { _ = try PersonalizedPageRank(restart: ["0"]).scores(in: negativeWeight) }
    expectError(.notConverged) {
      _ = try PersonalizedPageRank(restart: ["0"], maxIterations: 3).scores(in: Karate.graph)
    }
  }
}
