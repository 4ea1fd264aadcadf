/// People and their relations: an immutable weighted graph in compressed sparse rows.
///
///     let graph = Graph(log)                       // one edge per pair that interacted
///     for target in graph.outNeighbors(of: 3) { … }
///
/// An edge a → b says *a addressed b*: attention flows a → b, influence flows b → a
/// (`influence` is the reversed view). Node order is canonical (id bytes ascending); neighbours
/// ascend. There are no self-edges and no parallel edges: `GraphBuilder` merges and counts them.
/// Weight is strength, never length.
///
/// Memory: 8 bytes a node and direction, 4 bytes an edge and direction, 4 more when weighted.
/// An undirected graph stores each edge in both rows and shares one array for both directions.
public struct Graph: Sendable {
  /// Ids in canonical order; nil for graphs made of bare indices.
  public let names: NameTable?
  public let isDirected: Bool
  /// Rows by source.
  public let out: Adjacency
  /// Rows by target; the same storage as `out` when undirected.
  public let `in`: Adjacency

  public init(names: NameTable?, isDirected: Bool, out: Adjacency, in inward: Adjacency) {
    precondition(out.nodeCount == inward.nodeCount && out.neighbors.count == inward.neighbors.count)
    precondition(names.map { $0.count == out.nodeCount } ?? true)
    self.names = names
    self.isDirected = isDirected
    self.out = out
    self.in = inward
  }

  public var nodeCount: Int { out.nodeCount }
  /// Edges, an undirected edge counted once.
  public var edgeCount: Int { isDirected ? out.neighbors.count : out.neighbors.count / 2 }
  public var isWeighted: Bool { out.weights != nil }
  /// Sum of edge weights, an undirected edge counted once. O(edges).
  public var totalWeight: Double {
    guard let weights = out.weights else { return Double(edgeCount) }
    let sum = weights.reduce(0.0) { $0 + Double($1) }
    return isDirected ? sum : sum / 2
  }

  public func outNeighbors(of node: Int) -> ArraySlice<UInt32> { out.row(node) }
  public func inNeighbors(of node: Int) -> ArraySlice<UInt32> { self.in.row(node) }

  /// The id of a node; its number where the graph has no names.
  public func id(of node: Int) -> String { names.map { $0[node] } ?? String(node) }

  /// The same edges turned round: influence flows from the addressed to those who addressed them. O(1).
  public var influence: Graph { Graph(names: names, isDirected: isDirected, out: self.in, in: out) }
}

/// One direction of a graph: row offsets, neighbours ascending within a row, optional weights.
public struct Adjacency: Sendable {
  /// One element longer than the node count.
  public let offsets: [Int]
  public let neighbors: [UInt32]
  /// Nil when every edge weighs 1.
  public let weights: [Float]?

  public init(offsets: [Int], neighbors: [UInt32], weights: [Float]?) {
    precondition(offsets.first == 0 && offsets.last == neighbors.count)
    precondition(weights.map { $0.count == neighbors.count } ?? true)
    self.offsets = offsets
    self.neighbors = neighbors
    self.weights = weights
  }

  public var nodeCount: Int { offsets.count - 1 }
  public func degree(_ node: Int) -> Int { offsets[node + 1] - offsets[node] }
  public func row(_ node: Int) -> ArraySlice<UInt32> { neighbors[offsets[node]..<offsets[node + 1]] }
  public func weight(at edge: Int) -> Float { weights?[edge] ?? 1 }
}
