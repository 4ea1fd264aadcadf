import KithFoundation

extension Adjacency {
  /// The arrays' storage, for parallel loops while the body of `withPointers` runs. To be read only.
  public struct Pointers: Sendable {
    public let offsets: SharedPointer<Int>
    public let neighbors: SharedPointer<UInt32>
    public let weights: SharedPointer<Float>?
  }

  /// Hoists the arrays out of a kernel's loops, which then run without checks.
  public func withPointers<Value>(_ body: (Pointers) throws -> Value) rethrows -> Value {
    try offsets.withUnsafeBufferPointer { offsets in
      try neighbors.withUnsafeBufferPointer { neighbors in
        let rows = SharedPointer(UnsafeMutablePointer(mutating: offsets.baseAddress!))
        let ends = SharedPointer(Self.storage(neighbors))
        guard let weights else { return try body(Pointers(offsets: rows, neighbors: ends, weights: nil)) }
        return try weights.withUnsafeBufferPointer { weights in
          try body(Pointers(offsets: rows, neighbors: ends, weights: SharedPointer(Self.storage(weights))))
        }
      }
    }
  }

  /// Makes an adjacency whose arrays `fill` writes in full; `fill` says whether to keep the weights.
  init(
    nodeCount: Int, edgeCount: Int, isWeighted: Bool,
    fill: (_ offsets: SharedPointer<Int>, _ neighbors: SharedPointer<UInt32>, _ weights: SharedPointer<Float>?) -> Bool
  ) {
    var neighbors: [UInt32] = []
    var weights: [Float]?
    let offsets = [Int](unsafeUninitializedCapacity: nodeCount + 1) { offsets, offsetCount in
      neighbors = [UInt32](unsafeUninitializedCapacity: edgeCount) { neighbors, neighborCount in
        let rows = SharedPointer(offsets.baseAddress!)
        let ends = SharedPointer(Self.storage(UnsafeBufferPointer(neighbors)))
        if isWeighted {
          var keepsWeights = false
          let filled = [Float](unsafeUninitializedCapacity: edgeCount) { strengths, count in
            keepsWeights = fill(rows, ends, SharedPointer(Self.storage(UnsafeBufferPointer(strengths))))
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
    self.init(offsets: offsets, neighbors: neighbors, weights: weights)
  }

  /// An empty array may have no storage: a stand-in that nobody touches spares every loop the question.
  private static func storage<Element>(_ buffer: UnsafeBufferPointer<Element>) -> UnsafeMutablePointer<Element> {
    buffer.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
      ?? UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment)!
  }
}
