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
  /// Where each row lies, by new number.
  let rows: Scratch<Row>
  /// New numbers, each below its row's. Between rows nothing is written.
  let neighbors: Scratch<UInt32>
  var count: Int { nodes.count }

  struct Row: BitwiseCopyable {
    var start: Int
    var end: Int
    var count: Int { end &- start }
  }

  private static let grain = 2048

  /// `original` rows are symmetric; self-edges are passed over. Equal degrees stay in order.
  init(_ original: Adjacency.Pointers, count: Int, execution: Execution) {
    let nodes = Scratch<UInt32>(uninitialized: count)
    let ranks = Scratch<UInt32>(uninitialized: count)
    let rows = Scratch<Row>(uninitialized: count)
    Self.sort(original, into: nodes.base, ranks.base, count)
    // Which neighbours come first costs a look-up at random each, so it is asked once: every row gets the room of
    // its original. Most of what stays unused is whole pages in the rows of the first nodes, which cost nothing.
    var start = 0
    for rank in 0..<count {
      let node = Int(nodes.base[rank])
      rows.base[rank] = Row(start: start, end: start)
      start &+= original.offsets.base[node &+ 1] &- original.offsets.base[node]
    }
    let neighbors = Scratch<UInt32>(uninitialized: start)
    execution.forEachChunk(of: count, grain: Self.grain) { _, range in
      for rank in range {
        let node = Int(nodes.base[rank])
        var place = rows.base[rank].start
        for edge in original.offsets.base[node]..<original.offsets.base[node &+ 1] {
          let other = ranks.base[Int(original.neighbors.base[edge])]
          neighbors.base[place] = other
          place &+= Int(other) < rank ? 1 : 0
        }
        rows.base[rank].end = place
      }
    }
    (self.nodes, self.ranks, self.rows, self.neighbors) = (nodes, ranks, rows, neighbors)
  }

  /// Counting sort by degree, descending.
  private static func sort(
    _ original: Adjacency.Pointers, into nodes: UnsafeMutablePointer<UInt32>, _ ranks: UnsafeMutablePointer<UInt32>,
    _ count: Int
  ) {
    var most = 0
    for node in 0..<count { most = max(most, original.offsets.base[node &+ 1] &- original.offsets.base[node]) }
    let starts = Scratch<Int>(repeating: 0, count: most + 2)
    for node in 0..<count {
      starts.base[most &- (original.offsets.base[node &+ 1] &- original.offsets.base[node]) &+ 1] &+= 1
    }
    for place in 1..<starts.count { starts.base[place] &+= starts.base[place &- 1] }
    for node in 0..<count {
      let place = most &- (original.offsets.base[node &+ 1] &- original.offsets.base[node])
      let rank = starts.base[place]
      starts.base[place] = rank &+ 1
      nodes[rank] = UInt32(truncatingIfNeeded: node)
      ranks[node] = UInt32(truncatingIfNeeded: rank)
    }
  }
}
