import KithFoundation
import KithGraph
import Synchronization

/// All triangles of a graph, counted from each one's last node in `DegreeOrder`.
///
/// The nodes with the most contacts, the hubs, know each other by a matrix of bits: of a node's hubs every pair
/// is looked up there. Of its other neighbours, each one's own row is compared with the node's, marked in a set
/// of bits. Whole numbers add up the same in any order, so every worker sums for itself.
struct TriangleCount {
  /// By node; nil where only the total was asked for.
  let perNode: [UInt64]?
  let total: UInt64

  /// `rows` are symmetric and without self-edges.
  init(_ rows: Adjacency, countsNodes: Bool, execution: Execution) throws {
    let count = rows.nodeCount
    let order = rows.withPointers { DegreeOrder($0, count: count, execution: execution) }
    try execution.checkCancellation()
    let hubs = HubMatrix(order, rows, execution: execution)
    let workers = max(1, min(execution.threads, (count + Self.grain - 1) / Self.grain))
    let totals = Scratch<UInt64>(repeating: 0, count: workers)
    let sums = (0..<workers).map { _ in Scratch<UInt64>(repeating: 0, count: countsNodes ? count : 0) }
    let next = Atomic<Int>(0)
    execution.forEachChunk(of: workers, grain: 1) { worker, _ in
      let marks = Scratch<UInt64>(repeating: 0, count: count / 64 + 1)
      let row = Scratch<UInt32>(repeating: 0, count: hubs.count + 1)
      while !execution.isCancelled() {
        let start = next.wrappingAdd(Self.grain, ordering: .relaxed).oldValue
        if start >= count { return }
        execution.report("triangles", done: start, of: count, unit: "people")
        let range = start..<min(count, start + Self.grain)
        totals.base[worker] &+=
          countsNodes
          ? Self.count(range, order, hubs, marks.base, row.base, sums[worker].base)
          : Self.count(range, order, hubs, marks.base, row.base, nil)
      }
    }
    try execution.checkCancellation()
    total = (0..<workers).reduce(0) { $0 &+ totals.base[$1] }
    guard countsNodes else {
      perNode = nil
      return
    }
    perNode = [UInt64](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = count
      for node in 0..<count {
        let rank = Int(order.ranks.base[node])
        buffer[node] = sums.reduce(0) { $0 &+ $1.base[rank] }
      }
    }
  }

  private static let grain = 64

  /// Triangles whose last node is in `range`.
  @inline(__always)
  private static func count(
    _ range: Range<Int>, _ order: DegreeOrder, _ hubs: HubMatrix, _ marks: UnsafeMutablePointer<UInt64>,
    _ row: UnsafeMutablePointer<UInt32>, _ sums: UnsafeMutablePointer<UInt64>?
  ) -> UInt64 {
    let neighbors = order.neighbors.base
    let rows = order.rows.base
    let hubCount = UInt32(truncatingIfNeeded: hubs.count)
    var total: UInt64 = 0
    for node in range {
      let (first, end) = (rows[node].start, rows[node].end)
      if end &- first < 2 { continue }
      var own: UInt64 = 0
      // The hubs, and whether there is anyone else.
      var hubNeighbors = 0
      for edge in first..<end {
        let neighbor = neighbors[edge]
        row[hubNeighbors] = neighbor
        hubNeighbors &+= neighbor < hubCount ? 1 : 0
      }
      own &+= pairs(row, hubNeighbors, hubs, sums)
      if hubNeighbors < end &- first {
        for edge in first..<end {
          let neighbor = Int(neighbors[edge])
          marks[neighbor &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: neighbor & 63)
        }
        row[hubs.count] = touch(first..<end, from: hubCount, neighbors, rows)
        for edge in first..<end where neighbors[edge] >= hubCount {
          let middle = Int(neighbors[edge])
          var met: UInt64 = 0
          for other in rows[middle].start..<rows[middle].end {
            let third = Int(neighbors[other])
            let isMarked = marks[third &>> 6] &>> UInt64(truncatingIfNeeded: third & 63) & 1
            met &+= isMarked
            if let sums { sums[third] &+= isMarked }
          }
          if let sums { sums[middle] &+= met }
          own &+= met
        }
        for edge in first..<end { marks[Int(neighbors[edge]) &>> 6] = 0 }
      }
      if let sums { sums[node] &+= own }
      total &+= own
    }
    return total
  }

  /// Reads a number of each cache line of the rows that come next, all at once, so that their ways from memory
  /// overlap; returns something that depends on them, for somebody to keep.
  @inline(__always)
  private static func touch(
    _ edges: Range<Int>, from hubCount: UInt32, _ neighbors: UnsafeMutablePointer<UInt32>,
    _ rows: UnsafeMutablePointer<DegreeOrder.Row>
  ) -> UInt32 {
    var touched: UInt32 = 0
    for edge in edges where neighbors[edge] >= hubCount {
      let row = rows[Int(neighbors[edge])]
      var place = row.start
      while place < row.end {
        touched &+= neighbors[place]
        place &+= 16
      }
    }
    return touched
  }

  /// How many pairs of the hubs in `row` know each other.
  @inline(__always)
  private static func pairs(
    _ row: UnsafeMutablePointer<UInt32>, _ count: Int, _ hubs: HubMatrix, _ sums: UnsafeMutablePointer<UInt64>?
  ) -> UInt64 {
    var total: UInt64 = 0
    for position in 0..<count {
      let hub = Int(row[position])
      let bits = hubs.row(hub)
      var met: UInt64 = 0
      for earlier in 0..<position {
        let other = Int(row[earlier])
        let isMet = bits[other &>> 6] &>> UInt64(truncatingIfNeeded: other & 63) & 1
        met &+= isMet
        if let sums { sums[other] &+= isMet }
      }
      if let sums { sums[hub] &+= met }
      total &+= met
    }
    return total
  }
}

/// Which of the first nodes of a `DegreeOrder` are in contact: a bit a pair, both ways.
struct HubMatrix: Sendable {
  let count: Int
  private let words: Int
  private let bits: Scratch<UInt64>

  /// A matrix of 8 MB: with more, its rows come from too far away.
  private static let most = 8192
  /// With fewer contacts than this a row is read as fast as it is looked up.
  private static let leastDegree = 64

  init(_ order: DegreeOrder, _ rows: Adjacency, execution: Execution) {
    var count = 0
    while count < min(Self.most, order.count) && rows.degree(Int(order.nodes.base[count])) >= Self.leastDegree {
      count += 1
    }
    let words = (count + 63) / 64
    let bits = Scratch<UInt64>(repeating: 0, count: count * words)
    for hub in 0..<count {
      for edge in order.rows.base[hub].start..<order.rows.base[hub].end {
        let other = Int(order.neighbors.base[edge])
        bits.base[hub * words + other / 64] |= 1 << UInt64(other % 64)
        bits.base[other * words + hub / 64] |= 1 << UInt64(hub % 64)
      }
    }
    (self.count, self.words, self.bits) = (count, words, bits)
  }

  @inline(__always)
  func row(_ hub: Int) -> UnsafeMutablePointer<UInt64> { bits.base + hub &* words }
}
