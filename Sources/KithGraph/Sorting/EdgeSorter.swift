import KithFoundation

/// Turns edges in any order into rows: the kernel behind every graph that is built.
///
/// Keys (source, target) are packed into 64 bits, spread over buckets of neighbouring sources so
/// that each bucket fits a core's cache, sorted there by radix, and merged. The inward rows are a
/// counting sort of the merged edges. Chunks and buckets depend on the data's size only, and the
/// sort is stable, so the result does not depend on the threads; parallel weights are summed in
/// ascending order, so it does not depend on the order of the edges either.
///
/// Memory above the result: 8 bytes an edge while sorting, then 8 a merged edge; 4 more when weighted.
struct EdgeSorter {
  /// How edges between the same two nodes become one.
  enum Merging {
    /// Their number, or the sum of their weights.
    case sum
    /// One edge of weight 1.
    case presence
  }

  let nodeCount: Int
  let isDirected: Bool
  let merging: Merging
  let execution: Execution
  /// Bits of a node index.
  let bits: Int
  /// A node's bucket is its index without the low `shift` bits.
  let shift: Int
  let bucketCount: Int
  /// Edges in a chunk of the input.
  let grain: Int

  /// Edges a bucket should hold: keys and scratch of that many stay in a second-level cache.
  private static let bucketEdges = 32_768

  init(nodeCount: Int, edgeCount: Int, isDirected: Bool, merging: Merging, execution: Execution) {
    precondition(nodeCount <= Int(UInt32.max), "a graph holds at most 2³² - 1 nodes")
    self.nodeCount = nodeCount
    self.isDirected = isDirected
    self.merging = merging
    self.execution = execution
    let keys = isDirected ? edgeCount : 2 * edgeCount
    bits = max(1, Int.bitWidth - (nodeCount - 1).leadingZeroBitCount)
    let wanted = min(512, max(1, keys / Self.bucketEdges))
    shift = max(0, bits - (Int.bitWidth - 1 - wanted.leadingZeroBitCount))
    bucketCount = nodeCount == 0 ? 0 : ((nodeCount - 1) >> shift) + 1
    grain = max(1 << 16, (edgeCount + 63) / 64)
  }

  struct Result {
    var out: Adjacency
    /// Nil when undirected: then it is `out`.
    var inward: Adjacency?
    var selfEdges = 0
    var merged = 0
  }

  /// Edges with an end that is `InteractionLog.none` are passed over.
  func sort(
    sources: UnsafeBufferPointer<UInt32>, targets: UnsafeBufferPointer<UInt32>, weights: UnsafeBufferPointer<Float>?
  ) -> Result {
    precondition(sources.count == targets.count && weights.map { $0.count == sources.count } ?? true)
    guard nodeCount > 0, let source = sources.baseAddress, let target = targets.baseAddress else {
      // Rows of a log without people have no ends at all.
      precondition(
        nodeCount > 0 || zip(sources, targets).allSatisfy { max($0, $1) == InteractionLog.none },
        "an edge's end is not a node")
      let empty = Adjacency(offsets: [Int](repeating: 0, count: nodeCount + 1), neighbors: [], weights: nil)
      return Result(out: empty, inward: isDirected ? empty : nil)
    }
    let (keys, bounds, selfEdges) = spread(
      source, target, merging == .sum ? weights?.baseAddress : nil, count: sources.count)
    let unique = sortBuckets(keys, bounds)
    let out = mergedRows(of: keys, bounds, unique)
    keys.deallocate()
    let kept = isDirected ? bounds[bucketCount] : bounds[bucketCount] / 2
    return Result(
      out: out, inward: isDirected ? transposed(out) : nil, selfEdges: selfEdges,
      merged: kept - (isDirected ? out.neighbors.count : out.neighbors.count / 2))
  }

  /// Packed keys and, for weighted edges, their weights.
  struct Keys: @unchecked Sendable {
    let keys: UnsafeMutablePointer<UInt64>
    let weights: UnsafeMutablePointer<Float>?

    init(capacity: Int, isWeighted: Bool) {
      keys = .allocate(capacity: capacity)
      weights = isWeighted ? .allocate(capacity: capacity) : nil
    }
    func deallocate() {
      keys.deallocate()
      weights?.deallocate()
    }
  }
}
