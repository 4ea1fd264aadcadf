import KithFoundation
import KithGraph

/// For every node, the sum over its triangles of the product of their three weights.
///
/// One thread goes through the triangles in a fixed order, since sums of reals depend on it.
struct WeightedTriangles {
  /// By node.
  let sums: [Double]

  /// `rows` are symmetric; self-edges are passed over. A weight counts as `strength` of it.
  init(_ rows: Adjacency, strength: (Float) -> Double, execution: Execution) throws {
    let count = rows.nodeCount
    let bySum = Scratch<Double>(repeating: 0, count: count)
    let order = try rows.withPointers { rows in
      let order = DegreeOrder(rows, count: count, execution: execution)
      let strengths = Self.strengths(rows, order, strength)
      try Self.sum(order, strengths.base, into: bySum.base, execution)
      return order
    }
    sums = (0..<count).map { bySum.base[Int(order.ranks.base[$0])] }
  }

  /// By position in the order's neighbours.
  private static func strengths(
    _ rows: Adjacency.Pointers, _ order: DegreeOrder, _ strength: (Float) -> Double
  ) -> Scratch<Double> {
    let strengths = Scratch<Double>(uninitialized: order.neighbors.count)
    for rank in 0..<order.count {
      let node = Int(order.nodes.base[rank])
      var place = order.rows.base[rank].start
      for edge in rows.offsets.base[node]..<rows.offsets.base[node &+ 1]
      where order.ranks.base[Int(rows.neighbors.base[edge])] < rank {
        strengths.base[place] = strength(rows.weights?.base[edge] ?? 1)
        place &+= 1
      }
    }
    return strengths
  }

  private static func sum(
    _ order: DegreeOrder, _ strengths: UnsafeMutablePointer<Double>, into sums: UnsafeMutablePointer<Double>,
    _ execution: Execution
  ) throws {
    let (rows, neighbors) = (order.rows.base, order.neighbors.base)
    // The strength of the current node's relation to each other; 0 without one, as with one of no strength.
    let marks = Scratch<Double>(repeating: 0, count: order.count)
    for node in 0..<order.count {
      if node & 0x3ff == 0 {
        try execution.checkCancellation()
        execution.report("triangles", done: node, of: order.count, unit: "people")
      }
      let row = rows[node].start..<rows[node].end
      for edge in row { marks.base[Int(neighbors[edge])] = strengths[edge] }
      for edge in row {
        let middle = Int(neighbors[edge])
        var met = 0.0
        for other in rows[middle].start..<rows[middle].end {
          let third = Int(neighbors[other])
          let mark = marks.base[third]
          if mark == 0 { continue }
          let product = strengths[edge] * strengths[other] * mark
          sums[third] += product
          met += product
        }
        sums[middle] += met
        sums[node] += met
      }
      for edge in row { marks.base[Int(neighbors[edge])] = 0 }
    }
  }
}
