import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Current-flow betweenness")
struct CurrentFlowBetweennessTests {
  @Test(
    "Every score of the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: ["karate", "lesmis", "dolphins"])
  func references(name: String) throws {
    let reference = try ReferenceGraph(name)
    let expected = try #require(reference.vector("current_flow_betweenness_normalized (nx)"))
    expectEqual(try CurrentFlowBetweenness(usesWeights: false).scores(in: reference.graph), expected, name)
  }

  @Test("Equals the current of each pair, solved for one by one", arguments: 0..<8)
  func pairs(seed: Int) throws {
    for (name, graph) in everyKind(seed, maxNodes: 12) {
      let z = mutualStrengths(graph)
      let n = z.count
      var expected = [Double](repeating: 0, count: n)
      for source in 0..<n {
        for target in 0..<source {
          guard let potential = potentials(z, from: source, to: target) else { continue }
          for node in 0..<n where node != source && node != target {
            expected[node] += (0..<n).reduce(0) { $0 + z[node][$1] * abs(potential[node] - potential[$1]) } / 2
          }
        }
      }
      if n > 2 { expected = expected.map { 2 * $0 / Double((n - 1) * (n - 2)) } }
      expectEqual(try CurrentFlowBetweenness().scores(in: graph), expected, within: 1e-9, name)
    }
  }

  @Test("A path's middle carries everything, a cycle shares; parts do not see each other")
  func known() throws {
    let line = try CurrentFlowBetweenness().scores(in: path(3, isDirected: true))
    expectEqual(line, [0, 1, 0], within: 1e-12, "path")
    let square = Graph(sources: [0, 1, 2, 3], targets: [1, 2, 3, 0], nodeCount: 4, isDirected: false)
    // Between opposite corners half goes each way; past a neighbour's edge a quarter.
    expectEqual(
      try CurrentFlowBetweenness().scores(in: square), [Double](repeating: (0.5 + 2 * 0.25) / 3, count: 4),
      within: 1e-12, "square")
    let parts = Graph(sources: [0, 1, 3], targets: [1, 2, 4], nodeCount: 6, isDirected: false)
    expectEqual(try CurrentFlowBetweenness().scores(in: parts), [0, 0.1, 0, 0, 0, 0], within: 1e-12, "parts")
    #expect(try CurrentFlowBetweenness().scores(in: emptyGraph(0)).values == [])
    #expect(try CurrentFlowBetweenness().scores(in: emptyGraph(2)).values == [0, 0])
  }

  @Test("Threads and the order of rows change no bit")
  func sameBytes() throws {
    let graph = RMAT(scale: 7, edgeFactor: 3, seed: 2).graph()
    let serial = try CurrentFlowBetweenness().scores(in: graph)
    let parallel = try CurrentFlowBetweenness().scores(in: graph, execution: Execution(threads: 3))
    #expect(serial.values == parallel.values)
    let edges = RandomEdges(seed: 5, isWeighted: true)
    let shuffled = try CurrentFlowBetweenness().scores(in: edges.shuffledGraph(2)).values
    #expect(try CurrentFlowBetweenness().scores(in: edges.graph).values == shuffled)
  }

  @Test("Bad weights, too large a network, cancelling")
  func errors() {
    expectError(.badData) { _ = try CurrentFlowBetweenness().scores(in: negativeWeight) }
    expectError(.limit) { _ = try CurrentFlowBetweenness().scores(in: path(2_600, isDirected: false)) }
    #expect(throws: CancellationError.self) {
      try CurrentFlowBetweenness().scores(in: Karate.graph, execution: Execution(isCancelled: { true }))
    }
  }
}

/// Potentials when a unit of current enters at `source` and leaves at `target`; nil where they are not connected.
func potentials(_ weights: [[Double]], from source: Int, to target: Int) -> [Double]? {
  var part: Set = [target]
  for _ in weights.indices {
    for node in part { part.formUnion(weights.indices.filter { weights[node][$0] > 0 }) }
  }
  guard part.contains(source) else { return nil }
  let nodes = part.subtracting([target]).sorted()
  let matrix = nodes.map { a in
    nodes.map { b in a == b ? weights[a].reduce(0, +) : -weights[a][b] }
  }
  let solution = solve(matrix, nodes.map { $0 == source ? 1 : 0 })
  var potentials = [Double](repeating: 0, count: weights.count)
  for (node, value) in zip(nodes, solution) { potentials[node] = value }
  return potentials
}
