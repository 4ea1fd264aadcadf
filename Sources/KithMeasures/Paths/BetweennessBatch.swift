import KithFoundation

/// Brandes' algorithm in hops for eight sources at once.
///
/// A node has eight lanes, one a source, in one cache line. Level by level, a node not yet reached in
/// some lane sums its neighbours' path counts of the last level: nodes elsewhere hold zeros there, so
/// the sum asks nothing. Back again, a node sums (1 + dependency) / paths over its successors, held in
/// the same way. What costs is to fetch a neighbour's line, and one serves eight sources.
///
/// Each step goes the cheaper way: from all nodes still open (in parallel: each writes its own line
/// only), or from the few of the last level. Path counts cannot overflow: at most `levelLimit` levels
/// of fewer than 2³¹ neighbours each stay below 2⁹⁹². A batch that meets more levels says so and is
/// left to the kernel for one source. Nothing depends on the threads.
final class BetweennessBatch {
  typealias Lanes = SIMD8<Double>
  static let width = 8
  static let levelLimit = 32

  private let layout: PathLayout
  /// Paths from each lane's source, by position; of this batch only once `visited` says so.
  private let paths: Scratch<Lanes>
  /// What the last level passes on, and what the next one will; zero at every other node.
  private var last: Scratch<Lanes>
  private var next: Scratch<Lanes>
  /// The levels that `last` and `next` hold; -1 for none.
  private var (lastLevel, nextLevel) = (-1, -1)
  private let visited: Scratch<UInt8>
  /// By level: the lanes in which a node lies there.
  private var levels: [Scratch<UInt8>] = []
  /// Edges from, and to, the nodes of each level.
  private var reach: [Reach] = []
  private let partial: Scratch<Reach>
  /// 1 where a lane is among the bits, else 0.
  private let masks: Scratch<Lanes>
  /// Sums of dependencies, by position.
  let scores: Scratch<Double>
  /// Sums of dependencies, by place in `layout.along`; nil unless asked for.
  let edgeScores: Scratch<Double>?

  private struct Reach: BitwiseCopyable {
    var along = 0
    var against = 0
    /// Edges against the paths at nodes still open.
    var open = 0
  }

  init(_ layout: PathLayout, countsEdges: Bool = false) {
    self.layout = layout
    let count = layout.count
    paths = Scratch(repeating: Lanes(), count: count)
    last = Scratch(repeating: Lanes(), count: count)
    next = Scratch(repeating: Lanes(), count: count)
    visited = Scratch(repeating: 0, count: count)
    partial = Scratch(repeating: Reach(), count: layout.chunks.count)
    scores = Scratch(repeating: 0, count: count)
    edgeScores = countsEdges ? Scratch(repeating: 0, count: layout.along.offsets.base[count]) : nil
    masks = Scratch(repeating: Lanes(), count: 256)
    for bits in 0..<256 {
      for lane in 0..<Self.width where bits >> lane & 1 == 1 { masks.base[bits][lane] = 1 }
    }
  }

  /// Bytes, with a dozen levels.
  static func memory(for size: GraphSize, countsEdges: Bool = false) -> Int {
    let edges = countsEdges ? 8 * size.edges * (size.isDirected ? 1 : 2) : 0
    return (3 * MemoryLayout<Lanes>.size + 21) * size.nodes + edges
  }

  /// Adds the dependencies of up to eight sources (positions, all different) to the scores.
  ///
  /// False, with nothing added, where some node lies `levelLimit` or more steps away.
  func add(_ sources: ArraySlice<UInt32>, _ execution: Execution) -> Bool {
    let lanes = UInt8(truncatingIfNeeded: (1 << sources.count) - 1)
    visited.base.update(repeating: 0, count: layout.count)
    begin(sources)
    var depth = 0
    while reach[depth].along > 0 {
      if depth + 1 == Self.levelLimit {
        finish()
        return false
      }
      advance(from: depth, lanes, execution)
      if reach[depth + 1].along < 0 { break }
      depth += 1
    }
    retreat(from: depth, execution)
    finish()
    return true
  }

  private func begin(_ sources: ArraySlice<UInt32>) {
    makeLevel(0)
    reach = [Reach()]
    reach[0].open = layout.along.offsets.base[layout.count]
    for (lane, source) in sources.enumerated() {
      let position = Int(source)
      levels[0].base[position] = 1 << UInt8(lane)
      visited.base[position] = 1 << UInt8(lane)
      paths.base[position] = Lanes()
      paths.base[position][lane] = 1
      last.base[position] = paths.base[position]
      reach[0].along += layout.along.degree(position)
      reach[0].against += layout.against.degree(position)
    }
    lastLevel = 0
  }

  /// Leaves `last` and `next` all zero.
  private func finish() {
    clear(last, lastLevel)
    clear(next, nextLevel)
    (lastLevel, nextLevel) = (-1, -1)
  }

  private func clear(_ lanes: Scratch<Lanes>, _ level: Int) {
    if level < 0 { return }
    let held = levels[level].base
    for position in 0..<layout.count where held[position] != 0 { lanes.base[position] = Lanes() }
  }

  private func makeLevel(_ level: Int) {
    if level == levels.count {
      levels.append(Scratch(repeating: 0, count: layout.count))
    } else {
      levels[level].base.update(repeating: 0, count: layout.count)
    }
  }

  // MARK: Forward

  /// Reaches the nodes one step beyond a level. `reach` of the new level is -1 where there are none.
  private func advance(from depth: Int, _ lanes: UInt8, _ execution: Execution) {
    makeLevel(depth + 1)
    let pushes = Self.isFewer(reach[depth].along, than: reach[depth].open)
    if pushes { pushPaths(from: depth) }
    let (layout, partial, masks, visited, paths) = (layout, partial, masks, visited, paths)
    let (last, next) = (last, next)
    let (old, new) = (levels[depth], levels[depth + 1])
    let stale = nextLevel < 0 ? nil : levels[nextLevel]
    let asks = Self.isSparse(reach[depth].along, of: layout.along.offsets.base[layout.count])
    execution.forEachChunk(of: layout.chunks.count, grain: 1) { chunk, _ in
      var found = Reach()
      for position in layout.chunks[chunk] {
        let seen = visited.base[position]
        let open = ~seen & lanes
        var bits = new.base[position]
        if open != 0 && (bits != 0 || !pushes) {
          var sum =
            pushes ? next.base[position] : gather(layout.against, position, last.base, old.base, open, asks: asks)
          sum *= masks.base[Int(open)]
          bits = positive(sum)
          new.base[position] = bits
          if bits != 0 {
            next.base[position] = sum
            paths.base[position] = seen == 0 ? sum : paths.base[position] + sum
            visited.base[position] = seen | bits
            found.along &+= layout.along.degree(position)
            found.against &+= layout.against.degree(position)
          }
        }
        if bits == 0, let stale, stale.base[position] != 0 { next.base[position] = Lanes() }
        if open & ~bits != 0 { found.open &+= layout.against.degree(position) }
      }
      partial.base[chunk] = found
    }
    var total = Reach()
    for chunk in layout.chunks.indices {
      total.along &+= partial.base[chunk].along
      total.against &+= partial.base[chunk].against
      total.open &+= partial.base[chunk].open
    }
    if total.along + total.against == 0 { total.along = -1 }
    reach.append(total)
    swap(&self.last, &self.next)
    (lastLevel, nextLevel) = (depth + 1, lastLevel)
  }

  /// Sums a small level's path counts at the nodes it leads to.
  private func pushPaths(from depth: Int) {
    let (old, new) = (levels[depth].base, levels[depth + 1].base)
    let (offsets, neighbors) = (layout.along.offsets.base, layout.along.neighbors.base)
    for position in 0..<layout.count where old[position] != 0 {
      let bits = old[position]
      let value = last.base[position]
      for edge in offsets[position]..<offsets[position &+ 1] {
        let neighbor = Int(neighbors[edge])
        let fresh = bits & ~visited.base[neighbor]
        if fresh == 0 { continue }
        next.base[neighbor] = new[neighbor] == 0 ? value : next.base[neighbor] + value
        new[neighbor] |= fresh
      }
    }
  }

  // MARK: Back

  /// Sums the dependencies, from the deepest level to the sources.
  private func retreat(from depth: Int, _ execution: Execution) {
    if depth == 0 { return }
    prepareDeepest(depth, execution)
    let lowest = edgeScores == nil ? 1 : 0
    for level in stride(from: depth - 1, through: lowest, by: -1) { collect(level, execution) }
  }

  /// At the deepest level nothing depends: it passes on 1 / paths.
  private func prepareDeepest(_ depth: Int, _ execution: Execution) {
    let (layout, masks, paths, last, held) = (layout, masks, paths, last, levels[depth])
    execution.forEachChunk(of: layout.chunks.count, grain: 1) { chunk, _ in
      for position in layout.chunks[chunk] where held.base[position] != 0 {
        let mask = masks.base[Int(held.base[position])]
        last.base[position] = mask / (paths.base[position] + (1 - mask))
      }
    }
    lastLevel = depth
  }

  /// Dependencies of a level's nodes, from what the one below it passes on.
  private func collect(_ level: Int, _ execution: Execution) {
    let pushes = edgeScores == nil && Self.isFewer(reach[level + 1].against, than: reach[level].along)
    if pushes {
      clear(next, nextLevel)
      nextLevel = -1
      pushDependencies(from: level + 1)
    }
    let (layout, masks, paths, scores, edgeScores) = (layout, masks, paths, scores, edgeScores)
    let (last, next) = (last, next)
    let (below, held) = (levels[level + 1], levels[level])
    let stale = nextLevel < 0 ? nil : levels[nextLevel]
    let asks = Self.isSparse(reach[level + 1].against, of: layout.along.offsets.base[layout.count])
    execution.forEachChunk(of: layout.chunks.count, grain: 1) { chunk, _ in
      for position in layout.chunks[chunk] {
        let bits = held.base[position]
        if bits == 0 {
          if let stale, stale.base[position] != 0 { next.base[position] = Lanes() }
          continue
        }
        let mask = masks.base[Int(bits)]
        let own = paths.base[position] * mask
        let sum: Lanes
        if pushes {
          sum = next.base[position]
        } else if let edgeScores {
          sum = gather(layout.along, position, last.base, own, edgeScores.base)
        } else {
          sum = gather(layout.along, position, last.base, below.base, bits, asks: asks)
        }
        if level > 0 { scores.base[position] += (own * sum).sum() }
        next.base[position] = mask * (1 / (own + (1 - mask)) + sum)
      }
    }
    swap(&self.last, &self.next)
    (lastLevel, nextLevel) = (level, lastLevel)
  }

  /// Passes on from a small level to the nodes before it. Leaves zeros at all others.
  private func pushDependencies(from level: Int) {
    let (below, held) = (levels[level].base, levels[level - 1].base)
    let (offsets, neighbors) = (layout.against.offsets.base, layout.against.neighbors.base)
    for position in 0..<layout.count where below[position] != 0 {
      let value = last.base[position]
      for edge in offsets[position]..<offsets[position &+ 1] {
        let neighbor = Int(neighbors[edge])
        if held[neighbor] != 0 { next.base[neighbor] += value }
      }
    }
  }

  /// Whether to go from the last level's edges rather than to all open ones: writes cost more than
  /// reads, and run on one thread.
  private static func isFewer(_ edges: Int, than open: Int) -> Bool { edges < open / 12 }

  /// Whether most neighbours lie elsewhere: to ask costs less than to fetch their lines.
  private static func isSparse(_ edges: Int, of all: Int) -> Bool { edges < all / 3 }
}

/// The sum of the neighbours' lanes.
@inline(__always)
private func gather(
  _ rows: PathLayout.Rows, _ position: Int, _ values: UnsafeMutablePointer<SIMD8<Double>>,
  _ held: UnsafeMutablePointer<UInt8>, _ wanted: UInt8, asks: Bool
) -> SIMD8<Double> {
  var sum = SIMD8<Double>()
  let neighbors = rows.neighbors.base
  let (start, end) = (rows.offsets.base[position], rows.offsets.base[position &+ 1])
  if asks {
    for edge in start..<end {
      let neighbor = Int(neighbors[edge])
      if held[neighbor] & wanted != 0 { sum += values[neighbor] }
    }
  } else {
    for edge in start..<end { sum += values[Int(neighbors[edge])] }
  }
  return sum
}

/// The sum of the neighbours' lanes; adds to each edge what flows over it.
@inline(__always)
private func gather(
  _ rows: PathLayout.Rows, _ position: Int, _ values: UnsafeMutablePointer<SIMD8<Double>>, _ own: SIMD8<Double>,
  _ edges: UnsafeMutablePointer<Double>
) -> SIMD8<Double> {
  var sum = SIMD8<Double>()
  for edge in rows.offsets.base[position]..<rows.offsets.base[position &+ 1] {
    let value = values[Int(rows.neighbors.base[edge])]
    edges[edge] += (own * value).sum()
    sum += value
  }
  return sum
}

/// The lanes above zero, as bits.
@inline(__always)
private func positive(_ lanes: SIMD8<Double>) -> UInt8 {
  var bits: UInt8 = 0
  for lane in 0..<8 { bits |= lanes[lane] > 0 ? 1 << UInt8(lane) : 0 }
  return bits
}
