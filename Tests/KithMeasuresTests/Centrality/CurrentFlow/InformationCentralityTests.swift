import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Information centrality")
struct InformationCentralityTests {
  @Test(
    "Every score of the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: ["karate", "lesmis", "dolphins"])
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    let expected = try #require(reference.vector("information_centrality (nx current_flow_closeness)"))
    let scores = try InformationCentrality(usesWeights: false).scores(in: reference.graph)
    for node in expected.indices {
      #expect(approximately(scores[node], expected[node], 1e-8 * expected[node]), "\(name), node \(node)")
    }
  }

  @Test("Equals resistances solved for pair by pair, in the largest part", arguments: 0..<8)
  func pairs(seed: Int) throws {
    for (name, graph) in everyKind(seed, maxNodes: 12) {
      let z = mutualStrengths(graph)
      let sums = z.indices.map { source in
        z.indices.reduce(into: (people: 1, sum: 0.0)) { total, target in
          if target == source { return }
          guard let potential = potentials(z, from: source, to: target) else { return }
          total = (total.people + 1, total.sum + potential[source])
        }
      }
      let largest = sums.map(\.people).max()!
      let inLargest = sums.indices.filter { sums[$0].people == largest }
      guard largest > 1, inLargest.count == largest else {
        expectError(.answerIsNo) { _ = try InformationCentrality().scores(in: graph) }
        continue
      }
      let expected = sums.map { $0.people == largest ? 1 / $0.sum : .nan }
      let scores = try InformationCentrality().scores(in: graph)
      for node in expected.indices {
        let isEqual =
          scores[node].isNaN && expected[node].isNaN || approximately(scores[node] / expected[node], 1, 1e-9)
        #expect(isEqual, "\(name), node \(node): \(scores[node]), not \(expected[node])")
      }
    }
  }

  @Test("In series resistances add, in parallel conductances; outside the largest part there is no value")
  func known() throws {
    let graph = Graph(sources: [0, 1, 4], targets: [1, 2, 5], weights: [2, 1, 1], nodeCount: 6, isDirected: false)
    let scores = try InformationCentrality().scores(in: graph)
    #expect(approximately(scores[0], 1 / (0.5 + 1.5), 1e-12) && approximately(scores[1], 1 / 1.5, 1e-12))
    #expect(scores.values[3...].allSatisfy(\.isNaN) && scores.undefined != nil)
    let mutual = Graph(sources: [0, 1], targets: [1, 0], nodeCount: 2)
    for usesWeights in [true, false] {
      let scores = try InformationCentrality(usesWeights: usesWeights).scores(in: mutual)
      #expect(approximately(scores[0], 2, 1e-12) && approximately(scores[1], 2, 1e-12))
    }
  }

  @Test("No people, nobody connected, two largest parts, too large")
  func degenerate() throws {
    #expect(try InformationCentrality().scores(in: emptyGraph(0)).values == [])
    expectError(.answerIsNo) { _ = try InformationCentrality().scores(in: emptyGraph(3)) }
    let tied = Graph(sources: [0, 2], targets: [1, 3], nodeCount: 4)
    expectError(.answerIsNo) { _ = try InformationCentrality().scores(in: tied) }
    let weightless = Graph(sources: [0], targets: [1], weights: [0], nodeCount: 2)
    expectError(.answerIsNo) { _ = try InformationCentrality().scores(in: weightless) }
    expectError(.limit) { _ = try InformationCentrality().scores(in: path(2_600, isDirected: false)) }
    expectError(.badData) { _ = try InformationCentrality().scores(in: negativeWeight) }
  }
}
