import Foundation
import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

/// A random graph of each kind: directed or not, weighted or not, with and without self-edges.
func everyKind(_ seed: Int, maxNodes: Int = 40) -> [(name: String, graph: Graph)] {
  [(true, false), (true, true), (false, false), (false, true)].flatMap { isDirected, isWeighted in
    let edges = RandomEdges(seed: UInt64(seed), isDirected: isDirected, isWeighted: isWeighted, maxNodes: maxNodes)
    let looped = NaiveGraph(
      nodeCount: edges.nodeCount, isDirected: isDirected, edges: edges.edges, keepsSelfEdges: true)
    return [("\(edges)", edges.graph), ("\(edges), with self-edges", looped.graph)]
  }
}

/// Entry [i][j] is the weight of the edge from i to j.
func dense(_ graph: Graph) -> [[Double]] {
  var matrix = [[Double]](repeating: [Double](repeating: 0, count: graph.nodeCount), count: graph.nodeCount)
  for node in 0..<graph.nodeCount {
    for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
      matrix[node][Int(graph.out.neighbors[edge])] = Double(graph.out.weight(at: edge))
    }
  }
  return matrix
}

func transposed(_ matrix: [[Double]]) -> [[Double]] { matrix.indices.map { j in matrix.map { $0[j] } } }

func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
  matrix.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
}

func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
  let columns = transposed(b)
  return a.map { row in columns.map { column in zip(row, column).reduce(0) { $0 + $1.0 * $1.1 } } }
}

/// The largest eigenvalue of a matrix without negative entries: the growth of its powers, squared again and again.
func denseSpectralRadius(_ matrix: [[Double]]) -> Double {
  var (matrix, logarithm) = (matrix, 0.0)
  for power in 0..<36 {
    let sum = matrix.joined().reduce(0, +)
    if sum == 0 { return 0 }
    logarithm += log2(sum) / Double(sign: .plus, exponent: power, significand: 1)
    matrix = matrix.map { $0.map { $0 / sum } }
    matrix = product(matrix, matrix)
  }
  return exp2(logarithm)
}

/// The solution of a linear system, by elimination with pivoting.
func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
  let n = matrix.count
  var rows = zip(matrix, right).map { $0 + [$1] }
  for column in 0..<n {
    let pivot = (column..<n).max { abs(rows[$0][column]) < abs(rows[$1][column]) }!
    rows.swapAt(column, pivot)
    for row in 0..<n where row != column {
      let factor = rows[row][column] / rows[column][column]
      if factor == 0 { continue }
      for index in column...n { rows[row][index] -= factor * rows[column][index] }
    }
  }
  return (0..<n).map { rows[$0][n] / rows[$0][$0] }
}

/// Checks that neither threads nor the order of the rows changes a bit of the scores.
func expectSameBytes(
  _ measure: some NodeMeasure, isDirected: Bool = true, location: SourceLocation = #_sourceLocation
) throws {
  var large = RMAT(scale: 11, edgeFactor: 6, seed: 4).graph()
  if !isDirected { large = large.undirected() }
  let serial = try measure.scores(in: large, execution: .serial).values.map(\.bitPattern)
  let parallel = try measure.scores(in: large, execution: Execution(threads: 3)).values.map(\.bitPattern)
  #expect(serial == parallel, "threads", sourceLocation: location)
  for seed in [5, 7] as [UInt64] {
    let edges = RandomEdges(seed: seed, isDirected: isDirected, isWeighted: true, maxNodes: 60)
    let given = try measure.scores(in: edges.graph, execution: .serial).values.map(\.bitPattern)
    let shuffled = try measure.scores(in: edges.shuffledGraph(1), execution: .serial).values.map(\.bitPattern)
    #expect(given == shuffled, "\(edges)", sourceLocation: location)
  }
}

/// Checks every value within a relative tolerance (absolute below 1).
func expectEqual(
  _ scores: NodeScores, _ expected: [Double], within tolerance: Double = 1e-8, _ name: String,
  location: SourceLocation = #_sourceLocation
) {
  #expect(scores.values.count == expected.count, sourceLocation: location)
  for (node, pair) in zip(scores.values, expected).enumerated() {
    let isEqual =
      pair.0.isNaN && pair.1.isNaN || approximately(pair.0, pair.1, tolerance * max(1, abs(pair.1)))
    #expect(isEqual, "\(name), node \(node): \(pair.0), not \(pair.1)", sourceLocation: location)
    if !isEqual { return }
  }
}

func expectError(
  _ exitCode: ExitCode, _ name: String = "", location: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) {
  #expect(sourceLocation: location) {
    try body()
  } throws: { error in
    guard let error = error as? KithError else { return false }
    return error.exitCode == exitCode && error.diagnostic.help != nil
  }
}

func emptyGraph(_ nodeCount: Int, isDirected: Bool = true) -> Graph {
  Graph(sources: [], targets: [], nodeCount: nodeCount, isDirected: isDirected)
}

/// 0 — 1 — 2 — … , directed upwards or undirected.
func path(_ nodeCount: Int, isDirected: Bool) -> Graph {
  Graph(
    sources: (0..<UInt32(nodeCount - 1)).map { $0 }, targets: (1..<UInt32(nodeCount)).map { $0 }, nodeCount: nodeCount,
    isDirected: isDirected)
}

let negativeWeight = Graph(sources: [0, 1], targets: [1, 0], weights: [-1, 1], nodeCount: 2)
