import KithFoundation

/// Makes a canonical `Graph` of edges in any order: drops self-edges, merges parallel edges by
/// summing their weights, and says what it did.
///
/// The same bytes come out for any order of the edges: parallel weights are summed in ascending order.
public struct GraphBuilder: Sendable {
  public var isDirected: Bool
  /// Self-edges seen and left out.
  public private(set) var selfEdges = 0
  /// Edges merged into another between the same nodes.
  public private(set) var merged = 0
  private var edges: [(source: UInt32, target: UInt32, weight: Float)] = []

  public init(isDirected: Bool = true) { self.isDirected = isDirected }

  public mutating func add(_ source: Int, _ target: Int, weight: Float = 1) {
    if source == target { selfEdges += 1 } else { edges.append((UInt32(source), UInt32(target), weight)) }
  }

  /// Builds the graph on `nodeCount` nodes; every edge must lie within. O(n + m log m).
  public mutating func build(nodeCount: Int, names: NameTable? = nil, execution: Execution = .serial) -> Graph {
    var rows = edges
    if !isDirected { rows += edges.map { ($0.target, $0.source, $0.weight) } }
    rows.sort { ($0.source, $0.target, $0.weight) < ($1.source, $1.target, $1.weight) }
    let out = adjacency(of: rows, nodeCount: nodeCount)
    merged = edges.count - (isDirected ? out.neighbors.count : out.neighbors.count / 2)
    if !isDirected { return Graph(names: names, isDirected: false, out: out, in: out) }
    rows.sort { ($0.target, $0.source, $0.weight) < ($1.target, $1.source, $1.weight) }
    let inward = adjacency(of: rows.map { ($0.target, $0.source, $0.weight) }, nodeCount: nodeCount)
    return Graph(names: names, isDirected: true, out: out, in: inward)
  }

  private func adjacency(of rows: [(source: UInt32, target: UInt32, weight: Float)], nodeCount: Int) -> Adjacency {
    var offsets = [Int](repeating: 0, count: nodeCount + 1)
    var neighbors: [UInt32] = []
    var sums: [Double] = []
    var last: (UInt32, UInt32)?
    for row in rows {
      if let last, last == (row.source, row.target) {
        sums[sums.count - 1] += Double(row.weight)
      } else {
        neighbors.append(row.target)
        sums.append(Double(row.weight))
        offsets[Int(row.source) + 1] += 1
        last = (row.source, row.target)
      }
    }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    let weights = sums.map { Float($0) }
    return Adjacency(offsets: offsets, neighbors: neighbors, weights: weights.allSatisfy { $0 == 1 } ? nil : weights)
  }
}

/// What an edge's weight counts.
public enum EdgeStrength: String, Sendable, Codable, CaseIterable {
  /// The number of interactions from a to b.
  case count
  /// The sum of the rows' weights (1 where a row has none).
  case weight
  /// 1 for every pair that interacted.
  case binary
}

extension Graph {
  /// The graph of a log: a node for every person in it, an edge for every ordered pair that interacted.
  ///
  /// Rows without target and self-edges make no edge. O(rows).
  public init(_ log: InteractionLog, strength: EdgeStrength = .weight, execution: Execution = .serial) {
    var builder = GraphBuilder()
    for row in 0..<log.count where log.targets[row] != InteractionLog.none && log.actors[row] != InteractionLog.none {
      builder.add(Int(log.actors[row]), Int(log.targets[row]), weight: strength == .weight ? log.weights?[row] ?? 1 : 1)
    }
    let graph = builder.build(nodeCount: log.people.count, names: log.people, execution: execution)
    self = strength == .binary ? graph.unweighted : graph
  }

  /// The same edges, each weighing 1. O(1).
  public var unweighted: Graph {
    Graph(
      names: names, isDirected: isDirected,
      out: Adjacency(offsets: out.offsets, neighbors: out.neighbors, weights: nil),
      in: Adjacency(offsets: self.in.offsets, neighbors: self.in.neighbors, weights: nil))
  }

  /// The undirected view: {a, b} weighs w(a→b) + w(b→a). O(edges log edges).
  public func undirected(execution: Execution = .serial) -> Graph {
    if !isDirected { return self }
    var builder = GraphBuilder(isDirected: false)
    for source in 0..<nodeCount {
      for edge in out.offsets[source]..<out.offsets[source + 1] {
        builder.add(source, Int(out.neighbors[edge]), weight: out.weight(at: edge))
      }
    }
    return builder.build(nodeCount: nodeCount, names: names, execution: execution)
  }
}
