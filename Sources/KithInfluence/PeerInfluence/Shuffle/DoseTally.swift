import KithGraph
import Synchronization

/// For each person those they address, and which of these share an edge: what groups of company are made of.
struct Circles: Sendable {
  let graph: Graph
  /// `offsets[e]..<offsets[e + 1]` are the friends of the person addressed by edge e among those whom its source
  /// addresses too, as positions in the source's row.
  let offsets: [Int]
  let positions: [UInt32]

  /// O(edges + the out-edges and in-edges of everybody addressed).
  init(_ graph: Graph) {
    self.graph = graph
    var offsets = [0]
    offsets.reserveCapacity(graph.out.neighbors.count + 1)
    var positions: [UInt32] = []
    var place = [UInt32](repeating: .max, count: graph.nodeCount)
    for person in 0..<graph.nodeCount {
      let row = graph.outNeighbors(of: person)
      for (position, other) in zip(UInt32(0)..., row) { place[Int(other)] = position }
      for other in row {
        for third in graph.outNeighbors(of: Int(other)) where place[Int(third)] != .max {
          positions.append(place[Int(third)])
        }
        if graph.isDirected {
          for third in graph.inNeighbors(of: Int(other)) where place[Int(third)] != .max {
            positions.append(place[Int(third)])
          }
        }
        offsets.append(positions.count)
      }
      for other in row { place[Int(other)] = .max }
    }
    self.offsets = offsets
    self.positions = positions
  }
}

/// Person-periods at risk and adoptions by number, share and groups of adopting contacts.
struct DoseTally: Sendable {
  var byCount: [Dose.Cell]
  var byShare: [Dose.Cell]
  var byGroups: [Dose.Cell]
  let parts: Int

  init(most: Int, parts: Int) {
    self.parts = parts
    byCount = [Dose.Cell](repeating: Dose.Cell(), count: most + 1)
    byGroups = byCount
    byShare = [Dose.Cell](repeating: Dose.Cell(), count: parts + 1)
  }

  /// Adds everybody for these times, by node.
  mutating func count(_ circles: Circles, _ times: [Int32], count: Int, first: Int) {
    var order: [(period: Int32, position: Int)] = []
    var root: [Int] = []
    for person in times.indices {
      let adopts = times[person] != AdoptionTimes.never
      let end = adopts ? times[person] : Int32(count - 1)
      if end < Int32(first) { continue }
      let start = circles.graph.out.offsets[person]
      let row = circles.graph.outNeighbors(of: person)
      order.removeAll(keepingCapacity: true)
      for (position, other) in row.enumerated() where times[Int(other)] < end {
        order.append((times[Int(other)], position))
      }
      order.sort { $0 < $1 }
      root = [Int](repeating: -1, count: row.count)
      var groups = 0
      var since = Int32(first - 1)
      for (company, (period, position)) in order.enumerated() {
        add(Int(period - since), 0, company: company, of: row.count, groups: groups)
        since = max(since, period)
        root[position] = position
        groups += 1
        for known in circles.positions[circles.offsets[start + position]..<circles.offsets[start + position + 1]] {
          guard root[Int(known)] >= 0 else { continue }
          let (one, other) = (Self.top(&root, Int(known)), Self.top(&root, position))
          if one != other {
            root[one] = other
            groups -= 1
          }
        }
      }
      add(Int(end - since), adopts ? 1 : 0, company: order.count, of: row.count, groups: groups)
    }
  }

  private static func top(_ root: inout [Int], _ position: Int) -> Int {
    var position = position
    while root[position] != position {
      root[position] = root[root[position]]
      position = root[position]
    }
    return position
  }

  /// People who address nobody have no share; they count as having none of their contacts adopt.
  private mutating func add(_ spent: Int, _ adoptions: Int, company: Int, of contacts: Int, groups: Int) {
    if spent <= 0 { return }
    let part = company == 0 ? 0 : (company * parts + contacts - 1) / contacts
    byCount[company].atRisk += spent
    byCount[company].adoptions += adoptions
    byShare[part].atRisk += spent
    byShare[part].adoptions += adoptions
    byGroups[groups].atRisk += spent
    byGroups[groups].adoptions += adoptions
  }
}

/// One tally a draw, written by parallel chunks.
final class DrawnTallies: Sendable {
  private let store: Mutex<[DoseTally?]>

  init(count: Int) { store = Mutex([DoseTally?](repeating: nil, count: count)) }

  subscript(draw: Int) -> DoseTally? {
    get { store.withLock { $0[draw] } }
    set { store.withLock { $0[draw] = newValue } }
  }

  var all: [DoseTally] { store.withLock { $0.compactMap { $0 } } }
}
