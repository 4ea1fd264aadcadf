import KithFoundation
import KithGraph

extension Execution {
  /// Nodes in a chunk of a gather: small, since rows differ in length.
  static let gatherGrain = 512

  /// The sum of a term a node, added in fixed chunks: the same bits for any number of threads.
  @inline(__always)
  func sum(over count: Int, _ term: @Sendable (Int) -> Double) -> Double {
    let grain = 1 << 12
    let partial = Scratch<Double>(repeating: 0, count: count / grain + 1)
    forEachChunk(of: count, grain: grain) { chunk, range in
      var sum = 0.0
      for index in range { sum += term(index) }
      partial.base[chunk] = sum
    }
    return (0..<partial.count).reduce(0) { $0 + partial.base[$1] }
  }

  /// The largest term of a node; 0 where none is above.
  @inline(__always)
  func largest(over count: Int, _ term: @Sendable (Int) -> Double) -> Double {
    let grain = 1 << 12
    let partial = Scratch<Double>(repeating: 0, count: count / grain + 1)
    forEachChunk(of: count, grain: grain) { chunk, range in
      var largest = 0.0
      for index in range { largest = max(largest, term(index)) }
      partial.base[chunk] = largest
    }
    return (0..<partial.count).reduce(0) { max($0, partial.base[$1]) }
  }

  /// Writes a value for every node.
  @inline(__always)
  func fill(_ values: Scratch<Double>, grain: Int = 1 << 12, _ value: @Sendable (Int) -> Double) {
    forEachChunk(of: values.count, grain: grain) { _, range in
      for index in range { values.base[index] = value(index) }
    }
  }

  /// `result` = rows · `values`: for every node the sum over its row of weight times the neighbour's value.
  func multiply(_ rows: Adjacency.Pointers, _ values: Scratch<Double>, into result: Scratch<Double>) {
    fill(result, grain: Self.gatherGrain) { rows.weightedSum(of: $0, values.base) }
  }
}

extension Adjacency.Pointers {
  /// The sum over a node's row of weight times the neighbour's value, in row order.
  @inline(__always)
  func weightedSum(of node: Int, _ values: UnsafeMutablePointer<Double>) -> Double {
    var edge = offsets.base[node]
    let end = offsets.base[node &+ 1]
    var sum = 0.0
    if let weights {
      while edge < end {
        sum += Double(weights.base[edge]) * values[Int(neighbors.base[edge])]
        edge &+= 1
      }
    } else {
      while edge < end {
        sum += values[Int(neighbors.base[edge])]
        edge &+= 1
      }
    }
    return sum
  }

  /// The sum of a node's weights.
  @inline(__always)
  func strength(of node: Int) -> Double {
    let row = offsets.base[node]..<offsets.base[node &+ 1]
    guard let weights else { return Double(row.count) }
    var sum = 0.0
    for edge in row { sum += Double(weights.base[edge]) }
    return sum
  }
}

extension Scratch<Double> {
  var array: [Double] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
