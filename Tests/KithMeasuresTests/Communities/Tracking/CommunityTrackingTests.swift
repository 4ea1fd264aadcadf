import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithMeasures

@Suite("Communities over time")
struct CommunityTrackingTests {
  /// A window from groups of people, ids in canonical order.
  private func window(_ groups: [[String]]) -> CommunityWindow {
    let placed = groups.enumerated().flatMap { index, group in group.map { ($0, UInt32(index)) } }.sorted {
      $0.0 < $1.0
    }
    return CommunityWindow(people: NameTable(placed.map(\.0)), partition: Partition(labels: placed.map(\.1)))
  }

  private func people(_ prefix: String, _ range: Range<Int>) -> [String] { range.map { prefix + String(100 + $0) } }

  private func events(_ rows: [TrackedCommunity], _ window: Int) -> [CommunityEvent] {
    rows.filter { $0.window == window }.map(\.event)
  }

  @Test("Planted: A splits in two, B continues with its id")
  func planted() throws {
    let (a, b) = (people("a", 0..<10), people("b", 0..<8))
    let rows = try CommunityTracking().track([window([a, b]), window([Array(a[..<6]), Array(a[6...]), b])])
    #expect(rows.prefix(2).map(\.id) == [0, 1] && events(rows, 0) == [.start, .start])
    let after = rows.filter { $0.window == 1 }
    #expect(after.map(\.people) == [8, 6, 4])
    // B, then A's larger part under A's id, then a new id.
    #expect(after.map(\.id) == [1, 0, 2])
    #expect(after.map(\.event) == [.continue, .split, .split])
    #expect(after.map(\.overlap) == [1, 0.6, nil])
    #expect(after[2].parents == [.init(id: 0, overlap: 0.4, shared: 4)])
  }

  @Test("Merge, birth, death, growing and shrinking")
  func events() throws {
    let (a, b, c, d) = (people("a", 0..<6), people("b", 0..<4), people("c", 0..<5), people("d", 0..<5))
    let tracking = CommunityTracking()
    let merged = try tracking.track([window([a, b]), window([a + b])])
    #expect(events(merged, 1) == [.merge] && merged[2].id == 0)
    #expect(merged[2].parents.map(\.id) == [0, 1] && merged[2].overlap == 0.6)
    let turned = try tracking.track([window([c]), window([d]), window([d, c])])
    #expect(events(turned, 1) == [.birth, .death] && turned[1].id == 1 && turned[2].id == 0)
    #expect(turned[2].community == nil && turned[2].people == 0)
    // An id that died does not come back.
    #expect(events(turned, 2) == [.birth, .continue] && turned[3].id == 2 && turned[4].id == 1)
    let grown = try tracking.track([window([c]), window([c + people("x", 0..<1)]), window([c])])
    #expect(grown.map(\.event) == [.start, .grow, .shrink] && grown.map(\.id) == [0, 0, 0])
    // Whoever was not there before does not lower the overlap, unless everyone counts.
    #expect(grown.map(\.overlap) == [nil, 1, 1])
    let strict = try CommunityTracking(countsEveryone: true).track([window([c]), window([c + people("x", 0..<1)])])
    #expect(strict[1].overlap == 5.0 / 6)
  }

  @Test("Split into four equal parts: none keeps the id, and nobody dies")
  func quarters() throws {
    let a = people("a", 0..<16)
    let parts = (0..<4).map { Array(a[$0 * 4..<$0 * 4 + 4]) }
    let rows = try CommunityTracking().track([window([a]), window(parts)])
    #expect(rows.dropFirst().allSatisfy { $0.event == .split && $0.overlap == nil && $0.parents.map(\.id) == [0] })
    #expect(rows.dropFirst().map(\.id) == [1, 2, 3, 4])
    let back = try CommunityTracking().track([window(parts), window([a])])
    #expect(back.last?.event == .merge && back.last?.parents.count == 4 && back.count == 5)
  }

  @Test("A few people leaving a crowd split nothing")
  func crumbs() throws {
    let a = people("a", 0..<100)
    let rows = try CommunityTracking().track([window([a]), window([Array(a[..<96]), Array(a[96...])])])
    #expect(events(rows, 1) == [.continue, .birth])
    #expect(rows[1].id == 0)
  }

  @Test("The matching is for the best of all, not first come")
  func bestTogether() throws {
    // P: 6 go to X, 4 to Y. Q: 5 go to X. Greedy would give P to X and leave Q without; X of Q and Y of P add up to more.
    let p = people("p", 0..<10)
    let q = people("q", 0..<5)
    let rows = try CommunityTracking(threshold: 0.25).track([
      window([p, q]), window([Array(p[..<6]) + q, Array(p[6...])]),
    ])
    let after = rows.filter { $0.window == 1 }
    // Jaccard P–X 6/15, P–Y 4/10, Q–X 5/11: 0.4 + 0.4545 beats 0.4.
    #expect(after.map(\.people) == [11, 4] && after.map(\.id) == [1, 0])
  }

  @Test("Small communities and windows without anyone; unsorted and unnamed people")
  func edges() throws {
    let small = try CommunityTracking().track([window([people("a", 0..<2)]), window([people("a", 0..<5)])])
    #expect(small.map(\.event) == [.birth])
    #expect(try CommunityTracking(smallest: 1).track([window([["x"]]), window([["x"]])]).map(\.id) == [0, 0])
    #expect(try CommunityTracking().track([]).isEmpty)
    let gone = try CommunityTracking().track([window([people("a", 0..<4)]), window([]), window([people("a", 0..<4)])])
    #expect(gone.map(\.event) == [.start, .death, .birth] && gone.map(\.id) == [0, 0, 1])
    let unnamed = CommunityWindow(undirectedGraph(12, []), Partition(labels: [UInt32](repeating: 0, count: 12)))
    let rows = try CommunityTracking().track([unnamed, unnamed])
    #expect(rows.map(\.event) == [.start, .continue] && rows[1].overlap == 1)
    for tracking in [
      CommunityTracking(threshold: 0), CommunityTracking(threshold: .nan), CommunityTracking(change: -1),
      CommunityTracking(smallest: 0),
    ] {
      let error = #expect(throws: KithError.self) { try tracking.track([]) }
      #expect(error?.exitCode == .usage)
    }
  }

  @Test("Every id ends or lives on, and at most one community of a window has it", arguments: 0..<40)
  func bookkeeping(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "windows")
    let windows = (0..<5).map { _ in
      let present = (0..<60).filter { _ in random.below(4) > 0 }
      let groups = 2 + random.below(5)
      return CommunityWindow(
        people: NameTable(present.map { String(1000 + $0) }),
        partition: Partition(labels: present.map { UInt32(random.below(5) > 0 ? $0 % groups : random.below(groups)) }))
    }
    let rows = try CommunityTracking(threshold: 0.2).track(windows)
    for (index, window) in windows.enumerated() {
      let here = rows.filter { $0.window == index && $0.community != nil }
      #expect(here.map { $0.community! } == Array(0..<window.partition.sizes.count { $0 >= 3 }), "seed \(seed)")
      #expect(Set(here.map(\.id)).count == here.count, "seed \(seed)")
      let later = rows.filter { $0.window == index + 1 }
      for row in here where index + 1 < windows.count {
        let livesOn = later.contains { $0.id == row.id && $0.community != nil }
        let died = later.contains { $0.id == row.id && $0.event == .death }
        let passedOn = later.contains {
          [.split, .merge].contains($0.event) && $0.parents.contains { $0.id == row.id }
        }
        #expect(died != (livesOn || passedOn), "seed \(seed), window \(index), id \(row.id)")
      }
      for row in here where index > 0 && row.overlap != nil {
        #expect(row.overlap! >= 0.2 && row.parents.contains { $0.id == row.id }, "seed \(seed)")
      }
    }
  }
}
