import KithFoundation
import KithGraph
import Testing

@testable import KithRecommend

@Suite("Item limit")
struct ItemLimitTests {
  private func result(_ lists: [[(UInt32, Double)]]) throws -> SocialReranking.Result {
    let base = Candidates(lists: lists.map { $0.map { Candidates.Entry(item: $0.0, score: $0.1) } })
    let nobody = FriendSignal(
      UserItems(users: lists.count, items: 9, pairs: []),
      .uniform(Graph(sources: [], targets: [], nodeCount: lists.count)))
    return try SocialReranking(weight: FriendWeight(0)).rerank(base, friends: nobody)
  }

  @Test("An item goes to whom it suits best; the next one moves up")
  func known() throws {
    // Item 0 leads both lists; it stands further above the rest in the second. Item 2 ends the first further below.
    let lists = try result([[(0, 3), (1, 2.9), (2, 0)], [(0, 30), (1, 2), (2, 1)]])
    #expect(ItemLimit(people: 1, top: 1).places(in: lists) == [[1], [0]])
    #expect(ItemLimit(people: 1).places(in: lists) == [[1], [0, 2]])
    #expect(ItemLimit(people: 2).places(in: lists) == [[0, 1, 2], [0, 1, 2]])
    #expect(ItemLimit(people: 9, top: 2).places(in: lists) == [[0, 1], [0, 1]])
  }

  @Test("Ties go by place, then by person; a list of one item has no spread")
  func ties() throws {
    let same = try result([[(4, 1)], [(4, 1)], [], [(4, 7)]])
    #expect(ItemLimit(people: 2).places(in: same) == [[0], [0], [], []])
  }

  @Test("No more people an item than allowed, and nobody is passed over", arguments: 1...5)
  func properties(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "limits")
    let lists = (0..<30).map { _ in
      (0..<9).shuffled(using: &random).prefix(random.below(10)).map { (UInt32($0), Double(random.below(5))) }
        .sorted { $0.1 > $1.1 }
    }
    let all = try result(lists)
    for (people, top) in [(1, 1), (3, 2), (2, 9)] {
      let kept = ItemLimit(people: people, top: top).places(in: all)
      var given = [Int](repeating: 0, count: 9)
      for (user, places) in kept.enumerated() {
        #expect(places == places.sorted() && places.count <= top)
        for place in places { given[Int(lists[user][place].0)] += 1 }
      }
      #expect(given.allSatisfy { $0 <= people }, "seed \(seed)")
      // Whoever has room left lacks only items that are gone.
      for (user, places) in kept.enumerated() where places.count < top {
        for place in lists[user].indices where !places.contains(place) {
          #expect(given[Int(lists[user][place].0)] == people, "seed \(seed)")
        }
      }
    }
  }
}
