import KithFoundation

extension EdgeSorter {
  /// All keys by bucket, each bucket in input order, and where buckets begin.
  func spread(
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
}
