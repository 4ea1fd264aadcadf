import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("Building graphs")
struct GraphBuilderTests {
  @Test("Parallel edges merge, self-edges are dropped, both are counted")
  func countsWhatItDrops() {
    var builder = GraphBuilder()
    for (a, b) in [(0, 1), (2, 2), (0, 1), (1, 0), (0, 1)] { builder.add(a, b) }
    let graph = builder.build(nodeCount: 4)
    #expect(builder.selfEdges == 1)
    #expect(builder.merged == 2)
    #expect(graph.edgeCount == 2)
    #expect(graph.out.offsets == [0, 1, 2, 2, 2])
    #expect(graph.out.neighbors == [1, 0])
    #expect(graph.out.weights == [3, 1])
    #expect(graph.in.neighbors == [1, 0])
    #expect(graph.in.weights == [1, 3])
    #expect(graph.totalWeight == 4)
  }

  @Test("No nodes, one node, no edges")
  func emptyGraphs() {
    for nodeCount in 0...2 {
      for isDirected in [true, false] {
        var builder = GraphBuilder(isDirected: isDirected)
        let graph = builder.build(nodeCount: nodeCount)
        #expect(graph.nodeCount == nodeCount)
        #expect(graph.edgeCount == 0)
        #expect(!graph.isWeighted)
        #expect(brokenPromises(of: graph) == [])
      }
    }
  }

  @Test("Weights given late count 1 for the edges before")
  func weightsComeLate() {
    var builder = GraphBuilder()
    builder.add(0, 1)
    builder.add(0, 2, weight: 2.5)
    builder.add(1, 2)
    #expect(builder.build(nodeCount: 3).out.weights == [1, 2.5, 1])
  }

  @Test("Parallel weights that sum to 1 leave an unweighted graph")
  func unitWeightsVanish() {
    var builder = GraphBuilder()
    builder.add(0, 1, weight: 0.25)
    builder.add(0, 1, weight: 0.75)
    #expect(!builder.build(nodeCount: 2).isWeighted)
  }

  @Test("Zero and negative zero weigh the same in any order")
  func signedZero() {
    for weights: [Float] in [[0, -0.0], [-0.0, 0], [-0.0]] {
      var builder = GraphBuilder()
      for weight in weights { builder.add(0, 1, weight: weight) }
      #expect(builder.build(nodeCount: 2).out.weights?.map(\.bitPattern) == [Float(0).bitPattern])
    }
  }

  @Test("Equals the dictionary builder, keeps its promises, ignores order and threads", arguments: 0..<60)
  func agreesWithNaive(seed: Int) {
    for isDirected in [true, false] {
      for isWeighted in [true, false] {
        let edges = RandomEdges(seed: UInt64(seed), isDirected: isDirected, isWeighted: isWeighted)
        let graph = edges.graph
        #expect(brokenPromises(of: graph) == [], "\(edges)")
        #expect(identical(graph, NaiveGraph(edges).graph), "\(edges)")
        #expect(identical(graph, edges.shuffledGraph(1)), "\(edges)")
      }
    }
  }

  @Test("Many buckets and chunks give the bytes of one thread, in any order", arguments: [true, false])
  func largeGraphs(isWeighted: Bool) {
    var random = RandomStream(seed: 5, purpose: "large graph")
    let (nodeCount, edgeCount) = (3000, 150_000)
    // Squares crowd the low indices, so that buckets and rows differ in size by orders.
    var edges = (0..<edgeCount).map { _ in
      let ends = (random.unit(), random.unit())
      return (
        source: Int(ends.0 * ends.0 * Double(nodeCount)), target: Int(ends.1 * ends.1 * Double(nodeCount)),
        weight: isWeighted ? Float(random.unit()) : 1
      )
    }
    for isDirected in [true, false] {
      let reference = NaiveRows(edges, nodeCount: nodeCount, isDirected: isDirected)
      for threads in [1, 2, 3, 7] {
        edges.shuffle(using: &random)
        let graph = Graph(
          sources: edges.map { UInt32($0.source) }, targets: edges.map { UInt32($0.target) },
          weights: isWeighted ? edges.map(\.weight) : nil, nodeCount: nodeCount, isDirected: isDirected,
          execution: Execution(threads: threads))
        #expect(graph.out.offsets == reference.offsets, "\(threads) threads")
        #expect(graph.out.neighbors == reference.neighbors, "\(threads) threads")
        #expect(graph.out.weights == reference.weights, "\(threads) threads")
        if threads == 3 { #expect(brokenPromises(of: graph) == []) }
      }
    }
  }

  /// Rows by sorting tuples.
  private struct NaiveRows {
    var offsets: [Int]
    var neighbors: [UInt32] = []
    var weights: [Float] = []

    init(_ edges: [(source: Int, target: Int, weight: Float)], nodeCount: Int, isDirected: Bool) {
      var all = edges.filter { $0.source != $0.target }
      if !isDirected { all += all.map { ($0.target, $0.source, $0.weight) } }
      all.sort { ($0.source, $0.target, $0.weight) < ($1.source, $1.target, $1.weight) }
      offsets = [Int](repeating: 0, count: nodeCount + 1)
      var sums: [Double] = []
      var last = (-1, -1)
      for edge in all {
        if (edge.source, edge.target) == last {
          sums[sums.count - 1] += Double(edge.weight)
        } else {
          last = (edge.source, edge.target)
          offsets[edge.source + 1] += 1
          neighbors.append(UInt32(edge.target))
          sums.append(Double(edge.weight))
        }
      }
      for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
      weights = sums.map { Float($0) }
    }
  }
}

@Suite("Graphs of logs")
struct LogGraphTests {
  private var log: InteractionLog {
    var builder = InteractionLogBuilder(file: "memory")
    builder.append(actor: "b", target: "a", weight: 2, line: 1)
    builder.append(actor: "b", target: "a", weight: 0.5, line: 2)
    builder.append(actor: "a", target: nil, line: 3)
    builder.append(actor: "a", target: "a", line: 4)
    builder.append(actor: nil, target: "b", line: 5)
    builder.append(actor: "c", target: "b", line: 6)
    return builder.finish()
  }

  @Test("Strength by weight, count and presence")
  func strengths() {
    #expect(Graph(log).out.weights == [2.5, 1])
    #expect(Graph(log, strength: .count).out.weights == [2, 1])
    #expect(Graph(log, strength: .binary).out.weights == nil)
    #expect(Graph(log).out.neighbors == [0, 1])
    #expect(Graph(log).names?.strings == ["a", "b", "c"])
  }

  @Test("The tally names every row once")
  func tally() {
    let tally = log.tally
    #expect(tally.interactions == 3)
    #expect(tally.selfEdges == 1)
    #expect(tally.withoutActor == 1)
    #expect(tally.withoutTarget == 1)
  }
}
