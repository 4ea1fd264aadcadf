import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Disparity filter")
struct DisparityFilterTests {
  @Test("One strong relation among weak ones stands out")
  func star() throws {
    // Node 0 addresses four; seen from there 97 of 100 is (3/100)³, and a hundredth is (99/100)³.
    let graph = Graph(
      sources: [0, 0, 0, 0], targets: [1, 2, 3, 4], weights: [97, 1, 1, 1], nodeCount: 5)
    let chances = try DisparityFilter().scores(in: graph)
    #expect(approximately(chances.values[0], 0.000027, 1e-15))
    #expect(chances.values[1...].allSatisfy { approximately($0, 0.970299, 1e-12) })
    let backbone = try DisparityFilter(alpha: 0.05).backbone(of: graph)
    #expect(backbone.nodeCount == 5 && backbone.edgeEnds.targets == [1] && backbone.out.weights == [97])
    #expect(brokenPromises(of: backbone) == [])
  }

  @Test("A person's only relation does not stand out for them, nor does one of weight 0")
  func degree() throws {
    let graph = Graph(sources: [0, 2, 3], targets: [1, 3, 4], weights: [5, 0, 2], nodeCount: 5, isDirected: false)
    #expect(try DisparityFilter().scores(in: graph).values == [1, 1, 1])
    let nothing = Graph(sources: [0, 0], targets: [1, 2], weights: [0, 0], nodeCount: 3)
    #expect(try DisparityFilter().scores(in: nothing).values == [1, 1])
    #expect(try DisparityFilter(alpha: 1).backbone(of: nothing).edgeCount == 0)
  }

  @Test("Equals the formula, by either end or both", arguments: 0..<60)
  func formula(seed: Int) throws {
    let edges = RandomEdges(seed: UInt64(seed), isDirected: seed % 2 == 0, isWeighted: true)
    for rule in DisparityFilter.Rule.allCases {
      let filter = DisparityFilter(alpha: 0.2, rule: rule)
      for graph in [edges.graph, withSelfEdges(edges.graph)] {
        let scores = try filter.scores(in: graph, execution: Execution(threads: 3))
        for edge in 0..<scores.edges.count {
          let (source, target) = (Int(scores.edges.sources[edge]), Int(scores.edges.targets[edge]))
          let weight = Double(scores.edges.weight(at: edge))
          let ends = [chance(weight, source, graph.out), chance(weight, target, graph.in)]
          let expected = source == target ? 1 : rule == .either ? ends.min()! : ends.max()!
          #expect(abs(scores.values[edge] - expected) <= 1e-9 * expected, "\(edges)")
        }
      }
      let scores = try filter.scores(in: edges.graph)
      let shuffled = try filter.scores(in: edges.shuffledGraph(3), execution: Execution(threads: 2))
      #expect(scores.values.map(\.bitPattern) == shuffled.values.map(\.bitPattern), "\(edges)")
      if !edges.graph.isWeighted { continue }
      let backbone = try filter.backbone(of: edges.graph, execution: Execution(threads: 2))
      let kept = (0..<scores.edges.count).filter { scores.values[$0] < 0.2 }
      #expect(backbone.edgeEnds.sources == kept.map { scores.edges.sources[$0] }, "\(edges)")
      #expect(backbone.edgeEnds.targets == kept.map { scores.edges.targets[$0] }, "\(edges)")
      #expect(backbone.isDirected == edges.isDirected && brokenPromises(of: backbone) == [], "\(edges)")
    }
  }

  @Test("Refuses what it cannot answer")
  func errors() {
    let negative = Graph(sources: [0], targets: [1], weights: [-1], nodeCount: 2)
    for (filter, graph) in [
      (DisparityFilter(alpha: 0), Karate.weighted), (DisparityFilter(alpha: .nan), Karate.weighted),
      (DisparityFilter(), Karate.graph), (DisparityFilter(), negative),
    ] {
      #expect(throws: KithError.self) { try filter.backbone(of: graph) }
    }
    #expect(throws: Never.self) {
      try DisparityFilter().backbone(of: Graph(sources: [], targets: [], nodeCount: 0))
    }
  }

  /// (1 − w/s)^(k − 1) by repeated multiplication.
  private func chance(_ weight: Double, _ node: Int, _ rows: Adjacency) -> Double {
    let row = (rows.offsets[node]..<rows.offsets[node + 1]).filter {
      Int(rows.neighbors[$0]) != node && rows.weight(at: $0) > 0
    }
    if row.count < 2 || weight == 0 { return 1 }
    let strength = row.reduce(0.0) { $0 + Double(rows.weight(at: $1)) }
    return (1..<row.count).reduce(1.0) { chance, _ in chance * (1 - weight / strength) }
  }
}
