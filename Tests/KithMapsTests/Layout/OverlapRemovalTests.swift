import KithFoundation
import Testing

@testable import KithMaps

struct OverlapRemovalTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func leavesNoDiscsOverlapping(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "overlaps")
    let radii = (0..<200).map { $0 < 5 ? 20.0 : 1 + 3 * random.unit() }
    let start = radii.map { _ in Point(x: random.unit() * 200, y: random.unit() * 200) }
    let points = OverlapRemoval(gap: 1, rounds: 400).separated(start, radii: radii)
    for a in points.indices {
      for b in points.indices where b > a {
        #expect((points[a] - points[b]).length >= radii[a] + radii[b] + 0.9, "seed \(seed): \(a), \(b)")
      }
    }
  }

  @Test func leavesApartWhatIsApart() {
    let start = [Point(x: 0, y: 0), Point(x: 10, y: 0), Point(x: 0, y: 10)]
    #expect(OverlapRemoval(gap: 1, rounds: 10).separated(start, radii: [2, 2, 2]) == start)
  }

  @Test func separatesDiscsAtOnePlace() {
    let points = OverlapRemoval(gap: 0, rounds: 100).separated([.zero, .zero, .zero], radii: [1, 1, 1])
    #expect((points[0] - points[1]).length >= 1.99)
    #expect((points[1] - points[2]).length >= 1.99)
  }
}
