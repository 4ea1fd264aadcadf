import KithFoundation
import KithGraph

/// Distances from one node: breadth first in hops, Dijkstra's search where edges have lengths of 1/weight.
///
/// One is made for a row of searches and reused: `search` first takes back what the last one wrote.
/// Memory: 20 bytes a node. O(nodes reached + their edges), with lengths times log(nodes reached).
final class PathSearch {
  /// Two path lengths this close, relatively, are equal: sums of 1/w depend on the order of their terms.
  static let tolerance = 1e-12

  let rows: Adjacency.Pointers
  /// Whether edges have lengths; an edge of weight 0 then has none and does not exist.
  let isWeighted: Bool
  /// By node; infinite where not reached.
  let distances: Scratch<Double>
  /// The nodes reached, nearest first; `count` of them.
  let order: Scratch<UInt32>
  /// The place in `order` of a node that was reached.
  let places: Scratch<UInt32>
  private(set) var count = 0
  /// Nodes met but not yet reached, a heap of four children each.
  private let heap: Scratch<UInt32>
  private var waiting = 0

  init(_ rows: Adjacency.Pointers, nodeCount: Int, isWeighted: Bool) {
    self.rows = rows
    self.isWeighted = isWeighted && rows.weights != nil
    distances = Scratch(repeating: .infinity, count: nodeCount)
    order = Scratch(uninitialized: nodeCount)
    places = Scratch(uninitialized: nodeCount)
    heap = Scratch(uninitialized: self.isWeighted ? nodeCount : 0)
  }

  static func memory(for nodeCount: Int) -> Int { 20 * nodeCount }

  /// The length of an edge; infinite for one of weight 0.
  @inline(__always)
  func length(_ edge: Int) -> Double { isWeighted ? 1 / Double(rows.weights!.base[edge]) : 1 }

  /// Whether a shortest path may step from one node to another over an edge of this length; never where
  /// one of them was not reached.
  @inline(__always)
  func isStep(_ from: Int, _ to: Int, _ length: Double) -> Bool {
    let goal = distances.base[to]
    return goal < .infinity && abs(distances.base[from] + length - goal) <= goal * Self.tolerance
      && places.base[from] < places.base[to]
  }

  /// Reaches everyone, or, in lengths, all up to `target`.
  func search(from source: Int, to target: Int = -1) {
    for place in 0..<count { distances.base[Int(order.base[place])] = .infinity }
    count = 0
    distances.base[source] = 0
    if isWeighted { searchByLength(source, target) } else { searchByHops(source) }
  }

  private func searchByHops(_ source: Int) {
    let (offsets, neighbors) = (rows.offsets.base, rows.neighbors.base)
    let (distances, order, places) = (distances.base, order.base, places.base)
    order[0] = UInt32(source)
    places[source] = 0
    var (next, end) = (0, 1)
    while next < end {
      let node = Int(order[next])
      next &+= 1
      let distance = distances[node] + 1
      for edge in offsets[node]..<offsets[node &+ 1] {
        let neighbor = Int(neighbors[edge])
        if distances[neighbor] < .infinity { continue }
        distances[neighbor] = distance
        order[end] = UInt32(neighbor)
        places[neighbor] = UInt32(end)
        end &+= 1
      }
    }
    count = end
  }

  private func searchByLength(_ source: Int, _ target: Int) {
    push(source)
    while waiting > 0 {
      let node = pop()
      order.base[count] = UInt32(node)
      places.base[node] = UInt32(count)
      count &+= 1
      if node == target { break }
      for edge in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] {
        let neighbor = Int(rows.neighbors.base[edge])
        let distance = distances.base[node] + length(edge)
        if distance >= distances.base[neighbor] { continue }
        let isNew = distances.base[neighbor] == .infinity
        distances.base[neighbor] = distance
        if isNew { push(neighbor) } else { rise(neighbor, from: Int(places.base[neighbor])) }
      }
    }
    // Beyond the target nothing is settled.
    for place in 0..<waiting { distances.base[Int(heap.base[place])] = .infinity }
    waiting = 0
  }

  // MARK: The heap; `places` holds where a waiting node stands in it.

  private func push(_ node: Int) {
    waiting &+= 1
    rise(node, from: waiting &- 1)
  }

  private func rise(_ node: Int, from start: Int) {
    var place = start
    let distance = distances.base[node]
    while place > 0 {
      let parent = (place &- 1) / 4
      let other = heap.base[parent]
      if distances.base[Int(other)] <= distance { break }
      put(other, place)
      place = parent
    }
    put(UInt32(node), place)
  }

  private func pop() -> Int {
    let first = Int(heap.base[0])
    waiting &-= 1
    let last = heap.base[waiting]
    let distance = distances.base[Int(last)]
    var place = 0
    while true {
      let firstChild = 4 &* place &+ 1
      if firstChild >= waiting { break }
      var best = firstChild
      for child in firstChild..<min(waiting, firstChild &+ 4)
      where distances.base[Int(heap.base[child])] < distances.base[Int(heap.base[best])] {
        best = child
      }
      if distances.base[Int(heap.base[best])] >= distance { break }
      put(heap.base[best], place)
      place = best
    }
    if waiting > 0 { put(last, place) }
    return first
  }

  @inline(__always)
  private func put(_ node: UInt32, _ place: Int) {
    heap.base[place] = node
    places.base[Int(node)] = UInt32(place)
  }
}
