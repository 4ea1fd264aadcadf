import Dispatch
import KithFoundation
import Synchronization

/// What one thread needs to sum edge weights by a label of the neighbour: a dense accumulator, zero
/// between uses, and the labels touched.
final class WorkerMemory: @unchecked Sendable {
  let sums: Storage<Double>
  let touched: Storage<UInt32>

  init(nodeCount: Int) {
    sums = Storage(repeating: 0, count: nodeCount)
    // One more: a label is stored before it is known to be new.
    touched = Storage(count: nodeCount + 1)
  }

  /// Adds a node's row to the sums; returns how many labels are touched, `count` of them before.
  @inline(__always)
  func add(row node: Int, of rows: LevelRows, by label: UnsafePointer<UInt32>, touched count: Int) -> Int {
    let (sums, touched) = (sums.base, touched.base)
    let neighbors = rows.neighbors.base
    var edge = rows.starts[node]
    let end = rows.ends[node]
    var count = count
    if let weights = rows.weights?.base {
      while edge < end {
        let key = label[Int(neighbors[edge])]
        let old = sums[Int(key)]
        touched[count] = key
        count &+= old == 0 ? 1 : 0
        sums[Int(key)] = old + Double(weights[edge])
        edge &+= 1
      }
    } else {
      while edge < end {
        let key = label[Int(neighbors[edge])]
        let old = sums[Int(key)]
        touched[count] = key
        count &+= old == 0 ? 1 : 0
        sums[Int(key)] = old + 1
        edge &+= 1
      }
    }
    return count
  }

  /// The same from zero, for part of rows kept apart.
  @inline(__always)
  func add(_ row: Range<Int>, of inner: InnerRows, by label: UnsafePointer<UInt32>) -> Int {
    let (sums, touched) = (sums.base, touched.base)
    let neighbors = inner.neighbors.base
    let weights = inner.weights?.base
    var count = 0
    for edge in row {
      let key = label[Int(neighbors[edge])]
      let old = sums[Int(key)]
      touched[count] = key
      count &+= old == 0 ? 1 : 0
      sums[Int(key)] = old + (weights == nil ? 1 : Double(weights.unsafelyUnwrapped[edge]))
    }
    return count
  }

  private var inner: InnerRows?

  /// Room for `room` edges, of contents undefined; the last such room is void.
  func innerRows(room: Int, isWeighted: Bool) -> InnerRows {
    if let inner, inner.neighbors.count >= room, (inner.weights != nil) == isWeighted { return inner }
    let rows = InnerRows(neighbors: Storage(count: room), weights: isWeighted ? Storage(count: room) : nil)
    inner = rows
    return rows
  }

  func releaseInnerRows() { inner = nil }
}

/// The edges within one community, row after row.
struct InnerRows {
  let neighbors: Storage<UInt32>
  let weights: Storage<Float>?

  /// Copies the edges of a row whose neighbour's `group` is `own`; returns their weight and where they end.
  @inline(__always)
  func copy(
    row node: Int, of rows: LevelRows, within own: UInt32, of group: UnsafePointer<UInt32>, at start: Int
  ) -> (weight: Double, end: Int) {
    let to = neighbors.base
    let from = rows.neighbors.base
    var edge = rows.starts[node]
    let last = rows.ends[node]
    var end = start
    guard let toWeights = weights?.base, let fromWeights = rows.weights?.base else {
      while edge < last {
        let other = from[edge]
        to[end] = other
        end &+= group[Int(other)] == own ? 1 : 0
        edge &+= 1
      }
      return (Double(end - start), end)
    }
    var weight = 0.0
    while edge < last {
      let other = from[edge]
      let isInner = group[Int(other)] == own
      to[end] = other
      toWeights[end] = fromWeights[edge]
      end &+= isInner ? 1 : 0
      weight += isInner ? Double(fromWeights[edge]) : 0
      edge &+= 1
    }
    return (weight, end)
  }
}

/// Threads with their memories.
struct Workers: Sendable {
  let memories: [WorkerMemory]

  init(nodeCount: Int, threads: Int) {
    memories = (0..<threads).map { _ in WorkerMemory(nodeCount: nodeCount) }
  }

  /// Like `Execution.forEachChunk`, with the memory of the thread that runs the chunk; on one
  /// thread everything is one chunk.
  func forEachChunk(
    of count: Int, grain: Int, _ body: @Sendable (_ memory: WorkerMemory, _ range: Range<Int>) -> Void
  ) {
    if count == 0 { return }
    let threads = min(memories.count, (count + grain - 1) / grain)
    if threads == 1 { return body(memories[0], 0..<count) }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      while true {
        let start = next.wrappingAdd(grain, ordering: .relaxed).oldValue
        if start >= count { return }
        body(memories[thread], start..<min(count, start + grain))
      }
    }
  }
}
