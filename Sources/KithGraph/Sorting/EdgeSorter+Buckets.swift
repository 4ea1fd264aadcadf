import KithFoundation

extension EdgeSorter {
  /// Sorts every bucket; returns the number of distinct keys in each.
  func sortBuckets(_ all: Keys, _ bounds: [Int]) -> [Int] {
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
}
