import KithFoundation
import KithTestSupport
import Testing

@testable import KithMaps

struct ForceLayoutTests {
  private let springs = Karate.friendships.map { ForceLayout.Spring(a: $0.0, b: $0.1, weight: Double($0.2)) }
  private let start = (0..<34).map { Point(x: Double($0 % 6) * 3, y: Double($0 / 6) * 3) }

  @Test func givesTheSameBitsForAnyNumberOfThreads() throws {
    let layout = ForceLayout(iterations: 80)
    let group = [Int](repeating: 0, count: 34)
    let expected = try layout.positions(from: start, springs: springs, group: group, execution: .serial)
    for threads in [2, 3, 7] {
      let points = try layout.positions(
        from: start, springs: springs, group: group, execution: Execution(threads: threads))
      #expect(points == expected)
    }
  }

  @Test func drawsFriendsTogether() throws {
    let points = try ForceLayout(iterations: 200).positions(
      from: start, springs: springs, group: [Int](repeating: 0, count: 34), execution: .serial)
    var friends = (sum: 0.0, count: 0.0)
    var all = (sum: 0.0, count: 0.0)
    let isFriend = Set(springs.map { $0.a * 34 + $0.b })
    for a in 0..<34 {
      for b in a + 1..<34 {
        let distance = (points[a] - points[b]).length
        #expect(distance.isFinite)
        all = (all.sum + distance, all.count + 1)
        if isFriend.contains(a * 34 + b) { friends = (friends.sum + distance, friends.count + 1) }
      }
    }
    #expect(friends.sum / friends.count < 0.7 * all.sum / all.count)
  }

  @Test func separatesPeopleWhoStartAtOnePlace() throws {
    let points = try ForceLayout(iterations: 50).positions(
      from: [Point](repeating: .zero, count: 12), springs: [], group: Array(0..<12), execution: .serial)
    #expect(Set(points.map { "\($0.x) \($0.y)" }).count == 12)
    #expect(points.allSatisfy { $0.x.isFinite && $0.y.isFinite })
  }

  @Test func stopsWhenCancelled() {
    #expect(throws: KithFoundation.CancellationError.self) {
      _ = try ForceLayout(iterations: 10).positions(
        from: start, springs: springs, group: [Int](repeating: 0, count: 34),
        execution: Execution(isCancelled: { true }))
    }
  }
}
