import KithGraph
import Testing

@testable import KithRecommend

@Suite("Social explanation")
struct SocialExplanationTests {
  private func base(_ user: Int, items: Int = 12) -> Candidates {
    var base = Candidates(users: 14)
    for item in 0..<items { base.append(item: UInt32(item), score: Double(item * 5 % 7), to: user) }
    return base
  }

  @Test("What friends added sums to the change of the score", arguments: 1...6)
  func additive(seed: UInt64) throws {
    let taken = randomTakings(seed: seed)
    let signal = FriendSignal(taken, try .strength(randomFriends(seed: seed)))
    let rule = FriendWeight(0.4, isLargerForFewItems: true)
    let reader = SocialExplanation(weight: rule).reader(of: signal)
    for user in 0..<14 {
      let base = base(user)
      let list = base.lists[user]
      let own = Standard(list.map(\.score))
      let result = try SocialReranking(weight: rule).rerank(base, friends: signal)
      let shown = result.lists[user].map(\.item)
      let reasons = reader.explain(shown, for: user, in: list.map(\.item))
      guard result.isReweighted[user] else {
        #expect(reasons == nil)
        continue
      }
      for (after, why) in zip(result.lists[user], try #require(reasons)) {
        let entry = try #require(list.first { $0.item == after.item })
        #expect(abs(after.score - own.z(entry.score) - why.change) < 1e-9)
        let parts = why.friends.reduce(0.0) { $0 + $1.share } + why.otherFriends + why.friendsOfFriends
        #expect(abs(parts - why.change) < 1e-9)
        #expect(why.friends.allSatisfy { taken.isTaken(entry.item, by: Int($0.person)) })
        #expect(zip(why.friends, why.friends.dropFirst()).allSatisfy { $0.share >= $1.share })
        #expect(why.friendCount == signal.weights.degree(user))
        let alone = SocialExplanation(weight: rule)
          .explain(item: entry.item, for: user, in: list.map(\.item), friends: signal)
        #expect(alone == why)
      }
    }
  }

  /// Each part by its definition, from matrices: no remainder.
  @Test(arguments: 1...4) func partsOneByOne(seed: UInt64) throws {
    let taken = randomTakings(seed: seed)
    let weights = PersonWeights.uniform(randomFriends(seed: seed))
    let list = (0..<12).map { UInt32($0) }
    for hop in [0, 0.3] {
      let signal = FriendSignal(taken, weights, secondHop: hop)
      let reader = SocialExplanation(weight: FriendWeight(1)).reader(of: signal)
      for user in 0..<14 {
        guard let reasons = reader.explain(list, for: user, in: list) else { continue }
        let has = { (person: UInt32, item: UInt32) in taken.isTaken(item, by: Int(person)) ? 1.0 : 0 }
        let share = { (person: UInt32, item: UInt32) in
          has(person, item) - list.reduce(0) { $0 + has(person, $1) } / Double(list.count)
        }
        let scale = 1 / Standard(list.map { Double(signal.scores(of: user)[Int($0)]) }).deviation
        var further: [UInt32: Double] = [:]
        for (friend, weight) in weights.row(user) {
          for (other, more) in weights.row(Int(friend)) { further[other, default: 0] += hop * Double(weight * more) }
        }
        let near = Set(weights.row(user).map { $0.0 }).union([UInt32(user)])
        for (item, why) in zip(list, reasons) {
          for friend in why.friends {
            let weight = Double(weights.row(user).first { $0.0 == friend.person }?.1 ?? 0)
            #expect(abs(friend.share - scale * weight * share(friend.person, item)) < 1e-9)
          }
          let takers = Set(why.friends.map(\.person))
          #expect(takers == Set(near.filter { $0 != UInt32(user) && has($0, item) == 1 }))
          let others = weights.row(user).filter { !takers.contains($0.0) }
            .reduce(0) { $0 + scale * Double($1.1) * share($1.0, item) }
          #expect(abs(why.otherFriends - others) < 1e-9)
          let expected = further.reduce(0) { $0 + scale * $1.value * share($1.key, item) }
          #expect(abs(why.friendsOfFriends - expected) < 1e-5, "seed \(seed)")
          let known = Set(further.keys).subtracting(near)
          #expect(why.friendsOfFriendsWhoTook == (hop == 0 ? 0 : known.count { has($0, item) == 1 }))
        }
      }
    }
  }

  @Test func nobodyHasASay() throws {
    let taken = UserItems(users: 4, items: 4, pairs: [(1, 2), (2, 2), (0, 3)])
    let friends = FriendSignal(taken, .uniform(Graph(sources: [0, 0], targets: [1, 2], nodeCount: 4)))
    let reader = SocialExplanation(weight: FriendWeight(1)).reader(of: friends)
    #expect(reader.explain([0], for: 3, in: [0, 1]) == nil)
    #expect(reader.explain([0], for: 0, in: [0, 1]) == nil)
    #expect(reader.explain([], for: 0, in: []) == nil)
    #expect(SocialExplanation(weight: FriendWeight(0)).reader(of: friends).explain([2], for: 0, in: [0, 2]) == nil)
    // All friends took it: nothing is left for others.
    let why = try #require(reader.explain([2, 0], for: 0, in: [0, 1, 2]))
    #expect(why[0].friends.map(\.person) == [1, 2] && why[0].otherFriends == 0)
    #expect(abs(why[0].change - 2.0.squareRoot()) < 1e-6 && why[1].friends.isEmpty && why[1].change < 0)
  }
}
