import KithFoundation
import KithGraph

/// The graph as the kernels over many sources want it: nodes that have edges, renumbered by degree.
///
/// Most steps lead to the few nodes of high degree: next to one another, they share cache lines.
struct PathLayout: Sendable {
  /// Rows of positions.
  struct Rows: Sendable {
    let offsets: Scratch<Int>
    let neighbors: Scratch<UInt32>

    @inline(__always)
    func degree(_ position: Int) -> Int { offsets.base[position &+ 1] &- offsets.base[position] }
  }

  let count: Int
  /// The node at each position.
  let order: Scratch<UInt32>
  /// The position of each node; `none` for one without edges.
  let positions: Scratch<UInt32>
  /// Along the paths.
  let along: Rows
  /// Against them; the same storage as `along` where undirected.
  let against: Rows
  /// Ranges of positions of about equal work, for any number of threads.
  let chunks: [Range<Int>]

  private static let none = UInt32.max
  /// Edges, and eight times rows, in a chunk.
  private static let chunkWork = 1 << 13
  /// Nodes above this degree stay in index order among themselves.
  private static let largestDegree = 1 << 14

  /// `keepsOrder` leaves every node where it is: positions are nodes, and edges keep their places.
  /// O(nodes + edges).
  init(along: Adjacency, against: Adjacency, isDirected: Bool, keepsOrder: Bool = false, _ execution: Execution) {
    let nodeCount = along.nodeCount
    let degree = { (node: Int) in along.degree(node) + (isDirected ? against.degree(node) : 0) }
    let slot = { (node: Int) in keepsOrder ? 0 : Self.largestDegree - min(Self.largestDegree, degree(node)) }
    var starts = [Int](repeating: 0, count: Self.largestDegree + 2)
    for node in 0..<nodeCount where keepsOrder || degree(node) > 0 { starts[slot(node) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    let count = starts[starts.count - 1]
    let order = Scratch<UInt32>(uninitialized: count)
    let positions = Scratch<UInt32>(repeating: Self.none, count: nodeCount)
    for node in 0..<nodeCount where keepsOrder || degree(node) > 0 {
      let place = starts[slot(node)]
      starts[slot(node)] += 1
      order.base[place] = UInt32(node)
      positions.base[node] = UInt32(place)
    }

    var chunks: [Range<Int>] = []
    var (first, work) = (0, 0)
    for position in 0..<count {
      work += degree(Int(order.base[position])) + 8
      if work >= Self.chunkWork || position + 1 == count {
        chunks.append(first..<position + 1)
        (first, work) = (position + 1, 0)
      }
    }

    self.count = count
    self.order = order
    self.positions = positions
    self.chunks = chunks
    self.along = Self.renumber(along, order, positions, chunks, count, execution)
    self.against = isDirected ? Self.renumber(against, order, positions, chunks, count, execution) : self.along
  }

  /// The positions of nodes that have edges, ascending: neighbours in this order are of like degree.
  func positions(of nodes: [Int]) -> [UInt32] {
    nodes.map { positions.base[$0] }.filter { $0 != Self.none }.sorted()
  }

  /// Bytes; the graph is held a second time.
  static func memory(for size: GraphSize) -> Int {
    let directions = size.isDirected ? 2 : 1
    return 8 * size.nodes + directions * 8 * size.nodes + 8 * size.edges
  }

  private static func renumber(
    _ rows: Adjacency, _ order: Scratch<UInt32>, _ positions: Scratch<UInt32>, _ chunks: [Range<Int>], _ count: Int,
    _ execution: Execution
  ) -> Rows {
    let offsets = Scratch<Int>(repeating: 0, count: count + 1)
    for position in 0..<count {
      offsets.base[position + 1] = offsets.base[position] + rows.degree(Int(order.base[position]))
    }
    let neighbors = Scratch<UInt32>(uninitialized: offsets.base[count])
    rows.withPointers { rows in
      execution.forEachChunk(of: chunks.count, grain: 1) { chunk, _ in
        for position in chunks[chunk] {
          let node = Int(order.base[position])
          var place = offsets.base[position]
          for edge in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] {
            neighbors.base[place] = positions.base[Int(rows.neighbors.base[edge])]
            place &+= 1
          }
        }
      }
    }
    return Rows(offsets: offsets, neighbors: neighbors)
  }
}
