/// The undirected weighted graph one Leiden level works on.
///
/// Row v is `starts[v]..<ends[v]` of `neighbors`; rows of an aggregated graph may have gaps between
/// them. There are no self-edges: what is inside an aggregated node counts in its strength only.
struct LevelGraph: Sendable {
  let nodeCount: Int
  let starts: Storage<Int>
  let ends: Storage<Int>
  let neighbors: Storage<UInt32>
  /// Above zero; nil when every edge weighs 1.
  let weights: Storage<Float>?
  /// Weight of all edges at each node, those inside an aggregated node counted twice.
  let strengths: Storage<Double>

  /// The weight of a node's edges into one group.
  @inline(__always)
  func weight(from node: Int, into own: UInt32, of group: UnsafePointer<UInt32>) -> Double {
    let neighbors = self.neighbors.base
    var edge = starts[node]
    let end = ends[node]
    if let weights = self.weights?.base {
      var sum = 0.0
      while edge < end {
        sum += group[Int(neighbors[edge])] == own ? Double(weights[edge]) : 0
        edge &+= 1
      }
      return sum
    }
    var found = 0
    while edge < end {
      found &+= group[Int(neighbors[edge])] == own ? 1 : 0
      edge &+= 1
    }
    return Double(found)
  }
}

/// What moving and merging are judged by: modularity at a resolution, in units of edge weight.
///
/// A node of strength k gains w(v, c) − γ k K_c / 2W by joining community c.
struct Objective: Sendable {
  /// γ / 2W.
  let pressure: Double

  /// The least gain worth a move of a node, above the rounding of its `Float` weights: a node that
  /// moved for less might move for ever.
  @inline(__always)
  func least(_ strength: Double) -> Double { strength * 1e-7 }
}
