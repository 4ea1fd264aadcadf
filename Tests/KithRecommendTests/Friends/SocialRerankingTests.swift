import KithFoundation
import KithGraph
import Testing

@testable import KithRecommend

@Suite("Social re-ranking")
struct SocialRerankingTests {
  /// K23: the base says A, B, C; the friends of user 0 took C.
  private let taken = UserItems(users: 4, items: 4, pairs: [(1, 2), (2, 2), (0, 3)])
  private var friends: FriendSignal {
    FriendSignal(taken, .uniform(Graph(sources: [0, 0], targets: [1, 2], nodeCount: 4)))
  }
  private var base: Candidates {
    var base = Candidates(users: 4)
    for user in [0, 3] {
      for (item, score) in [(0, 3.1), (1, 2.2), (2, 1.3)] {
        base.append(item: UInt32(item), score: score, to: user)
      }
    }
    return base
  }

  @Test("At λ 0 the order of the base, with enough weight what the friends took first")
  func weights() throws {
    let none = try SocialReranking(weight: FriendWeight(0)).rerank(base, friends: friends)
    #expect(none.lists == base.lists && none.isReweighted == [false, false, false, false])
    let strong = try SocialReranking(weight: FriendWeight(4)).rerank(base, friends: friends)
    #expect(strong.lists[0].map(\.item) == [2, 0, 1])
    // z(base) of A: 1.2247…, z(friends) of C: 1.4142…
    let z = (1.5).squareRoot()
    #expect(abs(strong.lists[0][0].score - (-z + 4 * 2.0.squareRoot())) < 1e-6)
    #expect(abs(strong.change(0, 0) - 4 * 2.0.squareRoot()) < 1e-6)
    #expect((0..<3).map { strong.origin(0, $0) } == [2, 0, 1] && (0..<3).map { strong.origin(3, $0) } == [0, 1, 2])
    #expect(strong.change(3, 0) == 0)
  }

  @Test("Counts of items given decide how much friends count")
  func counts() throws {
    let rule = SocialReranking(weight: FriendWeight(0.1, isLargerForFewItems: true))
    let many = try rule.rerank(base, friends: friends, itemCounts: [99, 0, 0, 0])
    #expect(many.change(0, 0) < 0 && abs(many.lists[0][0].score - (1.5).squareRoot()) < 0.1)
    let few = try rule.rerank(base, friends: friends, itemCounts: [0, 0, 0, 0])
    #expect(few.lists[0][0].item == 2)
  }

  @Test("Whoever has no friends keeps the list bit for bit, at any weight")
  func friendless() throws {
    let result = try SocialReranking(weight: FriendWeight(7)).rerank(base, friends: friends)
    #expect(result.lists[3] == base.lists[3] && !result.isReweighted[3] && result.isReweighted[0])
    let nobody = FriendSignal(taken, .uniform(Graph(sources: [], targets: [], nodeCount: 4)))
    #expect(try SocialReranking(weight: FriendWeight(7)).rerank(base, friends: nobody).lists == base.lists)
  }

  @Test("Friends who took nothing of the list change nothing")
  func irrelevant() throws {
    var other = Candidates(users: 4)
    other.append(item: 1, score: 5, to: 0)
    other.append(item: 0, score: 5, to: 0)
    let result = try SocialReranking(weight: FriendWeight(1)).rerank(other, friends: friends)
    #expect(result.lists == other.lists && !result.isReweighted[0])
  }

  @Test("Ties keep the order of the base; threads change nothing; the order of users neither", arguments: 1...4)
  func properties(seed: UInt64) throws {
    let taken = randomTakings(seed: seed)
    let signal = FriendSignal(taken, .uniform(randomFriends(seed: seed)))
    var base = Candidates(users: 14)
    var random = RandomStream(seed: seed, purpose: "lists")
    for user in 0..<14 {
      for item in (0..<18).shuffled(using: &random).prefix(10) {
        base.append(item: UInt32(item), score: Double(random.below(3)), to: user)
      }
    }
    let rule = SocialReranking(weight: FriendWeight(0.5, isLargerForFewItems: true))
    let one = try rule.rerank(base, friends: signal)
    let three = try rule.rerank(base, friends: signal, execution: Execution(threads: 3))
    #expect(one.lists == three.lists)
    for user in 0..<14 {
      #expect(Set(one.lists[user].map(\.item)) == Set(base.lists[user].map(\.item)))
      if !one.isReweighted[user] { continue }
      for (a, b) in zip(one.lists[user], one.lists[user].dropFirst()) {
        #expect(a.score >= b.score)
        if a.score == b.score {
          let place = { (item: UInt32) in base.lists[user].firstIndex { $0.item == item }! }
          #expect(place(a.item) < place(b.item))
        }
      }
    }
  }
}
