import KithFoundation
import KithGraph

/// The people of whom something is known, renumbered, and the edges among them.
struct KnownEdges: Sendable {
  /// The node of each person kept, ascending.
  let people: [Int]
  let graph: Graph
  /// Edges of the whole graph with an end of whom nothing is known.
  let leftOut: Int
  /// Sums of weights of each person's edges outwards and inwards; alike where undirected.
  let outStrength: [Double]
  let inStrength: [Double]
  /// Of all edges; an undirected edge counts from both ends.
  let total: Double

  init(_ graph: Graph, usesWeights: Bool, isKnown: (Int) -> Bool) throws {
    let whole = usesWeights ? graph : graph.unweighted
    try Self.checkWeights(whole)
    people = (0..<whole.nodeCount).filter(isKnown)
    self.graph = people.count == whole.nodeCount ? whole : whole.subgraph(of: people)
    leftOut = whole.edgeCount - self.graph.edgeCount
    outStrength = Self.strengths(self.graph.out)
    inStrength = whole.isDirected ? Self.strengths(self.graph.in) : outStrength
    total = outStrength.reduce(0, +)
  }

  /// Sums of weights by row.
  static func strengths(_ rows: Adjacency) -> [Double] {
    (0..<rows.nodeCount).map { node in
      guard let weights = rows.weights else { return Double(rows.degree(node)) }
      return weights[rows.offsets[node]..<rows.offsets[node + 1]].reduce(0.0) { $0 + Double($1) }
    }
  }

  /// E402: weights are strengths, of zero or more.
  static func checkWeights(_ graph: Graph) throws {
    guard let weights = graph.out.weights, !weights.allSatisfy({ $0 >= 0 && $0.isFinite }) else { return }
    throw KithError(
      .badData,
      Diagnostic(
        "E402", "an edge weight is negative or not finite",
        help: "who is alike among friends is counted with weights of zero or more: a weight is a strength"))
  }
}

/// Rows of edges in memory that a null model may have rearranged.
struct EdgeRows: Sendable {
  let people: Int
  let offsets: SharedPointer<Int>
  let neighbors: SharedPointer<UInt32>
  let weights: SharedPointer<Float>?

  init(people: Int, offsets: SharedPointer<Int>, neighbors: SharedPointer<UInt32>, weights: SharedPointer<Float>?) {
    self.people = people
    self.offsets = offsets
    self.neighbors = neighbors
    self.weights = weights
  }

  init(_ rows: Adjacency.Pointers, people: Int) {
    self.init(people: people, offsets: rows.offsets, neighbors: rows.neighbors, weights: rows.weights)
  }
}

extension Scratch {
  /// A copy of an array.
  convenience init(copying values: [Element]) {
    self.init(uninitialized: values.count)
    values.withUnsafeBufferPointer { if let source = $0.baseAddress { base.update(from: source, count: $0.count) } }
  }
}
