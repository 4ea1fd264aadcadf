import KithFoundation
import KithGraph

/// Draws a shortest path between two nodes, all equally likely, and counts who stands on it.
///
/// In hops by two breadth-first searches that meet, the one with fewer edges before it always going
/// on, which sees a small part of the graph only (Borassi & Natale 2019, doi 10.1145/3284359). With
/// lengths, by one search that ends at the target.
/// Memory: 36 bytes a node, with lengths 48.
final class PathDrawer: @unchecked Sendable {
  /// By node: paths drawn that pass through it.
  let counts: Scratch<UInt32>
  private let inward: Adjacency.Pointers
  private let sides: [Side]
  private let lengths: SourceDependencies?

  /// One of the two searches.
  private final class Side {
    let rows: Adjacency.Pointers
    let back: Adjacency.Pointers
    let distances: Scratch<Int32>
    /// Numbers of shortest paths, of one scale within a level.
    let paths: Scratch<Double>
    let queue: Scratch<UInt32>
    /// The level to go on from: a range of the queue.
    var (start, end) = (0, 0)
    /// Edges before it.
    var edges = 0

    init(_ rows: Adjacency.Pointers, back: Adjacency.Pointers, nodeCount: Int) {
      self.rows = rows
      self.back = back
      distances = Scratch(repeating: -1, count: nodeCount)
      paths = Scratch(uninitialized: nodeCount)
      queue = Scratch(uninitialized: nodeCount)
    }

    func begin(at node: Int) {
      for place in 0..<end { distances.base[Int(queue.base[place])] = -1 }
      distances.base[node] = 0
      paths.base[node] = 1
      queue.base[0] = UInt32(node)
      (start, end) = (0, 1)
      edges = rows.offsets.base[node + 1] - rows.offsets.base[node]
    }
  }

  init(_ out: Adjacency.Pointers, _ inward: Adjacency.Pointers, nodeCount: Int, isWeighted: Bool) {
    counts = Scratch(repeating: 0, count: nodeCount)
    self.inward = inward
    if isWeighted {
      let search = PathSearch(out, nodeCount: nodeCount, isWeighted: true)
      (lengths, sides) = (SourceDependencies(search, nodeCount: nodeCount), [])
    } else {
      let forward = Side(out, back: inward, nodeCount: nodeCount)
      (lengths, sides) = (nil, [forward, Side(inward, back: out, nodeCount: nodeCount)])
    }
  }

  static func memory(for nodeCount: Int) -> Int { 48 * nodeCount }

  /// The target differs from the source.
  func draw(from source: Int, to target: Int, _ random: inout RandomStream) {
    if lengths == nil { drawByHops(source, target, &random) } else { drawByLength(source, target, &random) }
  }

  // MARK: Hops

  private func drawByHops(_ source: Int, _ target: Int, _ random: inout RandomStream) {
    sides[0].begin(at: source)
    sides[1].begin(at: target)
    while sides[0].start < sides[0].end && sides[1].start < sides[1].end {
      let near = sides[0].edges <= sides[1].edges ? 0 : 1
      guard let (from, to) = advance(sides[near], towards: sides[1 - near], &random) else { continue }
      walk(back: sides[near], from: from, &random)
      walk(back: sides[1 - near], from: to, &random)
      return
    }
  }

  /// Goes one level on. Where it meets the other side, one of the edges between, drawn by the number of
  /// paths over it: all join the two last levels, for a node of a level before has no neighbour unseen.
  private func advance(_ side: Side, towards other: Side, _ random: inout RandomStream) -> (Int, Int)? {
    var met: (Int, Int)?
    var total = 0.0
    let (start, end) = (side.start, side.end)
    (side.start, side.edges) = (end, 0)
    var largest = 0.0
    for place in start..<end {
      let node = Int(side.queue.base[place])
      let (distance, paths) = (side.distances.base[node] &+ 1, side.paths.base[node])
      for edge in side.rows.offsets.base[node]..<side.rows.offsets.base[node &+ 1] {
        let neighbor = Int(side.rows.neighbors.base[edge])
        if other.distances.base[neighbor] >= 0 {
          let joined = paths * other.paths.base[neighbor]
          total += joined
          if random.unit() * total < joined { met = (node, neighbor) }
        } else if side.distances.base[neighbor] < 0 {
          side.distances.base[neighbor] = distance
          side.paths.base[neighbor] = paths
          side.queue.base[side.end] = UInt32(neighbor)
          side.end &+= 1
          side.edges &+= side.rows.offsets.base[neighbor &+ 1] &- side.rows.offsets.base[neighbor]
          largest = max(largest, paths)
        } else if side.distances.base[neighbor] == distance {
          side.paths.base[neighbor] += paths
          largest = max(largest, side.paths.base[neighbor])
        }
      }
    }
    // Only numbers of one level are ever compared, so a level may be scaled; products then stay finite.
    if largest > 0x1p400 {
      for place in end..<side.end { side.paths.base[Int(side.queue.base[place])] *= 0x1p-400 }
    }
    return met
  }

  /// Counts the nodes from one the search has reached back to where it began, that one left out.
  private func walk(back side: Side, from start: Int, _ random: inout RandomStream) {
    var node = start
    while side.distances.base[node] > 0 {
      counts.base[node] &+= 1
      let before = side.distances.base[node] &- 1
      var (total, chosen) = (0.0, node)
      for edge in side.back.offsets.base[node]..<side.back.offsets.base[node &+ 1] {
        let other = Int(side.back.neighbors.base[edge])
        if side.distances.base[other] != before { continue }
        total += side.paths.base[other]
        if random.unit() * total < side.paths.base[other] { chosen = other }
      }
      node = chosen
    }
  }

  // MARK: Lengths

  private func drawByLength(_ source: Int, _ target: Int, _ random: inout RandomStream) {
    guard let lengths else { return }
    let search = lengths.search
    search.search(from: source, to: target)
    if search.distances.base[target] == .infinity { return }
    lengths.countPaths()
    var node = target
    while node != source {
      if node != target { counts.base[node] &+= 1 }
      var (total, chosen) = (0.0, node)
      for edge in inward.offsets.base[node]..<inward.offsets.base[node &+ 1] {
        let other = Int(inward.neighbors.base[edge])
        let length = 1 / Double(inward.weights!.base[edge])
        if !search.isStep(other, node, length) { continue }
        let share = lengths.share(of: other, in: node)
        total += share
        if random.unit() * total < share { chosen = other }
      }
      node = chosen
    }
  }
}
