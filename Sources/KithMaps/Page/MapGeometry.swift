import KithFoundation

/// The layout brought to the page: dot sizes, no overlaps, everything inside the frame.
struct MapGeometry {
  var centers: [Point]
  var radii: [Double]
  /// The radius of a score of `largest`; dot area is proportional to the score down to `floor`.
  var largest: Double
  var floor: Double

  /// `values` are scores by shown position, negative ones count as 0; `rims` is room kept free round each dot.
  init(positions: [Point], values: [Double], rims: [Double], frame: Box) {
    let count = Double(max(1, positions.count))
    let spacing = (frame.width * frame.height / count).squareRoot()
    floor = min(max(spacing * 0.17, 0.5), 5)
    largest = min(max(spacing * 0.8, 16), 24)
    let top = max(values.max() ?? 0, 0)
    var wanted: [Double] = []
    // Where most scores are alike, most dots would be large: they cover a sixth of the frame at most.
    for _ in 0..<6 {
      let (largest, floor) = (largest, floor)
      wanted = values.map { top > 0 ? max(floor, largest * (max($0, 0) / top).squareRoot()) : floor }
      let share = wanted.reduce(0) { $0 + Double.pi * $1 * $1 } / (frame.width * frame.height)
      if share <= 1.0 / 6 || largest <= floor { break }
      self.largest = max(floor, largest * (1.0 / 6 / share).squareRoot())
    }
    let largest = largest
    let separation = OverlapRemoval(gap: min(max(spacing * 0.06, 0.7), 5), rounds: 60)
    var points = Self.fitted(positions, into: frame, margin: largest)
    let taken = zip(wanted, rims).map { $0 + $1 }
    for _ in 0..<3 { points = Self.fitted(separation.separated(points, radii: taken), into: frame, margin: largest) }
    points = separation.separated(points, radii: taken)
    // Where dots fill the frame, all shrinks until it fits.
    let box = Self.outline(points, taken)
    let scale = min(1, frame.width / box.width, frame.height / box.height)
    let middle = box.center
    if scale < 1 {
      points = points.map { frame.center + ($0 - middle) * scale }
    } else {
      let shift = Point(
        x: max(0, frame.minX - box.minX) - max(0, box.maxX - frame.maxX),
        y: max(0, frame.minY - box.minY) - max(0, box.maxY - frame.maxY))
      points = points.map { $0 + shift }
    }
    centers = points
    // Graphviz draws circles in whole points across.
    radii = wanted.map { max(0.5, ($0 * scale * 2).rounded(.down) / 2) }
    self.largest *= scale
    self.floor *= scale
  }

  private static func outline(_ points: [Point], _ radii: [Double]) -> Box {
    Box(
      minX: zip(points, radii).map { $0.x - $1 }.min() ?? 0, minY: zip(points, radii).map { $0.y - $1 }.min() ?? 0,
      maxX: zip(points, radii).map { $0.x + $1 }.max() ?? 0, maxY: zip(points, radii).map { $0.y + $1 }.max() ?? 0)
  }

  /// Scaled into the frame, one axis at most a third more than the other, at most 90 points a unit.
  private static func fitted(_ points: [Point], into frame: Box, margin: Double) -> [Point] {
    let room = frame.inset(by: min(margin, frame.width / 4))
    let box = Box(around: points)
    let across = box.width > 1e-9 ? room.width / box.width : 90
    let up = box.height > 1e-9 ? room.height / box.height : 90
    let least = min(across, up, 90)
    let (scaleX, scaleY) = (min(across, least * 1.35), min(up, least * 1.35))
    let middle = box.center
    return points.map {
      Point(x: frame.center.x + ($0.x - middle.x) * scaleX, y: frame.center.y + ($0.y - middle.y) * scaleY)
    }
  }
}
