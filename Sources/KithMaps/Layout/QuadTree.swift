/// Bodies on the plane grouped into squares, so that far groups act as one body (Barnes & Hut 1986,
/// doi 10.1038/324446a0).
///
/// Bodies are sorted along a Morton curve; a square is a range of them. Squares lie in preorder and
/// know the index after their last descendant, so a walk needs no stack. The tree is a function of
/// the points alone. Build O(n log n).
struct QuadTree {
  struct Cell {
    var x = 0.0
    var y = 0.0
    var mass = 0.0
    /// Side squared.
    var side = 0.0
    var first: Int32 = 0
    var last: Int32 = 0
    /// Index of the next cell that is not inside this one.
    var after: Int32 = 0
    var isLeaf = false
  }
  private(set) var cells: [Cell] = []
  /// Body indices in Morton order.
  private(set) var bodies: [Int32] = []
  private var codes: [UInt32] = []

  static let leafSize = 8
  private static let levels = 16

  init(x: [Double], y: [Double], mass: [Double]) {
    let count = x.count
    if count == 0 { return }
    let (minX, minY) = (x.min() ?? 0, y.min() ?? 0)
    let side = max((x.max() ?? 0) - minX, (y.max() ?? 0) - minY, 1e-9)
    let scale = 65_535.999 / side
    var keys = [UInt64](repeating: 0, count: count)
    for i in 0..<count {
      let code = Self.spread(UInt32((x[i] - minX) * scale)) | Self.spread(UInt32((y[i] - minY) * scale)) << 1
      keys[i] = UInt64(code) << 32 | UInt64(i)
    }
    keys.sort()
    codes = keys.map { UInt32($0 >> 32) }
    bodies = keys.map { Int32(truncatingIfNeeded: $0 & 0xffff_ffff) }
    cells.reserveCapacity(count)
    build(0, count, level: 0, side: side, x, y, mass)
  }

  private mutating func build(
    _ first: Int, _ last: Int, level: Int, side: Double, _ x: [Double], _ y: [Double], _ mass: [Double]
  ) {
    let index = cells.count
    var cell = Cell()
    cell.side = side * side
    cell.first = Int32(first)
    cell.last = Int32(last)
    cell.isLeaf = last - first <= Self.leafSize || level == Self.levels
    for position in first..<last {
      let body = Int(bodies[position])
      cell.x += x[body] * mass[body]
      cell.y += y[body] * mass[body]
      cell.mass += mass[body]
    }
    cell.x /= cell.mass
    cell.y /= cell.mass
    cells.append(cell)
    if !cell.isLeaf {
      let shift = UInt32(2 * (Self.levels - 1 - level))
      var start = first
      while start < last {
        let quadrant = codes[start] >> shift
        var end = start + 1
        while end < last && codes[end] >> shift == quadrant { end += 1 }
        build(start, end, level: level + 1, side: side / 2, x, y, mass)
        start = end
      }
    }
    cells[index].after = Int32(cells.count)
  }

  /// The 16 low bits, each followed by a zero.
  private static func spread(_ value: UInt32) -> UInt32 {
    var v = value & 0xffff
    v = (v | v << 8) & 0x00ff_00ff
    v = (v | v << 4) & 0x0f0f_0f0f
    v = (v | v << 2) & 0x3333_3333
    return (v | v << 1) & 0x5555_5555
  }
}
