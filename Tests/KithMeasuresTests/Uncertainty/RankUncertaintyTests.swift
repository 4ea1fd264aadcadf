import KithFoundation
import KithGraph
import KithMeasures
import KithStatistics
import KithTestSupport
import Testing

@Suite("Rank uncertainty")
struct RankUncertaintyTests {
  private let inStrength = DegreeCentrality(.in, isWeighted: true)

  // MARK: Known answers

  @Test("A wide lead is certain; people who tie share the places they tie for")
  func certain() throws {
    let graph = Graph(sources: [1, 2, 3], targets: [0, 0, 0], weights: [900, 900, 900], nodeCount: 5)
    let intervals = try RankUncertainty(measure: inStrength, topCount: 1).intervals(in: graph)
    #expect(intervals[0] == RankInterval(rank: 1, low: 1, high: 1, chanceOfTop: 1))
    for node in 1...4 { #expect(intervals[node] == RankInterval(rank: 2, low: 2, high: 5, chanceOfTop: 0)) }
  }

  @Test("Who loses every relation is last")
  func gone() throws {
    // Each of the two pairs vanishes in e^-1 of the draws.
    let graph = Graph(sources: [0, 2], targets: [1, 3], nodeCount: 4)
    let measure = DegreeCentrality(.out)
    let intervals = try RankUncertainty(measure: measure, draws: 2_000, level: 0.5, topCount: 2).intervals(in: graph)
    // Both there: 0 and 2 first. Only the first: 0, 1, then both others. None: all share.
    let there = 1 - 0.36788
    let expected = there * there + there * 0.36788 + 0.36788 * 0.36788 / 2
    #expect(approximately(intervals[0].chanceOfTop, expected, 0.04))
    #expect(intervals[0].low == 1 && intervals[1].high == 4)
    #expect(approximately(intervals.intervals.reduce(0) { $0 + $1.chanceOfTop }, 2, 1e-9))
  }

  // MARK: Coverage

  @Test(
    "Intervals hold the true rank at least as often as they say, and chances of the top add up", arguments: [0.8, 0.9])
  func coverage(level: Double) throws {
    let (people, worlds, topCount) = (40, 40, 5)
    var (held, asked) = (0, 0)
    for world in 0..<worlds {
      var random = RandomStream(seed: 11, purpose: "coverage", index: UInt64(world))
      var (truth, sample) = (GraphBuilder(), GraphBuilder())
      let fame = (0..<people).map { _ in 0.2 + 4 * random.unit() * random.unit() * random.unit() }
      for source in 0..<people {
        for target in 0..<people where source != target && random.below(6) == 0 {
          let rate = fame[target] * (0.5 + random.unit())
          truth.add(source, target, weight: Float(rate))
          for _ in 0..<Poisson(mean: rate).draw(using: &random) { sample.add(source, target) }
        }
      }
      let trueRanks = inStrength.scores(in: truth.build(nodeCount: people)).ranks
      let uncertainty = RankUncertainty(
        measure: inStrength, draws: 60, level: level, topCount: topCount, seed: UInt64(world))
      let intervals = try uncertainty.intervals(in: sample.build(nodeCount: people))
      held += (0..<people).count { intervals[$0].low <= trueRanks[$0] && trueRanks[$0] <= intervals[$0].high }
      asked += people
      let top = intervals.intervals.reduce(0) { $0 + $1.chanceOfTop }
      #expect(approximately(top, Double(topCount), 1e-9))
    }
    let coverage = Double(held) / Double(asked)
    #expect(coverage >= level - 0.015, "\(coverage)")
    #expect(coverage < 1)
  }

  // MARK: Logs

  private func log(_ rows: [(String, String, Float)]) -> InteractionLog {
    var builder = InteractionLogBuilder(file: "memory")
    for (line, row) in rows.enumerated() {
      builder.append(actor: row.0, target: row.1, weight: row.2, line: line + 2)
    }
    return builder.finish()
  }

  private func randomRows(_ seed: UInt64, isWeighted: Bool) -> [(String, String, Float)] {
    var random = RandomStream(seed: seed, purpose: "random rows")
    return (0..<120).map { _ in
      let (a, b) = (random.below(12), random.below(12))
      return ("p\(a)", "p\(b)", isWeighted ? Float(1 + random.below(9)) / 3 : 1)
    }
  }

  @Test(
    "The order of rows and the number of threads change no byte", arguments: [false, true], EdgeStrength.allCases)
  func sameBytes(isWeighted: Bool, strength: EdgeStrength) throws {
    let rows = randomRows(3, isWeighted: isWeighted)
    let uncertainty = RankUncertainty(measure: PageRank(tolerance: 1e-8), draws: 30)
    let intervals = { (rows: [(String, String, Float)], threads: Int) in
      let log = self.log(rows)
      return try uncertainty.intervals(
        in: Graph(log, strength: strength), of: log, strength: strength, execution: Execution(threads: threads)
      ).intervals
    }
    let given = try intervals(rows, 1)
    #expect(given == (try intervals(rows.reversed(), 1)))
    #expect(given == (try intervals(rows.sorted { $0.2 < $1.2 }, 3)))
  }

  @Test("Rows of one weight are the same as counts")
  func countsEqualRows() throws {
    let rows = randomRows(8, isWeighted: false)
    let log = log(rows)
    let graph = Graph(log, strength: .count)
    let uncertainty = RankUncertainty(measure: inStrength, draws: 40)
    #expect(try uncertainty.intervals(in: graph).intervals == uncertainty.intervals(in: graph, of: log).intervals)
  }

  @Test("One heavy row is less certain than many light ones")
  func heavyRows() throws {
    let rows =
      [("a", "heavy", 40)] + (0..<40).map { ("b\($0 % 5)", "light", Float(1.001)) } + [
        ("c", "third", 20), ("d", "third", 1.5),
      ]
    let log = log(rows)
    let graph = Graph(log)
    let intervals = try RankUncertainty(measure: inStrength, draws: 200).intervals(in: graph, of: log)
    let (heavy, light) = (graph.names!.index(of: "heavy")!, graph.names!.index(of: "light")!)
    #expect(intervals[light].high <= 3)
    #expect(intervals[heavy].high == graph.nodeCount)
  }

  @Test("Undirected views, parts of a network, and only some people")
  func views() throws {
    let log = log(randomRows(21, isWeighted: false))
    let graph = Graph(log, strength: .count)
    let uncertainty = RankUncertainty(measure: DegreeCentrality(.all, isWeighted: true), draws: 25)
    let whole = try uncertainty.intervals(in: graph.undirected(), of: log)
    let some = try uncertainty.intervals(in: graph.undirected(), of: log, people: [7, 2])
    #expect(some.people == [7, 2] && some.intervals == [whole[7], whole[2]])
    #expect(whole.intervals == (try uncertainty.intervals(in: graph.undirected())).intervals)
  }

  @Test("Self-edges of a graph are drawn like others")
  func selfEdges() throws {
    for (name, graph) in everyKind(4, maxNodes: 12) {
      let intervals = try RankUncertainty(measure: inStrength, draws: 20).intervals(in: graph)
      #expect(
        intervals.intervals.allSatisfy { 1 <= $0.low && $0.low <= $0.high && $0.high <= graph.nodeCount }, "\(name)")
    }
  }

  // MARK: Errors

  @Test("Rows that are not the network's")
  func mismatch() throws {
    let log = log([("a", "b", 1), ("b", "c", 1)])
    let other = self.log([("a", "b", 1), ("c", "b", 1)])
    let uncertainty = RankUncertainty(measure: inStrength)
    expectError(.badData) { _ = try uncertainty.intervals(in: Graph(other), of: log) }
    expectError(.badData) { _ = try uncertainty.intervals(in: Karate.graph, of: log) }
    expectError(.badData) { _ = try uncertainty.intervals(in: negativeWeight) }
  }

  @Test("What the measure throws in a draw is thrown; cancelling stops")
  func failures() {
    // Draws that lose one of the two edges have no cycle.
    let pair = Graph(sources: [0, 1], targets: [1, 0], nodeCount: 2)
    expectError(.answerIsNo) {
      _ = try RankUncertainty(measure: EigenvectorCentrality()).intervals(in: pair, execution: Execution(threads: 2))
    }
    #expect(throws: CancellationError.self) {
      try RankUncertainty(measure: PageRank())
        .intervals(in: Karate.graph, execution: Execution(isCancelled: { true }))
    }
  }

  @Test("Options out of range; no people")
  func options() throws {
    expectError(.usage) { _ = try RankUncertainty(measure: inStrength, draws: 0).intervals(in: Karate.graph) }
    for level in [0, 1, -1, .nan] {
      expectError(.usage) { _ = try RankUncertainty(measure: inStrength, level: level).intervals(in: Karate.graph) }
    }
    expectError(.usage) { _ = try RankUncertainty(measure: inStrength, topCount: 0).intervals(in: Karate.graph) }
    #expect(try RankUncertainty(measure: inStrength).intervals(in: emptyGraph(0)).intervals == [])
    #expect(try RankUncertainty(measure: inStrength, draws: 1).intervals(in: emptyGraph(1))[0].high == 1)
  }
}
