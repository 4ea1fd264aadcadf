import KithGraph

/// A graph built the slow and obvious way, of dictionaries: the judge of `GraphBuilder`.
public struct NaiveGraph {
  public let nodeCount: Int
  public let isDirected: Bool
  /// `weights[a][b]`: every weight given to the edge a → b.
  public private(set) var weights: [[Int: [Float]]]
  public private(set) var selfEdges = 0

  public init(_ edges: RandomEdges) {
    self.init(nodeCount: edges.nodeCount, isDirected: edges.isDirected, edges: edges.edges)
  }

  /// Self-edges are dropped unless `keepsSelfEdges`.
  public init(
    nodeCount: Int, isDirected: Bool, edges: [(source: Int, target: Int, weight: Float)],
    keepsSelfEdges: Bool = false
  ) {
    self.nodeCount = nodeCount
    self.isDirected = isDirected
    weights = Array(repeating: [:], count: nodeCount)
    for (source, target, weight) in edges {
      if source == target && !keepsSelfEdges {
        selfEdges += 1
        continue
      }
      weights[source][target, default: []].append(weight)
      if !isDirected && source != target { weights[target][source, default: []].append(weight) }
    }
  }

  public func weight(_ source: Int, _ target: Int) -> Float {
    Float(weights[source][target, default: []].sorted().reduce(0.0) { $0 + Double($1) })
  }

  public var graph: Graph {
    let inward = (0..<nodeCount).map { target in
      (0..<nodeCount).filter { weights[$0][target] != nil }
    }
    let outRows = weights.map { $0.keys.sorted() }
    let out = adjacency(outRows) { weight($0, $1) }
    return Graph(
      names: nil, isDirected: isDirected, out: out, in: isDirected ? adjacency(inward) { weight($1, $0) } : out)
  }

  private func adjacency(_ rows: [[Int]], weight: (Int, Int) -> Float) -> Adjacency {
    let strengths = rows.enumerated().flatMap { row, others in others.map { weight(row, $0) } }
    return Adjacency(
      offsets: rows.reduce(into: [0]) { $0.append($0.last! + $1.count) },
      neighbors: rows.flatMap { $0.map(UInt32.init) },
      weights: strengths.allSatisfy { $0 == 1 } ? nil : strengths)
  }
}
