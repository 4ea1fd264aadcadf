import KithFoundation
import KithGraph

/// A graph taken apart from its rim: again and again, all nodes with the fewest remaining neighbours go.
///
/// Rounds of the same threshold make a core number, each round makes an onion layer. The nodes left are
/// kept in one list that is read once a threshold: at most as many readings as the core numbers' sum, which
/// is below twice the edges, and in order, so that nothing but an edge's two ends is ever looked up at random.
struct Peeling {
  /// By node; 0 for the isolated.
  let cores: Scratch<UInt32>
  /// By node, from 1; nil where not asked for.
  let layers: Scratch<UInt32>?

  /// `rows` are symmetric and without self-edges.
  init(_ rows: Adjacency, keepsLayers: Bool = false, execution: Execution) throws {
    let count = rows.nodeCount
    cores = Scratch(uninitialized: count)
    layers = keepsLayers ? Scratch(uninitialized: count) : nil
    let degrees = cores.base
    let layers = layers?.base
    // The loop below writes first and counts afterwards: one place more than nodes.
    let queue = Scratch<UInt32>(uninitialized: count + 1)
    let left = Scratch<UInt32>(uninitialized: count)
    try rows.withPointers { rows in
      for node in 0..<count {
        degrees[node] = UInt32(truncatingIfNeeded: rows.offsets.base[node &+ 1] &- rows.offsets.base[node])
        left.base[node] = UInt32(truncatingIfNeeded: node)
      }
      var leftCount = count
      var (head, tail) = (0, 0)
      var threshold: UInt32 = 0
      var layer: UInt32 = 0
      while head < count {
        execution.report("peeling", done: head, of: count, unit: "people")
        (leftCount, threshold) = Self.gather(
          left.base, leftCount, degrees, from: threshold, into: queue.base, &tail)
        while head < tail {
          try execution.checkCancellation()
          let end = tail
          layer &+= 1
          while head < end {
            let node = Int(queue.base[head])
            head &+= 1
            layers?[node] = layer
            for edge in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] {
              // No branches: whether a neighbour is still there is a coin's toss.
              let neighbor = rows.neighbors.base[edge]
              let degree = degrees[Int(neighbor)]
              queue.base[tail] = neighbor
              tail &+= degree == threshold &+ 1 ? 1 : 0
              degrees[Int(neighbor)] = degree &- (degree > threshold ? 1 : 0)
            }
          }
        }
        threshold &+= 1
      }
    }
  }

  /// Drops the nodes below the threshold from the list, and queues those of the least degree left.
  private static func gather(
    _ left: UnsafeMutablePointer<UInt32>, _ count: Int, _ degrees: UnsafeMutablePointer<UInt32>,
    from threshold: UInt32, into queue: UnsafeMutablePointer<UInt32>, _ tail: inout Int
  ) -> (count: Int, threshold: UInt32) {
    var kept = 0
    var least = UInt32.max
    for position in 0..<count {
      let node = left[position]
      let degree = degrees[Int(node)]
      left[kept] = node
      if degree >= threshold {
        kept &+= 1
        least = min(least, degree)
      }
    }
    for position in 0..<kept where degrees[Int(left[position])] == least {
      queue[tail] = left[position]
      tail &+= 1
    }
    return (kept, least)
  }
}
