import Testing

@testable import KithMaps

struct ComponentPackingTests {
  @Test func keepsComponentsApart() {
    let line = (0..<10).map { Point(x: Double($0), y: 0) }
    let pair = [Point(x: -0.5, y: 0.25), Point(x: 0.5, y: -0.25)]
    let points = [line] + [[Point]](repeating: pair, count: 40) + [[Point]](repeating: [.zero], count: 200)
    let links = points.map { nodes in nodes.indices.dropFirst().map { ($0 - 1, $0) } }
    let shifts = ComponentPacking(aspect: 1.3, cell: 1).shifts(points: points, links: links)
    let placed = zip(points, shifts).map { nodes, shift in nodes.map { $0 + shift } }
    for a in placed.indices {
      for b in placed.indices where b > a {
        for p in placed[a] { for q in placed[b] { #expect((p - q).length > 0.9, "\(a) and \(b)") } }
      }
    }
    let box = Box(around: placed.flatMap { $0 })
    #expect(box.width / box.height > 0.9 && box.width / box.height < 1.9, "\(box)")
    #expect(box.width * box.height < 1_600, "packed, not scattered: \(box)")
  }
}
