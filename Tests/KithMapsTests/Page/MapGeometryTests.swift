import KithFoundation
import Testing

@testable import KithMaps

struct MapGeometryTests {
  private let frame = Box(minX: 30, minY: 60, maxX: 730, maxY: 660)

  @Test(arguments: [1, 2, 30, 500, 3_000])
  func keepsDotsInTheFrameAndApart(count: Int) {
    var random = RandomStream(seed: 3, purpose: "geometry")
    let positions = (0..<count).map { _ in Point(x: random.unit() * 30, y: random.unit() * 20) }
    let values = (0..<count).map { 1 / Double($0 + 1) }
    let geometry = MapGeometry(positions: positions, values: values, rims: values.map { _ in 0 }, frame: frame)
    for (center, radius) in zip(geometry.centers, geometry.radii) {
      #expect(
        frame.inset(by: -0.5).contains(
          Box(minX: center.x - radius, minY: center.y - radius, maxX: center.x + radius, maxY: center.y + radius)))
    }
    guard count <= 500 else { return }
    var overlaps = 0
    for a in 0..<count {
      for b in a + 1..<max(count, a + 1)
      where (geometry.centers[a] - geometry.centers[b]).length < geometry.radii[a] + geometry.radii[b] - 0.5 {
        overlaps += 1
      }
    }
    #expect(overlaps == 0)
  }

  @Test func drawsAreaInProportionToTheScore() {
    let geometry = MapGeometry(
      positions: (0..<4).map { Point(x: Double($0), y: 0) }, values: [100, 25, 0, -5], rims: [0, 0, 0, 0], frame: frame)
    #expect(abs(geometry.radii[1] / geometry.radii[0] - 0.5) < 0.05)
    #expect(geometry.radii[2] == geometry.radii[3])
    #expect(geometry.radii[2] >= 1.5)
  }

  @Test func acceptsScoresOfNothing() {
    let geometry = MapGeometry(
      positions: [.zero, Point(x: 1, y: 1)], values: [0, 0], rims: [0, 0], frame: frame)
    #expect(geometry.radii[0] == geometry.radii[1])
  }
}
