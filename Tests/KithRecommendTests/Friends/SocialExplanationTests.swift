import KithGraph
import Testing

@testable import KithRecommend

@Suite("Social explanation")
struct SocialExplanationTests {
  @Test("What friends added sums to the change of the score", arguments: 1...6)
  func additive(seed: UInt64) throws {
    let taken = randomTakings(seed: seed)
    let signal = FriendSignal(taken, try .strength(randomFriends(seed: seed)))
    let rule = FriendWeight(0.4)
    for user in 0..<14 {
      var base = Candidates(users: 14)
      for item in 0..<12 { base.append(item: UInt32(item), score: Double(item * 5 % 7), to: user) }
      let list = base.lists[user]
      let own = Standard(list.map(\.score))
      let result = try SocialReranking(weight: rule).rerank(base, friends: signal)
      for entry in list {
        let reasons = SocialExplanation(weight: rule)
          .explain(item: entry.item, for: user, in: list.map(\.item), friends: signal)
        guard result.isReweighted[user] else {
          #expect(reasons == nil)
          continue
        }
        let why = try #require(reasons)
        let after = try #require(result.lists[user].first { $0.item == entry.item })
        #expect(abs(after.score - own.z(entry.score) - why.change) < 1e-5)
        let parts = why.friends.reduce(0.0) { $0 + $1.share } + why.otherFriends + why.friendsOfFriends
        #expect(abs(parts - why.change) < 1e-9)
        #expect(why.friends.allSatisfy { taken.isTaken(entry.item, by: Int($0.person)) })
        #expect(why.friendCount == signal.weights.degree(user))
      }
    }
  }
}
