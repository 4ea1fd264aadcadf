import KithFoundation

/// Turns edges in any order into rows: the kernel behind every graph that is built.
///
/// Keys (source, target) are packed into 64 bits, spread over buckets of neighbouring sources so
/// that each bucket fits a core's cache, sorted there by radix, and merged. The inward rows are a
/// counting sort of the merged edges. Chunks and buckets depend on the data's size only, and the
/// sort is stable, so the result does not depend on the threads; parallel weights are summed in
/// ascending order, so it does not depend on the order of the edges either.
///
/// Memory above the result: 8 bytes an edge (12 when weighted), halved or less once merged.
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
  private let bits: Int
  /// A node's bucket is its index without the low `shift` bits.
  private let shift: Int
  private let bucketCount: Int
  private let grain: Int

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
    /// Nil when undirected: the same as `out`.
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
  private struct Keys: @unchecked Sendable {
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

  // MARK: Spreading over buckets

  /// All keys by bucket, each bucket in input order, and where buckets begin.
  private func spread(
    _ source: UnsafePointer<UInt32>, _ target: UnsafePointer<UInt32>, _ weight: UnsafePointer<Float>?, count: Int
  ) -> (keys: Keys, bounds: [Int], selfEdges: Int) {
    let chunks = (count + grain - 1) / grain
    let input = (SharedPointer(.init(mutating: source)), SharedPointer(.init(mutating: target)))
    let inputWeights = weight.map { SharedPointer(.init(mutating: $0)) }
    // One row of counters a chunk; two more for its self-edges and its largest index.
    let stride = bucketCount + 2
    let counters = Scratch<Int>(repeating: 0, count: chunks * stride)
    let (shift, last, isDirected, bits) = (shift, UInt32(bucketCount - 1), isDirected, bits)
    execution.forEachChunk(of: count, grain: grain) { chunk, range in
      let row = counters.base + chunk * stride
      let (source, target) = (input.0.base, input.1.base)
      var selfEdges = 0
      var largest: UInt32 = 0
      for edge in range {
        let a = source[edge]
        let b = target[edge]
        if max(a, b) == InteractionLog.none { continue }
        if a == b {
          selfEdges &+= 1
          continue
        }
        largest = max(largest, a, b)
        row[Int(min(a >> UInt32(shift), last))] &+= 1
        if !isDirected { row[Int(min(b >> UInt32(shift), last))] &+= 1 }
      }
      row[stride - 2] = selfEdges
      row[stride - 1] = Int(largest)
    }

    var bounds = [0]
    var selfEdges = 0
    for bucket in 0..<bucketCount {
      var position = bounds[bucket]
      for chunk in 0..<chunks {
        let size = counters.base[chunk * stride + bucket]
        counters.base[chunk * stride + bucket] = position
        position += size
      }
      bounds.append(position)
    }
    for chunk in 0..<chunks {
      selfEdges += counters.base[chunk * stride + stride - 2]
      precondition(counters.base[chunk * stride + stride - 1] < nodeCount, "an edge's end is not a node")
    }

    let keys = Keys(capacity: bounds[bucketCount], isWeighted: weight != nil)
    execution.forEachChunk(of: count, grain: grain) { chunk, range in
      let cursor = counters.base + chunk * stride
      let (source, target) = (input.0.base, input.1.base)
      for edge in range {
        let a = source[edge]
        let b = target[edge]
        if max(a, b) == InteractionLog.none || a == b { continue }
        let place = cursor[Int(a >> UInt32(shift))]
        cursor[Int(a >> UInt32(shift))] = place &+ 1
        keys.keys[place] = UInt64(a) << UInt64(bits) | UInt64(b)
        if let weights = keys.weights, let given = inputWeights { weights[place] = given.base[edge] }
        if isDirected { continue }
        let mirror = cursor[Int(b >> UInt32(shift))]
        cursor[Int(b >> UInt32(shift))] = mirror &+ 1
        keys.keys[mirror] = UInt64(b) << UInt64(bits) | UInt64(a)
        if let weights = keys.weights, let given = inputWeights { weights[mirror] = given.base[edge] }
      }
    }
    return (keys, bounds, selfEdges)
  }

  // MARK: Sorting

  /// Sorts every bucket; returns the number of distinct keys in each.
  private func sortBuckets(_ all: Keys, _ bounds: [Int]) -> [Int] {
    let unique = Scratch<Int>(repeating: 0, count: bucketCount)
    let width = bits + shift
    // Buckets share a scratch within a chunk: allocating one each would be felt.
    execution.forEachChunk(of: bucketCount, grain: 8) { _, range in
      let largest = range.reduce(0) { max($0, bounds[$1 + 1] - bounds[$1]) }
      let scratch = Keys(capacity: largest, isWeighted: all.weights != nil)
      let counters = Scratch<Int>(repeating: 0, count: 1 << 11)
      for bucket in range {
        let (low, count) = (bounds[bucket], bounds[bucket + 1] - bounds[bucket])
        if count == 0 { continue }
        let keys = all.keys + low
        let weights = all.weights.map { $0 + low }
        Self.radixSort(keys, weights, count: count, bits: width, scratch: scratch, counters: counters.base)
        var distinct = 1
        for index in 1..<count where keys[index] != keys[index &- 1] { distinct &+= 1 }
        unique.base[bucket] = distinct
      }
      scratch.deallocate()
    }
    return (0..<bucketCount).map { unique.base[$0] }
  }

  /// Sorts by the low `bits` bits, stably, a digit at a time.
  private static func radixSort(
    _ keys: UnsafeMutablePointer<UInt64>, _ weights: UnsafeMutablePointer<Float>?, count: Int, bits: Int,
    scratch: Keys, counters: UnsafeMutablePointer<Int>
  ) {
    let widest = count < 4096 ? 8 : 11
    let passes = (bits + widest - 1) / widest
    let width = (bits + passes - 1) / passes
    let mask = UInt64(1) << UInt64(width) - 1
    var (from, to) = (keys, scratch.keys)
    var (fromWeights, toWeights) = (weights, scratch.weights)
    for pass in 0..<passes {
      let down = UInt64(pass * width)
      counters.update(repeating: 0, count: 1 << width)
      for index in 0..<count { counters[Int((from[index] >> down) & mask)] &+= 1 }
      var position = 0
      for digit in 0..<(1 << width) {
        let size = counters[digit]
        counters[digit] = position
        position &+= size
      }
      if let fromWeights, let toWeights {
        for index in 0..<count {
          let digit = Int((from[index] >> down) & mask)
          let place = counters[digit]
          counters[digit] = place &+ 1
          to[place] = from[index]
          toWeights[place] = fromWeights[index]
        }
      } else {
        for index in 0..<count {
          let key = from[index]
          let digit = Int((key >> down) & mask)
          let place = counters[digit]
          counters[digit] = place &+ 1
          to[place] = key
        }
      }
      swap(&from, &to)
      swap(&fromWeights, &toWeights)
    }
    if from != keys {
      keys.update(from: from, count: count)
      if let weights, let fromWeights { weights.update(from: fromWeights, count: count) }
    }
  }

  // MARK: Merging

  private func mergedRows(of all: Keys, _ bounds: [Int], _ unique: [Int]) -> Adjacency {
    let starts = unique.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    let edgeCount = starts[bucketCount]
    // Without weights or parallel edges every edge weighs 1 and no array is made.
    let isWeighted = merging == .sum && (all.weights != nil || edgeCount < bounds[bucketCount])
    let plain = Scratch<Bool>(repeating: true, count: bucketCount)
    let (nodeCount, shift, bits) = (nodeCount, shift, bits)
    let low = UInt64(1) << UInt64(bits) - 1

    return Self.adjacency(nodeCount: nodeCount, edgeCount: edgeCount, isWeighted: isWeighted) {
      offsets, neighbors, weights in
      execution.forEachChunk(of: bucketCount, grain: 8) { _, range in
        for bucket in range {
          var edge = starts[bucket]
          var row = bucket << shift
          var index = bounds[bucket]
          let end = bounds[bucket + 1]
          while index < end {
            let key = all.keys[index]
            var next = index &+ 1
            while next < end && all.keys[next] == key { next &+= 1 }
            let source = Int(key >> UInt64(bits))
            while row <= source {
              offsets.base[row] = edge
              row &+= 1
            }
            neighbors.base[edge] = UInt32(truncatingIfNeeded: key & low)
            if let weights {
              var weight = Float(next &- index)
              if let given = all.weights { weight = Self.sum(given + index, count: next &- index) }
              weights.base[edge] = weight
              if weight != 1 { plain.base[bucket] = false }
            }
            edge &+= 1
            index = next
          }
          let rows = min(nodeCount, (bucket + 1) << shift)
          while row < rows {
            offsets.base[row] = edge
            row &+= 1
          }
        }
      }
      offsets.base[nodeCount] = edgeCount
      return !(0..<bucketCount).allSatisfy { plain.base[$0] }
    }
  }

  /// The sum of parallel weights in ascending order. Overwrites them.
  private static func sum(_ weights: UnsafeMutablePointer<Float>, count: Int) -> Float {
    // Adding 0 turns -0 into 0: the two compare equal, so sorting could not order them.
    if count == 1 { return weights[0] + 0 }
    var run = UnsafeMutableBufferPointer(start: weights, count: count)
    run.sort()
    let total = run.reduce(0.0) { $0 + Double($1) }
    return Float(total)
  }

  // MARK: Transposing

  /// The same edges as rows by target, sources ascending.
  private func transposed(_ out: Adjacency) -> Adjacency {
    let edgeCount = out.neighbors.count
    let rowGrain = 1 << shift
    let counters = Scratch<Int>(repeating: 0, count: bucketCount * bucketCount)
    let (nodeCount, shift, bucketCount, bits) = (nodeCount, shift, bucketCount, bits)
    return out.withPointers { rows in
      execution.forEachChunk(of: nodeCount, grain: rowGrain) { chunk, range in
        let row = counters.base + chunk * bucketCount
        for edge in rows.offsets.base[range.lowerBound]..<rows.offsets.base[range.upperBound] {
          row[Int(rows.neighbors.base[edge] >> UInt32(shift))] &+= 1
        }
      }
      var starts = [0]
      for bucket in 0..<bucketCount {
        var position = starts[bucket]
        for chunk in 0..<bucketCount {
          let size = counters.base[chunk * bucketCount + bucket]
          counters.base[chunk * bucketCount + bucket] = position
          position += size
        }
        starts.append(position)
      }
      let bounds = starts
      let keys = Keys(capacity: edgeCount, isWeighted: rows.weights != nil)
      defer { keys.deallocate() }
      execution.forEachChunk(of: nodeCount, grain: rowGrain) { chunk, range in
        let cursor = counters.base + chunk * bucketCount
        for source in range {
          for edge in rows.offsets.base[source]..<rows.offsets.base[source &+ 1] {
            let target = rows.neighbors.base[edge]
            let place = cursor[Int(target >> UInt32(shift))]
            cursor[Int(target >> UInt32(shift))] = place &+ 1
            keys.keys[place] = UInt64(target) << UInt64(bits) | UInt64(source)
            if let weights = keys.weights, let given = rows.weights { weights[place] = given.base[edge] }
          }
        }
      }
      let low = UInt64(1) << UInt64(bits) - 1
      return Self.adjacency(
        nodeCount: nodeCount, edgeCount: edgeCount, isWeighted: rows.weights != nil
      ) { offsets, neighbors, weights in
        execution.forEachChunk(of: bucketCount, grain: 8) { _, range in
          let cursors = Scratch<Int>(repeating: 0, count: rowGrain)
          for bucket in range {
            let first = bucket << shift
            let rowCount = min(nodeCount - first, rowGrain)
            cursors.base.update(repeating: 0, count: rowCount)
            for index in bounds[bucket]..<bounds[bucket + 1] {
              cursors.base[Int(keys.keys[index] >> UInt64(bits)) &- first] &+= 1
            }
            var position = bounds[bucket]
            for row in 0..<rowCount {
              offsets.base[first + row] = position
              let size = cursors.base[row]
              cursors.base[row] = position
              position &+= size
            }
            for index in bounds[bucket]..<bounds[bucket + 1] {
              let key = keys.keys[index]
              let row = Int(key >> UInt64(bits)) &- first
              let place = cursors.base[row]
              cursors.base[row] = place &+ 1
              neighbors.base[place] = UInt32(truncatingIfNeeded: key & low)
              if let weights, let given = keys.weights { weights.base[place] = given[index] }
            }
          }
        }
        offsets.base[nodeCount] = edgeCount
        return weights != nil
      }
    }
  }

  /// Makes an adjacency whose arrays `fill` writes in full; `fill` says whether to keep the weights.
  static func adjacency(
    nodeCount: Int, edgeCount: Int, isWeighted: Bool,
    fill: (_ offsets: SharedPointer<Int>, _ neighbors: SharedPointer<UInt32>, _ weights: SharedPointer<Float>?) -> Bool
  ) -> Adjacency {
    var neighbors: [UInt32] = []
    var weights: [Float]?
    let offsets = [Int](unsafeUninitializedCapacity: nodeCount + 1) { offsets, offsetCount in
      neighbors = [UInt32](unsafeUninitializedCapacity: edgeCount) { neighbors, neighborCount in
        let rows = SharedPointer(offsets.baseAddress!)
        // An empty array has no storage; nothing is written through the stand-in.
        let ends = SharedPointer(neighbors.baseAddress ?? .init(bitPattern: MemoryLayout<UInt32>.alignment)!)
        if isWeighted {
          var keepsWeights = false
          let filled = [Float](unsafeUninitializedCapacity: edgeCount) { strengths, count in
            keepsWeights = fill(
              rows, ends, SharedPointer(strengths.baseAddress ?? .init(bitPattern: MemoryLayout<Float>.alignment)!))
            count = edgeCount
          }
          weights = keepsWeights ? filled : nil
        } else {
          _ = fill(rows, ends, nil)
        }
        neighborCount = edgeCount
      }
      offsetCount = nodeCount + 1
    }
    return Adjacency(offsets: offsets, neighbors: neighbors, weights: weights)
  }
}
