import KithFoundation

/// Breadth-first searches from 64 sources at once: a node has a bit a source (Then et al. 2014,
/// doi 10.14778/2735496.2735507).
///
/// Sums stand at the nodes reached: what all nodes are to all, or to some, follows from them. A step
/// goes from the last level's nodes where these are few, or else asks, in parallel, every node not yet
/// reached by all: it stops at the first neighbours that answer for all. Sums of whole numbers; each
/// node's others are added level after level, so threads change nothing. On a graph of any depth a
/// step costs only the edges of the level it leaves.
/// Memory: 56 bytes a node.
final class DistanceSweep {
  static let width = 64

  /// What a node, at the end of paths from the sources, has seen so far.
  struct Sums: BitwiseCopyable {
    /// Hops, summed over sources that reach it.
    var distance = 0
    /// Sources that reach it, itself not counted.
    var reached = 0
    /// Sum of 1 / hops.
    var inverse = 0.0
    /// The most hops.
    var farthest = 0

    @inline(__always)
    mutating func add(_ sources: Int, at depth: Int) {
      distance &+= sources &* depth
      reached &+= sources
      inverse += Double(sources) / Double(depth)
      farthest = max(farthest, depth)
    }
  }

  let layout: PathLayout
  /// By position.
  let sums: Scratch<Sums>
  /// Pairs at each distance, at 0 none.
  private(set) var pairs = [0]
  /// Of the last sources: the most hops to a node they reach.
  private(set) var farthest = [Int](repeating: 0, count: DistanceSweep.width)
  /// Of the last sources, where lanes are counted: nodes reached, and hops to them in all.
  private(set) var laneReached = [Int](repeating: 0, count: DistanceSweep.width)
  private(set) var laneDistance = [Int](repeating: 0, count: DistanceSweep.width)
  private let countsLanes: Bool

  private let seen: Scratch<UInt64>
  private var last: Scratch<UInt64>
  private var next: Scratch<UInt64>
  private let partial: Scratch<Step>
  private let partialLanes: Scratch<Int>
  /// The last level's nodes, where they were listed.
  private var listed: [UInt32]?
  private var isNextClean = true

  /// What a step found.
  private struct Step: BitwiseCopyable {
    var pairs = 0
    var lanes: UInt64 = 0
    /// Edges on from the nodes found.
    var edges = 0
    /// Edges to nodes not yet reached by all.
    var open = 0
  }

  init(_ layout: PathLayout, countsLanes: Bool = false) {
    self.layout = layout
    self.countsLanes = countsLanes
    sums = Scratch(repeating: Sums(), count: layout.count)
    seen = Scratch(repeating: 0, count: layout.count)
    last = Scratch(repeating: 0, count: layout.count)
    next = Scratch(repeating: 0, count: layout.count)
    partial = Scratch(repeating: Step(), count: layout.chunks.count)
    partialLanes = Scratch(repeating: 0, count: countsLanes ? layout.chunks.count * Self.width : 0)
  }

  static func memory(for size: GraphSize) -> Int { PathLayout.memory(for: size) + 64 * size.nodes }

  /// Searches from up to 64 sources (positions, all different), adding to the sums.
  func search(from sources: ArraySlice<UInt32>, _ execution: Execution) throws {
    let all = sources.count == Self.width ? UInt64.max : (1 << UInt64(sources.count)) - 1
    seen.base.update(repeating: 0, count: layout.count)
    last.base.update(repeating: 0, count: layout.count)
    if !isNextClean { next.base.update(repeating: 0, count: layout.count) }
    isNextClean = true
    var step = Step()
    step.open = layout.against.offsets.base[layout.count]
    for (lane, source) in sources.enumerated() {
      seen.base[Int(source)] = 1 << UInt64(lane)
      last.base[Int(source)] = 1 << UInt64(lane)
      step.edges += layout.along.degree(Int(source))
      (farthest[lane], laneReached[lane], laneDistance[lane]) = (0, 0, 0)
    }
    listed = Array(sources)
    var depth = 0
    while step.edges > 0 {
      depth += 1
      if depth % 1024 == 0 { try execution.checkCancellation() }
      step = step.edges < step.open / 8 ? push(step.open, all, depth) : pull(all, depth, execution)
      if step.pairs == 0 { break }
      if depth == pairs.count { pairs.append(0) }
      pairs[depth] += step.pairs
      for lane in 0..<sources.count where step.lanes >> UInt64(lane) & 1 == 1 { farthest[lane] = depth }
      swap(&last, &next)
    }
  }

  /// From the last level's nodes. Leaves `last` zero.
  private func push(_ open: Int, _ all: UInt64, _ depth: Int) -> Step {
    if !isNextClean { next.base.update(repeating: 0, count: layout.count) }
    let from = listed ?? (0..<UInt32(layout.count)).filter { last.base[Int($0)] != 0 }
    var found: [UInt32] = []
    let (offsets, neighbors) = (layout.along.offsets.base, layout.along.neighbors.base)
    for node in from {
      let position = Int(node)
      let bits = last.base[position]
      for edge in offsets[position]..<offsets[position &+ 1] {
        let neighbor = Int(neighbors[edge])
        let fresh = bits & ~seen.base[neighbor]
        if fresh == 0 { continue }
        if next.base[neighbor] == 0 { found.append(neighbors[edge]) }
        next.base[neighbor] |= fresh
      }
    }
    for node in from { last.base[Int(node)] = 0 }
    var step = Step()
    step.open = open
    for node in found {
      let position = Int(node)
      let bits = next.base[position]
      seen.base[position] |= bits
      sums.base[position].add(bits.nonzeroBitCount, at: depth)
      if countsLanes { countLanes(bits, depth) }
      step.pairs &+= bits.nonzeroBitCount
      step.lanes |= bits
      step.edges &+= layout.along.degree(position)
      if seen.base[position] == all { step.open &-= layout.against.degree(position) }
    }
    (listed, isNextClean) = (found, true)
    return step
  }

  private func countLanes(_ bits: UInt64, _ depth: Int) {
    var rest = bits
    while rest != 0 {
      let lane = rest.trailingZeroBitCount
      laneReached[lane] &+= 1
      laneDistance[lane] &+= depth
      rest &= rest &- 1
    }
  }

  /// From the nodes not yet reached by all. Writes `next` in full.
  private func pull(_ all: UInt64, _ depth: Int, _ execution: Execution) -> Step {
    let (layout, last, next, seen, sums, partial) = (layout, last, next, seen, sums, partial)
    let lanes = countsLanes ? partialLanes : nil
    execution.forEachChunk(of: layout.chunks.count, grain: 1) { chunk, _ in
      var step = Step()
      let counts = lanes.map { $0.base + chunk * Self.width }
      counts?.update(repeating: 0, count: Self.width)
      let (offsets, neighbors) = (layout.against.offsets.base, layout.against.neighbors.base)
      for position in layout.chunks[chunk] {
        let open = all & ~seen.base[position]
        var bits: UInt64 = 0
        if open != 0 {
          for edge in offsets[position]..<offsets[position &+ 1] {
            bits |= last.base[Int(neighbors[edge])]
            if bits & open == open { break }
          }
          bits &= open
          if bits != open { step.open &+= layout.against.degree(position) }
        }
        next.base[position] = bits
        if bits == 0 { continue }
        seen.base[position] |= bits
        sums.base[position].add(bits.nonzeroBitCount, at: depth)
        step.pairs &+= bits.nonzeroBitCount
        step.lanes |= bits
        step.edges &+= layout.along.degree(position)
        if let counts {
          var rest = bits
          while rest != 0 {
            counts[rest.trailingZeroBitCount] &+= 1
            rest &= rest &- 1
          }
        }
      }
      partial.base[chunk] = step
    }
    var total = Step()
    for chunk in layout.chunks.indices {
      total.pairs &+= partial.base[chunk].pairs
      total.lanes |= partial.base[chunk].lanes
      total.edges &+= partial.base[chunk].edges
      total.open &+= partial.base[chunk].open
      if !countsLanes { continue }
      for lane in 0..<Self.width {
        laneReached[lane] &+= partialLanes.base[chunk * Self.width + lane]
        laneDistance[lane] &+= partialLanes.base[chunk * Self.width + lane] &* depth
      }
    }
    (listed, isNextClean) = (nil, false)
    return total
  }
}
