import KithFoundation
import KithGraph
import KithRecommend
import Testing

@testable import KithReport

@Suite struct SpreadingItemTests {
  /// 0 is a friend of all; 1, 2 and 3 of 0 only; 4 of 0 and 3; 5 of nobody.
  private static let friends = PersonWeights.uniform(
    Graph(sources: [0, 0, 3, 0, 4], targets: [1, 2, 0, 4, 3], nodeCount: 6))

  private func spreading(
    _ rows: [(person: Int, item: Int, time: Int64)], mayOffer: [Bool] = [Bool](repeating: true, count: 6),
    friends: PersonWeights = Self.friends, items: Int = 2, least: Int = 3
  ) throws -> [SpreadingItem] {
    let names = NameTable((0..<mayOffer.count).map { "p\($0)" })
    let firsts = ChoiceWorld.log(names, items: items, rows).firsts
    return try SpreadingItem.all(firsts, UserItems(firsts), friends, mayOffer: mayOffer, least: least, .serial)
  }

  @Test func countsStepsByHand() throws {
    // 1, 2 and 4 took item 0, 4 last; 0 and 3 did not, nor did 5.
    let rows: [(person: Int, item: Int, time: Int64)] = [(1, 0, 10), (2, 0, 20), (4, 0, 30), (5, 1, 5)]
    #expect(
      try spreading(rows) == [SpreadingItem(item: 0, takers: 3, afterFriend: 0, away: 2, near: 1)],
      "item 1 has one taker; 0 has three friends who took item 0, 3 has one")
    // With 0 before them, all three came after a friend; 3 is one step away by two friends.
    #expect(
      try spreading(rows + [(0, 0, 1)]) == [SpreadingItem(item: 0, takers: 4, afterFriend: 3, away: 1, near: 0)])
    // At the same moment nobody came after anybody, nor without a time.
    #expect(try spreading([(0, 0, 1), (1, 0, 1), (2, 0, Timestamp.missing)])[0].afterFriend == 0)
    var mayOffer = [Bool](repeating: true, count: 6)
    mayOffer[0] = false
    #expect(try spreading(rows, mayOffer: mayOffer)[0].away == 1)
    #expect(try spreading([]) == [])
  }

  @Test(arguments: 1...6)
  func agreesWithASlowCount(seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed), purpose: "spreading items")
    let (people, items) = (14, 5)
    let ties = (0..<30).map { _ in (UInt32(random.below(people)), UInt32(random.below(people))) }.filter { $0 != $1 }
    let weights = PersonWeights.uniform(
      Graph(sources: ties.map(\.0), targets: ties.map(\.1), nodeCount: people))
    let rows = (0..<40).map { _ in
      (person: random.below(people), item: random.below(items), time: Int64(random.below(12)))
    }
    let mayOffer = (0..<people).map { _ in random.below(4) > 0 }
    let found = try spreading(rows, mayOffer: mayOffer, friends: weights, items: items, least: 2)
    var slow: [SpreadingItem] = []
    for item in 0..<items {
      let first = { (person: Int) in rows.filter { $0.person == person && $0.item == item }.map(\.time).min() }
      let friends = { (person: Int) in
        Set(ties.flatMap { a, b in Int(a) == person ? [Int(b)] : Int(b) == person ? [Int(a)] : [] })
      }
      let takers = (0..<people).filter { first($0) != nil }
      if takers.count < 2 { continue }
      let after = takers.filter { taker in
        friends(taker).contains { friend in first(friend).map { $0 < first(taker) ?? 0 } ?? false }
      }
      let counts = (0..<people).filter { first($0) == nil && mayOffer[$0] }.map {
        friends($0).count { first($0) != nil }
      }
      slow.append(
        SpreadingItem(
          item: item, takers: takers.count, afterFriend: after.count, away: counts.count { $0 > 0 },
          near: counts.count { $0 > 1 }))
    }
    slow.sort { ($0.away, $0.takers, $1.item) > ($1.away, $1.takers, $0.item) }
    #expect(found == slow, "seed \(seed)")
  }
}
