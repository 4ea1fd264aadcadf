import KithFoundation

/// Places the nodes of one connected graph so that those who deal with each other stand together.
///
/// Forces after ForceAtlas2 (Jacomy et al. 2014, doi 10.1371/journal.pone.0098679): any two nodes
/// repel by mass · mass / distance, mass being degree + 1; relations attract by weight · √distance,
/// between Noack's LinLog (clusters fall apart) and springs (even lengths); relations between two
/// groups attract less, which keeps groups apart; a pull to the middle holds loose ends. Steps
/// adapt to how much each node swings. Repulsion is Barnes–Hut at θ = 1.
///
/// Every node's force is summed by one thread in a fixed order and only √ and the four operations
/// are used, so positions are the same bits for any number of threads.
/// O(iterations · (n log n + m)).
struct ForceLayout {
  struct Spring {
    var a: Int
    var b: Int
    var weight: Double
  }

  var iterations: Int
  /// How strongly springs pull together against what pushes apart.
  var attraction = 1.0
  /// Attraction between groups, of that within.
  var betweenGroups = 0.1
  var gravity = 1.0

  /// Improves `start`; `group` is any labelling of the nodes.
  func positions(
    from start: [Point], springs: [Spring], group: [Int], execution: Execution
  ) throws -> [Point] {
    let n = start.count
    if n < 2 { return start }
    let rows = Rows(
      springs: springs, group: group, count: n, betweenGroups: betweenGroups * attraction, within: attraction)
    var x = start.map(\.x)
    var y = start.map(\.y)
    var oldX = [Double](repeating: 0, count: n)
    var oldY = oldX
    var forceX = oldX
    var forceY = oldX
    var pace = Pace(count: n)
    for iteration in 0..<iterations {
      try execution.checkCancellation()
      if iteration % 20 == 0 { execution.report("layout", done: iteration, of: iterations, unit: "iterations") }
      let tree = QuadTree(x: x, y: y, mass: rows.mass)
      forces(tree, rows, x, y, &forceX, &forceY, execution)
      pace.adapt(rows.mass, forceX, forceY, oldX, oldY)
      for i in 0..<n {
        let (dx, dy) = (forceX[i] - oldX[i], forceY[i] - oldY[i])
        let swing = rows.mass[i] * (dx * dx + dy * dy).squareRoot()
        let step = pace.speed / (1 + (pace.speed * swing).squareRoot())
        x[i] = Self.bounded(x[i] + forceX[i] * step)
        y[i] = Self.bounded(y[i] + forceY[i] * step)
      }
      swap(&forceX, &oldX)
      swap(&forceY, &oldY)
    }
    return (0..<n).map { Point(x: x[$0], y: y[$0]) }
  }

  /// No weights, however odd, may throw a node out of the numbers' range.
  private static func bounded(_ value: Double) -> Double { value > -1e7 && value < 1e7 ? value : 0 }

  private func forces(
    _ tree: QuadTree, _ rows: Rows, _ x: [Double], _ y: [Double], _ forceX: inout [Double], _ forceY: inout [Double],
    _ execution: Execution
  ) {
    let gravity = gravity
    forceX.withUnsafeMutableBufferPointer { forceX in
      forceY.withUnsafeMutableBufferPointer { forceY in
        guard let baseX = forceX.baseAddress, let baseY = forceY.baseAddress else { return }
        let (outX, outY) = (SharedPointer(baseX), SharedPointer(baseY))
        execution.forEachChunk(of: x.count, grain: 64) { _, range in
          for i in range {
            var force = repulsion(of: i, tree, rows.mass, x, y)
            let reach = max((x[i] * x[i] + y[i] * y[i]).squareRoot(), 1e-9)
            force.x -= gravity * rows.mass[i] * x[i] / reach
            force.y -= gravity * rows.mass[i] * y[i] / reach
            for edge in rows.offsets[i]..<rows.offsets[i + 1] {
              let other = Int(rows.neighbors[edge])
              let (dx, dy) = (x[other] - x[i], y[other] - y[i])
              // √distance along the unit vector is the difference over √distance.
              let pull = rows.weights[edge] / max((dx * dx + dy * dy).squareRoot(), 1e-9).squareRoot()
              force.x += dx * pull
              force.y += dy * pull
            }
            outX[i] = force.x
            outY[i] = force.y
          }
        }
      }
    }
  }
}

/// The push of all others on body i.
@inline(__always)
private func repulsion(of i: Int, _ tree: QuadTree, _ mass: [Double], _ x: [Double], _ y: [Double]) -> Point {
  let (px, py, own) = (x[i], y[i], mass[i])
  var force = Point.zero
  tree.cells.withUnsafeBufferPointer { cells in
    tree.bodies.withUnsafeBufferPointer { bodies in
      var index = 0
      while index < cells.count {
        let cell = cells[index]
        let (dx, dy) = (px - cell.x, py - cell.y)
        let square = dx * dx + dy * dy
        if cell.side < square {
          let push = own * cell.mass / square
          force.x += dx * push
          force.y += dy * push
          index = Int(cell.after)
        } else if cell.isLeaf {
          for position in Int(cell.first)..<Int(cell.last) {
            let j = Int(bodies[position])
            if j == i { continue }
            var (dx, dy) = (px - x[j], py - y[j])
            if dx == 0 && dy == 0 { (dx, dy) = i < j ? (1e-3, 1e-4) : (-1e-3, -1e-4) }
            let push = own * mass[j] / max(dx * dx + dy * dy, 1e-4)
            force.x += dx * push
            force.y += dy * push
          }
          index = Int(cell.after)
        } else {
          index += 1
        }
      }
    }
  }
  return force
}

/// Springs by node, both ways.
private struct Rows {
  var offsets: [Int]
  var neighbors: [Int32]
  var weights: [Double]
  /// Springs + 1.
  var mass: [Double]

  init(springs: [ForceLayout.Spring], group: [Int], count: Int, betweenGroups: Double, within: Double) {
    var offsets = [Int](repeating: 0, count: count + 1)
    for spring in springs {
      offsets[spring.a + 1] += 1
      offsets[spring.b + 1] += 1
    }
    mass = offsets.dropFirst().map { Double($0 + 1) }
    for i in 0..<count { offsets[i + 1] += offsets[i] }
    self.offsets = offsets
    var cursor = offsets
    neighbors = [Int32](repeating: 0, count: 2 * springs.count)
    weights = [Double](repeating: 0, count: 2 * springs.count)
    for spring in springs {
      let weight = spring.weight * (group[spring.a] == group[spring.b] ? within : betweenGroups)
      for (from, to) in [(spring.a, spring.b), (spring.b, spring.a)] {
        neighbors[cursor[from]] = Int32(to)
        weights[cursor[from]] = weight
        cursor[from] += 1
      }
    }
  }
}

/// The global speed of ForceAtlas2: as fast as the nodes' swinging allows.
private struct Pace {
  var speed = 1.0
  private var efficiency = 1.0
  private let tolerance: Double
  private let count: Double

  init(count: Int) {
    self.count = Double(count)
    tolerance = 0.05 * Double(count).squareRoot()
  }

  mutating func adapt(
    _ mass: [Double], _ forceX: [Double], _ forceY: [Double], _ oldX: [Double], _ oldY: [Double]
  ) {
    var swinging = 0.0
    var traction = 0.0
    for i in mass.indices {
      let (dx, dy) = (forceX[i] - oldX[i], forceY[i] - oldY[i])
      let (sx, sy) = (forceX[i] + oldX[i], forceY[i] + oldY[i])
      swinging += mass[i] * (dx * dx + dy * dy).squareRoot()
      traction += mass[i] * (sx * sx + sy * sy).squareRoot() / 2
    }
    if swinging == 0 { return }
    var jitter = max(tolerance.squareRoot(), min(10, tolerance * traction / (count * count)))
    if swinging / max(traction, 1e-12) > 2 {
      if efficiency > 0.05 { efficiency *= 0.5 }
      jitter = max(jitter, 1)
    }
    let target = jitter * efficiency * traction / swinging
    if swinging > jitter * traction {
      if efficiency > 0.05 { efficiency *= 0.7 }
    } else if speed < 1_000 {
      efficiency *= 1.3
    }
    speed += min(target - speed, 0.5 * speed)
  }
}
