import KithFoundation

extension EdgeSorter {
  /// The same edges as rows by target, sources ascending.
  func transposed(_ out: Adjacency) -> Adjacency {
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
      return Adjacency(
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
}
