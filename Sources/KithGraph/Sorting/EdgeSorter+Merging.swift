import KithFoundation

extension EdgeSorter {
  /// Rows of the sorted keys, equal ones made one edge.
  func mergedRows(of all: Keys, _ bounds: [Int], _ unique: [Int]) -> Adjacency {
    let starts = unique.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    let edgeCount = starts[bucketCount]
    // Without weights or parallel edges every edge weighs 1 and no array is made.
    let isWeighted = merging == .sum && (all.weights != nil || edgeCount < bounds[bucketCount])
    let plain = Scratch<Bool>(repeating: true, count: bucketCount)
    let (nodeCount, shift, bits) = (nodeCount, shift, bits)
    let low = UInt64(1) << UInt64(bits) - 1

    return Adjacency(
      nodeCount: nodeCount, edgeCount: edgeCount, isWeighted: isWeighted
    ) { offsets, neighbors, weights in
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
}
