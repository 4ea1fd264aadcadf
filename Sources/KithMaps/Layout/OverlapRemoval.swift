/// Pushes discs apart until they keep `gap` between their rims, moving each as little as it goes.
///
/// Discs are visited in order on a grid, so the result is the same for any run. Stops when nothing
/// overlaps or after `rounds`. O(rounds · n) for discs of similar size.
struct OverlapRemoval {
  var gap: Double
  var rounds: Int

  func separated(_ start: [Point], radii: [Double]) -> [Point] {
    var points = start
    let side = 2 * (radii.max() ?? 0) + gap
    // Discs much larger than most would put most discs in one square; they get a grid of their own size.
    if points.count < 2 || side <= 0 { return points }
    let sorted = radii.sorted()
    let common = max(2 * sorted[sorted.count * 9 / 10] + gap, side / 64)
    let large = radii.indices.filter { 2 * radii[$0] + gap > common }
    let isLarge = radii.map { 2 * $0 + gap > common }
    for _ in 0..<rounds {
      var moved = false
      for a in large {
        for b in points.indices where b != a && (!isLarge[b] || b > a) {
          if push(a, b, &points, radii) { moved = true }
        }
      }
      var grid: [Int64: [Int32]] = [:]
      for i in points.indices where !isLarge[i] { grid[key(points[i], common, 0, 0), default: []].append(Int32(i)) }
      for i in points.indices where !isLarge[i] {
        for dx in -1...1 {
          for dy in -1...1 {
            for j in grid[key(points[i], common, dx, dy)] ?? [] where Int(j) > i {
              if push(i, Int(j), &points, radii) { moved = true }
            }
          }
        }
      }
      if !moved { break }
    }
    return points
  }

  /// Moves two discs apart if they are too near; the smaller gives way more.
  private func push(_ a: Int, _ b: Int, _ points: inout [Point], _ radii: [Double]) -> Bool {
    let wanted = radii[a] + radii[b] + gap
    var way = points[b] - points[a]
    if abs(way.x) >= wanted || abs(way.y) >= wanted { return false }
    var distance = way.length
    if distance >= wanted * 0.999 { return false }
    if distance < 1e-9 {
      way = Point(x: 1, y: a < b ? 0.5 : -0.5)
      distance = way.length
    }
    let (areaA, areaB) = (radii[a] * radii[a], radii[b] * radii[b])
    let share = areaA + areaB > 0 ? areaB / (areaA + areaB) : 0.5
    let shift = way * ((wanted - min(distance, wanted)) / distance)
    points[a] = points[a] - shift * share
    points[b] = points[b] + shift * (1 - share)
    return true
  }

  private func key(_ point: Point, _ side: Double, _ dx: Int, _ dy: Int) -> Int64 {
    let x = Int64((point.x / side).rounded(.down)) + Int64(dx)
    let y = Int64((point.y / side).rounded(.down)) + Int64(dy)
    return x << 32 ^ (y & 0xffff_ffff)
  }
}
