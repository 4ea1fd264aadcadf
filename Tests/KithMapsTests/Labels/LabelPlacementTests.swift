import KithFoundation
import Testing

@testable import KithMaps

struct LabelPlacementTests {
  private let bounds = Box(minX: 0, minY: 0, maxX: 400, maxY: 300)

  private func request(_ disc: Int, _ text: String) -> LabelPlacement.Request {
    LabelPlacement.Request(disc: disc, text: text, size: 10, isBold: false)
  }

  @Test func prefersTheRight() throws {
    let placement = LabelPlacement(
      bounds: bounds, discs: [.init(center: Point(x: 200, y: 150), radius: 5, isSolid: true)])
    let label = try #require(placement.labels([request(0, "가나다")]).first)
    #expect(label.box.minX > 205 && label.box.minX < 210)
    #expect(abs(label.box.center.y - 150) < 0.01)
  }

  @Test func goesLeftAtTheRightEdge() throws {
    let placement = LabelPlacement(
      bounds: bounds, discs: [.init(center: Point(x: 395, y: 150), radius: 5, isSolid: true)])
    #expect(try #require(placement.labels([request(0, "가나다")]).first).box.maxX < 390)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func neverOverlapsNamesOrLargeDots(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "labels")
    let discs = (0..<120).map { index in
      LabelPlacement.Disc(
        center: Point(x: random.unit() * 400, y: random.unit() * 300), radius: index < 40 ? 8 : 2, isSolid: index < 40)
    }
    let labels = LabelPlacement(bounds: bounds, discs: discs).labels((0..<40).map { request($0, "사람 person \($0)") })
    #expect(labels.count > 5)
    for (index, label) in labels.enumerated() {
      #expect(bounds.contains(label.box))
      for other in labels[..<index] { #expect(!label.box.intersects(other.box), "seed \(seed)") }
      for (position, disc) in discs.enumerated() where disc.isSolid && position != label.request {
        #expect(!label.box.intersects(center: disc.center, radius: disc.radius), "seed \(seed)")
      }
    }
  }

  @Test func goesAcrossItsOwnDotInACrowdAndCutsLongNames() throws {
    let around: [LabelPlacement.Disc] = (0..<8).map {
      let (x, y) = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)][$0]
      return .init(center: Point(x: 200 + 50 * Double(x), y: 150 + 50 * Double(y)), radius: 20, isSolid: true)
    }
    let discs = around + [.init(center: Point(x: 200, y: 150), radius: 20, isSolid: true)]
    let labels = LabelPlacement(bounds: bounds, discs: discs).labels([request(8, "아주아주 긴 이름을 가진 사람")])
    let label = try #require(labels.first)
    #expect(label.box.center == Point(x: 200, y: 150))
    #expect(label.text.hasSuffix("…"))
  }
}
