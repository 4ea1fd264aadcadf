import KithFoundation

/// For each row (an item, a user) its most similar others, with weights.
struct Neighborhood: Sendable {
  /// Neighbours of row r are `starts[r]..<starts[r + 1]`, ascending.
  let starts: [Int]
  let neighbors: [UInt32]
  let weights: [Float]

  func row(_ row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  /// The `count` largest weights of each row, ties by number; those not above 0 are none.
  ///
  /// `fill` adds the weights of a row to an array that comes all 0, and lists what it touched, each once or more.
  init(
    rows: Int, columns: Int, count: Int, _ execution: Execution,
    fill: @Sendable (_ row: Int, _ weights: UnsafeMutablePointer<Float>, _ touched: inout [UInt32]) -> Void
  ) throws {
    let grain = 32
    let parts = Scratch<Unmanaged<Part>?>(repeating: nil, count: (rows + grain - 1) / grain)
    execution.forEachChunk(of: rows, grain: grain) { chunk, range in
      if execution.isCancelled() { return }
      let sums = Scratch<Float>(repeating: 0, count: columns)
      let part = Part()
      for row in range {
        var touched: [UInt32] = []
        fill(row, sums.base, &touched)
        var best: [(weight: Float, column: UInt32)] = []
        for column in touched where sums.base[Int(column)] != 0 {
          if sums.base[Int(column)] > 0 { best.append((sums.base[Int(column)], column)) }
          sums.base[Int(column)] = 0
        }
        if best.count > count {
          best.sort { ($0.weight, $1.column) > ($1.weight, $0.column) }
          best.removeLast(best.count - count)
        }
        best.sort { $0.column < $1.column }
        part.neighbors.append(contentsOf: best.map(\.column))
        part.weights.append(contentsOf: best.map(\.weight))
        part.sizes.append(best.count)
      }
      parts.base[chunk] = Unmanaged.passRetained(part)
    }
    var starts = [0]
    var neighbors: [UInt32] = []
    var weights: [Float] = []
    for chunk in 0..<parts.count {
      guard let part = parts.base[chunk]?.takeRetainedValue() else { continue }
      for size in part.sizes { starts.append(starts[starts.count - 1] + size) }
      neighbors += part.neighbors
      weights += part.weights
    }
    try execution.checkCancellation()
    self.starts = starts
    self.neighbors = neighbors
    self.weights = weights
  }

  private final class Part {
    var neighbors: [UInt32] = []
    var weights: [Float] = []
    var sizes: [Int] = []
  }
}
