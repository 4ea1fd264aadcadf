import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Assortativity of numbers")
struct NumericAssortativityTests {
  @Test(
    "The girls' drinking in three waves", .enabled(if: HomophilyData.s50IsPresent, "../shared is absent"),
    arguments: [(1, 0.3903, 0.07934490467), (2, 0.3632, 0.09355343381), (3, 0.3762, 0.07483463310)])
  func s50(wave: Int, value: Double, error: Double) throws {
    let (graph, alcohol, _) = try HomophilyData.s50(wave: wave)
    let estimate = try NumericAssortativity().estimate(of: alcohol, over: graph)
    #expect(approximately(try defined(estimate.value), value, 5e-5))
    #expect(approximately(try defined(estimate.standardError), error, 1e-10))
  }

  @Test(
    "The girls' smoking in three waves, as numbers", .enabled(if: HomophilyData.s50IsPresent, "../shared is absent"),
    arguments: zip([1, 2, 3], [0.2441, 0.4126, 0.3402]))
  func smoking(wave: Int, expected: Double) throws {
    let (graph, _, smoking) = try HomophilyData.s50(wave: wave)
    let estimate = try NumericAssortativity().estimate(of: smoking.codes.map(Double.init), over: graph)
    #expect(approximately(try defined(estimate.value), expected, 5e-5))
  }

  @Test("Two groups as 0 and 1 say the same as groups")
  func agreesWithGroups() throws {
    let groups = try Assortativity().estimate(of: HomophilyData.clubs, over: Karate.graph)
    let numbers = try NumericAssortativity().estimate(of: HomophilyData.clubNumbers, over: Karate.graph)
    #expect(approximately(try defined(groups.value), try defined(numbers.value), 1e-12))
    #expect(approximately(try defined(groups.standardError), try defined(numbers.standardError), 1e-10))
  }

  @Test("A correlation over edge ends, on random graphs", arguments: 0..<24)
  func slow(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 4 < 2)
    let values = HomophilyData.randomValues(edges.nodeCount, seed: seed)
    let estimate = try NumericAssortativity().estimate(of: values, over: edges.graph)
    guard let value = estimate.value.value else { return }
    let ends = HomophilyData.ends(edges.graph) { !values[$0].isNaN }
    let total = ends.reduce(0) { $0 + $1.weight }
    let mean = { (x: (Int, Int) -> Double) in ends.reduce(0) { $0 + $1.weight * x($1.source, $1.target) } / total }
    let (x, y) = (mean { a, _ in values[a] }, mean { _, b in values[b] })
    let spread = mean { a, _ in (values[a] - x) * (values[a] - x) } * mean { _, b in (values[b] - y) * (values[b] - y) }
    let expected = mean { a, b in (values[a] - x) * (values[b] - y) } / spread.squareRoot()
    #expect(approximately(value, expected, 1e-9), "\(edges)")
    // Neither another zero nor another unit changes a correlation.
    let moved = try NumericAssortativity().estimate(of: values.map { 1e6 - 3 * $0 }, over: edges.graph)
    #expect(approximately(try defined(moved.value), value, 1e-6), "\(edges)")
  }

  @Test func undefinedSaysWhy() throws {
    let reason = { (values: [Double]) in
      var builder = GraphBuilder()
      builder.add(0, 1)
      builder.add(1, 0)
      return try NumericAssortativity().estimate(of: values, over: builder.build(nodeCount: values.count)).value
        .undefined
    }
    #expect(try reason([.nan, .infinity]) == "nobody's value is known")
    #expect(try reason([0.1, 0.1]) == "everyone's value is the same")
    #expect(try reason([0.1, 0.1, 7]) == "all edges have the same value at an end")
    #expect(try reason([1, .nan, 2]) == "no edge joins people of known value")
  }
}
