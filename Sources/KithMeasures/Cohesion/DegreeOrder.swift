import KithFoundation
import KithGraph

/// A graph with nodes renumbered by degree, most contacts first, each edge kept only at its later end.
///
/// The ends with the fewest contacts hold the edges, so no row is longer than √(2 · edges), and rows meet in
/// few, small numbers. Rows keep the order of the original rows.
struct DegreeOrder: Sendable {
  /// Old numbers by new.
  let nodes: Scratch<UInt32>
  /// New numbers by old.
  let ranks: Scratch<UInt32>
  /// By new number; one element longer than the node count.
  let offsets: Scratch<Int>
  /// New numbers, each below its row's.
  let neighbors: Scratch<UInt32>
  var count: Int { nodes.count }

  static let grain = 2048

  /// `rows` are symmetric and without self-edges. Equal degrees stay in order.
  init(_ rows: Adjacency.Pointers, count: Int, execution: Execution) {
    let nodes = Scratch<UInt32>(uninitialized: count)
    let ranks = Scratch<UInt32>(uninitialized: count)
    let offsets = Scratch<Int>(repeating: 0, count: count + 1)
    Self.sort(rows, into: nodes.base, ranks.base, count)
    // Which neighbours come first costs a look-up at random each; their number is kept, not them.
    execution.forEachChunk(of: count, grain: Self.grain) { _, range in
      for rank in range {
        let node = Int(nodes.base[rank])
        var earlier = 0
        for edge in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] {
          earlier &+= Int(ranks.base[Int(rows.neighbors.base[edge])]) < rank ? 1 : 0
        }
        offsets.base[rank &+ 1] = earlier
      }
    }
    for rank in 0..<count { offsets.base[rank &+ 1] &+= offsets.base[rank] }
    let neighbors = Scratch<UInt32>(uninitialized: offsets.base[count] + 1)
    execution.forEachChunk(of: count, grain: Self.grain) { _, range in
      for rank in range {
        let node = Int(nodes.base[rank])
        var place = offsets.base[rank]
        let end = offsets.base[rank &+ 1]
        for edge in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] where place < end {
          let other = ranks.base[Int(rows.neighbors.base[edge])]
          neighbors.base[place] = other
          place &+= Int(other) < rank ? 1 : 0
        }
      }
    }
    (self.nodes, self.ranks, self.offsets, self.neighbors) = (nodes, ranks, offsets, neighbors)
  }

  /// Counting sort by degree, descending.
  private static func sort(
    _ rows: Adjacency.Pointers, into nodes: UnsafeMutablePointer<UInt32>, _ ranks: UnsafeMutablePointer<UInt32>,
    _ count: Int
  ) {
    var most = 0
    for node in 0..<count { most = max(most, rows.offsets.base[node &+ 1] &- rows.offsets.base[node]) }
    let starts = Scratch<Int>(repeating: 0, count: most + 2)
    for node in 0..<count { starts.base[most &- (rows.offsets.base[node &+ 1] &- rows.offsets.base[node]) &+ 1] &+= 1 }
    for place in 1..<starts.count { starts.base[place] &+= starts.base[place &- 1] }
    for node in 0..<count {
      let place = most &- (rows.offsets.base[node &+ 1] &- rows.offsets.base[node])
      let rank = starts.base[place]
      starts.base[place] = rank &+ 1
      nodes[rank] = UInt32(truncatingIfNeeded: node)
      ranks[node] = UInt32(truncatingIfNeeded: rank)
    }
  }
}
