import KithFoundation
import KithGraph
import Synchronization

/// Reverse-reachable sets, drawn in parallel and kept for choosing.
///
/// One thread grows them; while they are read, others may draw further ones, which stay apart until they are asked for.
final class ReverseSets: @unchecked Sendable {
  /// Consecutive sets, in one piece of memory.
  final class Piece: @unchecked Sendable {
    let nodes: UnsafeMutablePointer<UInt32>
    /// Where each set ends.
    let ends: [Int]
    init(_ nodes: UnsafeMutablePointer<UInt32>, ends: [Int]) {
      self.nodes = nodes
      self.ends = ends
    }
    deinit { nodes.deallocate() }
  }

  let network: ReverseNetwork
  let seed: UInt64
  let purpose: StaticString
  private(set) var pieces: [Piece] = []
  private(set) var count = 0
  /// Members of all sets together.
  private(set) var size = 0
  /// In how many sets each node is.
  let frequency: Scratch<UInt32>
  /// One count of memberships a worker: integers, so their sum does not depend on who drew what.
  private let pool: Pool<Drawer>
  /// Pieces that follow the sets there are, nil where none was drawn yet.
  private var ahead: [Piece?] = []

  init(_ network: ReverseNetwork, seed: UInt64, purpose: StaticString) {
    self.network = network
    self.seed = seed
    self.purpose = purpose
    let nodeCount = network.graph.nodeCount
    frequency = Scratch(repeating: 0, count: nodeCount)
    pool = Pool { Drawer(nodeCount: nodeCount) }
  }

  /// Sets a piece, and at least that many a draw in parallel.
  private static let grain = 64

  /// Draws sets until there are `target`; O(their size). Those drawn ahead must lie within.
  func grow(to target: Int, _ execution: Execution) throws {
    let first = count
    let added = max(0, target - first)
    let nodeCount = network.graph.nodeCount
    let chunks = (added + Self.grain - 1) / Self.grain
    let drawn = Scratch<Unmanaged<Piece>?>(repeating: nil, count: chunks)
    let (network, seed, purpose, pool, ahead) = (network, seed, purpose, pool, ahead)
    precondition(ahead.count * Self.grain <= added, "sets drawn ahead are left over")
    self.ahead = []
    network.graph.in.withPointers { rows in
      execution.forEachChunk(of: added, grain: Self.grain) { chunk, range in
        if execution.isCancelled() || chunk < ahead.count && ahead[chunk] != nil { return }
        pool.with { drawer in
          let piece = drawer.draw(
            network, indices: first + range.lowerBound..<first + range.upperBound, seed, purpose, rows.neighbors.base)
          drawn.base[chunk] = Unmanaged.passRetained(piece)
        }
      }
    }
    for chunk in 0..<chunks {
      let before = chunk < ahead.count ? ahead[chunk] : nil
      guard let piece = before ?? drawn.base[chunk]?.takeRetainedValue() else { continue }
      pieces.append(piece)
      count += piece.ends.count
      size += piece.ends.last ?? 0
    }
    let drawers = pool.items
    let frequency = frequency
    execution.forEachChunk(of: nodeCount, grain: 1 << 15) { _, range in
      for drawer in drawers {
        for node in range {
          frequency.base[node] &+= drawer.frequency.base[node]
          drawer.frequency.base[node] = 0
        }
      }
    }
    try execution.checkCancellation()
    execution.report("drawing who could have reached whom", done: count, of: nil, unit: "sets")
  }

  /// Does `work`, which may read the sets, and draws further ones on the threads it leaves idle: up to `target`, until
  /// it is done. What the next `grow` finds drawn does not change what it gives, so long as it goes that far.
  func drawAhead<Result: Sendable>(
    to target: Int, _ execution: Execution, during work: @Sendable () -> Result
  ) -> Result {
    // Whole pieces, as `grow` will ask for them.
    let chunks = max(0, target - count) / Self.grain
    if execution.threads == 1 || chunks == 0 || !ahead.isEmpty { return work() }
    let result = Mutex<Result?>(nil)
    let isDone = Atomic<Bool>(false)
    let next = Atomic<Int>(0)
    let drawn = Scratch<Unmanaged<Piece>?>(repeating: nil, count: chunks)
    let (network, seed, purpose, pool, first) = (network, seed, purpose, pool, count)
    network.graph.in.withPointers { rows in
      execution.forEachChunk(of: execution.threads, grain: 1) { worker, _ in
        if worker == 0 {
          let value = work()
          result.withLock { $0 = value }
          return isDone.store(true, ordering: .relaxed)
        }
        pool.with { drawer in
          while !isDone.load(ordering: .relaxed) && !execution.isCancelled() {
            let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
            if chunk >= chunks { return }
            let start = first + chunk * Self.grain
            let piece = drawer.draw(network, indices: start..<start + Self.grain, seed, purpose, rows.neighbors.base)
            drawn.base[chunk] = Unmanaged.passRetained(piece)
          }
        }
      }
    }
    ahead = (0..<chunks).map { drawn.base[$0]?.takeRetainedValue() }
    guard let value = result.withLock({ $0 }) else { preconditionFailure("the first chunk always runs") }
    return value
  }

  /// A worker's memory; one worker has it at a time.
  private final class Drawer: @unchecked Sendable {
    let isMember: Scratch<UInt64>
    /// Memberships since the last sum.
    let frequency: Scratch<UInt32>
    let nodeCount: Int
    /// Where a piece grows.
    private var nodes: UnsafeMutablePointer<UInt32>
    private var capacity: Int

    init(nodeCount: Int) {
      self.nodeCount = nodeCount
      isMember = Scratch(repeating: 0, count: (nodeCount + 63) / 64)
      frequency = Scratch(repeating: 0, count: nodeCount)
      capacity = max(1 << 16, nodeCount)
      nodes = .allocate(capacity: capacity)
    }

    deinit { nodes.deallocate() }

    func draw(
      _ network: ReverseNetwork, indices: Range<Int>, _ seed: UInt64, _ purpose: StaticString,
      _ neighbors: UnsafeMutablePointer<UInt32>
    ) -> Piece {
      var ends: [Int] = []
      ends.reserveCapacity(indices.count)
      var used = 0
      for index in indices {
        // Room for the largest set; untouched memory costs nothing.
        if capacity - used < nodeCount {
          capacity = 2 * capacity + nodeCount
          let larger = Self.copy(of: nodes, used, capacity: capacity)
          nodes.deallocate()
          nodes = larger
        }
        var random = RandomStream(seed: seed, purpose: purpose, index: UInt64(index))
        let set = nodes + used
        let count = network.draw(&random, into: set, isMember: isMember, until: nil, neighbors: neighbors)
        for position in 0..<count { frequency.base[Int(set[position])] &+= 1 }
        used += count
        ends.append(used)
      }
      return Piece(Self.copy(of: nodes, used, capacity: max(1, used)), ends: ends)
    }

    private static func copy(
      of nodes: UnsafeMutablePointer<UInt32>, _ count: Int, capacity: Int
    ) -> UnsafeMutablePointer<UInt32> {
      let copy = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
      copy.update(from: nodes, count: count)
      return copy
    }
  }
}

extension ReverseNetwork {
  /// How many of sets `0..<count` of a stream a group of nodes meets; sets end where they meet it, and are not kept.
  func hits(
    of nodes: [Int], in range: Range<Int>, seed: UInt64, purpose: StaticString, _ execution: Execution
  ) throws -> Int {
    let nodeCount = graph.nodeCount
    let targets = Scratch<UInt64>(repeating: 0, count: (nodeCount + 63) / 64)
    for node in nodes { targets.insert(node) }
    let pool = Pool { LiveEdges.Run(nodeCount: nodeCount) }
    let grain = 64
    let hits = Scratch<Int>(repeating: 0, count: (range.count + grain - 1) / grain)
    graph.in.withPointers { rows in
      execution.forEachChunk(of: range.count, grain: grain) { chunk, part in
        if execution.isCancelled() { return }
        pool.with { run in
          for index in part {
            var random = RandomStream(seed: seed, purpose: purpose, index: UInt64(range.lowerBound + index))
            let count = draw(
              &random, into: run.reached.base, isMember: run.isReached, until: targets,
              neighbors: rows.neighbors.base)
            if count == Self.met { hits.base[chunk] += 1 }
          }
        }
      }
    }
    try execution.checkCancellation()
    return hits.buffer.reduce(0, +)
  }
}
