import KithGraph

/// People of known value and the edges among them.
struct KnownValues: Sendable {
  let edges: KnownEdges
  /// The value of each person kept less the mean of them all, which no measure of likeness depends on.
  let centred: [Double]
  let mean: Double
  /// Sum of squares of `centred`.
  let squares: Double

  init(_ values: [Double], over graph: Graph, usesWeights: Bool) throws {
    precondition(values.count == graph.nodeCount)
    edges = try KnownEdges(graph, usesWeights: usesWeights) { values[$0].isFinite }
    let known = edges.people.map { values[$0] }
    let mean = known.isEmpty ? 0 : known.reduce(0) { $0 + $1 / Double(known.count) }
    self.mean = mean
    centred = known.map { $0 - mean }
    squares = centred.reduce(0) { $0 + $1 * $1 }
  }

  /// Why edges can tell nothing of these values; nil where they can.
  var reason: String? {
    if centred.isEmpty { return "nobody's value is known" }
    if edges.total == 0 { return "no edge joins people of known value" }
    // Rounding of the mean alone leaves less than this.
    let slack = 1e-24 * mean * mean * Double(centred.count)
    return squares <= slack ? "everyone's value is the same" : nil
  }
}
