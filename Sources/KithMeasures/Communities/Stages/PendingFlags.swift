import Synchronization

/// One flag a node that several threads may set at once.
struct PendingFlags: ~Copyable, @unchecked Sendable {
  private let flags: UnsafeMutablePointer<Atomic<UInt8>>

  init(count: Int) {
    flags = .allocate(capacity: max(1, count))
    for i in 0..<count { (flags + i).initialize(to: Atomic(0)) }
  }

  deinit { flags.deallocate() }

  @inline(__always) func set(_ index: Int) { flags[index].store(1, ordering: .relaxed) }
  @inline(__always) func clear(_ index: Int) { flags[index].store(0, ordering: .relaxed) }
  @inline(__always) func isSet(_ index: Int) -> Bool { flags[index].load(ordering: .relaxed) != 0 }

  /// Marks the neighbours of the first `count` moved nodes that are not in the group these moved to.
  func setNeighbors(
    of moved: Storage<UInt32>, _ count: Int, unlessIn group: Storage<UInt32>, rows: LevelRows, _ workers: Workers
  ) {
    workers.forEachChunk(of: count, grain: 64) { _, range in
      let (neighbors, group) = (rows.neighbors.base, group.base)
      for i in range {
        let node = Int(moved[i])
        let own = group[node]
        var edge = rows.starts[node]
        let end = rows.ends[node]
        while edge < end {
          let other = Int(neighbors[edge])
          if group[other] != own { set(other) }
          edge &+= 1
        }
      }
    }
  }
}
