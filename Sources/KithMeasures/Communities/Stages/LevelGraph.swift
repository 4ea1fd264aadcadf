/// Rows of an undirected weighted graph: row v is `starts[v]..<ends[v]` of `neighbors`; there may be
/// gaps between rows, and there are no self-edges.
struct LevelRows: Sendable {
  let starts: Storage<Int>
  let ends: Storage<Int>
  let neighbors: Storage<UInt32>
  /// Above zero; nil when every edge weighs 1.
  let weights: Storage<Float>?

  var count: Int { starts.count }

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

/// The graph one level of a method works on: what is inside an aggregated node counts in its mass only.
struct LevelGraph<Mass: NodeMass>: Sendable {
  let rows: LevelRows
  let masses: Storage<Mass>

  var nodeCount: Int { masses.count }
}

/// What moving and merging are judged by, in units of edge weight.
///
/// A node of mass m gains w(v, c) − pressure · m · M_c by joining community c; for modularity, whose
/// mass is the strength, the pressure is γ / 2W.
struct Objective: Sendable {
  let pressure: Double

  /// The least gain worth a move of a node, above the rounding of its `Float` weights: a node that
  /// moved for less might move for ever.
  @inline(__always)
  func least(_ strength: Double) -> Double { strength * 1e-7 }
}
