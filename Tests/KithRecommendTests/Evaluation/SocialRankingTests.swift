import KithFoundation
import KithGraph
import Testing

@testable import KithRecommend

@Suite("Social ranking")
struct SocialRankingTests {
  private struct Fixed: ItemScorer {
    let rows: [[Float]]
    var userCount: Int { rows.count }
    var itemCount: Int { rows[0].count }
    func score(_ users: ArraySlice<Int>, into target: UnsafeMutablePointer<Float>) {
      for (place, user) in users.enumerated() {
        for item in 0..<itemCount { target[place * itemCount + item] = rows[user][item] }
      }
    }
  }

  @Test("Scores of what was taken drown nobody: z-scores are over the rest")
  func candidatesOnly() throws {
    // User 0 took item 0, whose raw score is huge. Friends took 2.
    let taken = UserItems(users: 2, items: 4, pairs: [(0, 0), (1, 2)])
    let friends = FriendSignal(taken, .uniform(Graph(sources: [0], targets: [1], nodeCount: 2)), secondHop: 0)
    let base = Fixed(rows: [[-1000, 0.3, 0.2, 0.1], [0, 0, 0, 0]])
    let lists = try SocialRanking(base: base, friends: friends).top(
      3, for: [0], taken: taken, weights: [FriendWeight(0), FriendWeight(1)])
    #expect(lists[0][0].map(\.item) == [1, 2, 3])
    #expect(lists[1][0].map(\.item) == [2, 1, 3])
    let own = Standard([0.3, 0.2, 0.1])
    #expect(abs(Double(lists[1][0][1].score) - (own.z(0.3) + Standard([0, 1, 0]).z(0))) < 1e-5)
  }

  @Test("No friends or no weight: the base's own list; disallowed and taken items never", arguments: 1...3)
  func bases(seed: UInt64) throws {
    let taken = randomTakings(seed: seed)
    let friends = FriendSignal(taken, .uniform(randomFriends(seed: seed)))
    let base = try UserNeighbors().fit(taken)
    let allowed = (0..<18).map { $0 % 4 != 1 }
    let users = Array(0..<14)
    let weights = [FriendWeight(0), FriendWeight(0.7)]
    let lists = try SocialRanking(base: base, friends: friends).top(
      6, for: users, taken: taken, isAllowed: allowed, weights: weights)
    let again = try SocialRanking(base: base, friends: friends).top(
      6, for: users, taken: taken, isAllowed: allowed, weights: weights, execution: Execution(threads: 3))
    #expect(lists == again)
    #expect(lists[0][3] == lists[1][3])
    for user in users {
      let scores = base.scores(of: user)
      let open = (0..<18).filter { allowed[$0] && !taken.isTaken(UInt32($0), by: user) }
      let expected = open.sorted { (scores[$0], $1) > (scores[$1], $0) }.prefix(6)
      #expect(lists[0][user].map { Int($0.item) } == Array(expected))
      #expect(Set(lists[1][user].map { Int($0.item) }).isSubset(of: open))
    }
  }

  @Test("What is left out is not what was taken; friends of nothing allowed change no score")
  func leftOut() throws {
    let taken = UserItems(users: 2, items: 4, pairs: [(0, 0), (1, 2)])
    let friends = FriendSignal(taken, .uniform(Graph(sources: [0], targets: [1], nodeCount: 2)), secondHop: 0)
    let ranking = SocialRanking(base: Fixed(rows: [[5, 3, 2, 1], [0, 0, 0, 0]]), friends: friends)
    let nothing = UserItems(users: 2, items: 4, pairs: [])
    let all = try ranking.top(4, for: [0], taken: taken, leavingOut: nothing, weights: [FriendWeight(0)])
    #expect(all[0][0].map(\.item) == [0, 1, 2, 3])
    let rest = try ranking.top(
      4, for: [0, 1], taken: taken, isAllowed: [true, true, false, true], weights: [FriendWeight(1)])
    #expect(rest[0][0].map(\.score) == [3, 1] && rest[0][1].map(\.item) == [0, 1, 3])
  }
}
