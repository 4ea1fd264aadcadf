import KithFoundation
import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Structural test")
struct StructuralTestTests {
  @Test("Two halves that act one after the other: their own company acts with them, strangers' does not")
  func halves() throws {
    var random = RandomStream(seed: 6, purpose: "structural test")
    var builder = GraphBuilder()
    for _ in 0..<300 {
      let half = 30 * random.below(2)
      builder.add(half + random.below(30), half + random.below(30))
    }
    let graph = builder.build(nodeCount: 60)
    let times = AdoptionTimes(
      periods: (0..<60).map { Int32(($0 < 30 ? 0 : 5) + random.below(5)) }, count: 10)
    let test = StructuralTest(exposure: NetworkExposure(lag: 0), draws: 59)
    let found = try #require(try test.result(of: times, over: graph))
    // The late half's strangers acted long before.
    #expect(found.twoSided <= 2.0 / 60)
    #expect(try test.result(of: times, over: graph, execution: Execution(threads: 2)) == found)
    let mean = try AdoptionThresholds(exposure: NetworkExposure(lag: 0)).of(times, over: graph).mean.value
    #expect(found.observed == mean)
  }

  @Test("Times without any pattern do not stand out")
  func null() throws {
    var random = RandomStream(seed: 2, purpose: "structural null")
    var builder = GraphBuilder()
    for _ in 0..<200 { builder.add(random.below(50), random.below(50)) }
    let graph = builder.build(nodeCount: 50)
    let times = AdoptionTimes(periods: (0..<graph.nodeCount).map { _ in Int32(random.below(8)) }, count: 8)
    let found = try #require(try StructuralTest(draws: 99).result(of: times, over: graph))
    #expect(found.twoSided > 0.02)
  }

  @Test("Nobody acted")
  func nobody() {
    let times = AdoptionTimes(periods: [Int32](repeating: AdoptionTimes.never, count: 34), count: 3)
    #expect(throws: KithError.self) { try StructuralTest().result(of: times, over: Karate.graph) }
    #expect(throws: KithError.self) { try StructuralTest(draws: 0).result(of: times, over: Karate.graph) }
  }
}
