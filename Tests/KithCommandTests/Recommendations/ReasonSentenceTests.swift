import KithGraph
import KithRecommend
import Testing

@testable import KithCommand

struct ReasonSentenceTests {
  /// Person 0 has the friends 1 to 5; 1 to 4 took item 0 after 10, 20, 40 and 50 days, 5 took item 1 after 50. 6 to 9
  /// are friends of friends.
  private let day: Int64 = 86_400_000
  private let names = NameTable(["me", "a", "b", "c", "d", "e", "f", "g", "h", "i"])

  private func sentence(
    least: Int = 3, mayBeNamed: [Bool]? = nil, did: String = "took", lately: String = "30d", hasTimes: Bool = true,
    further: Int = 0, secondHop: Double = 0.3
  ) throws -> [String?] {
    let days: [(person: UInt32, item: UInt32, day: Int64)] =
      [(1, 0, 10), (2, 0, 20), (3, 0, 40), (4, 0, 50), (5, 1, 50)]
      + (0..<further).map { (UInt32(6 + $0), 0, 45) } + [(6, 2, 1), (7, 2, 1), (8, 2, 1)]
    let actions = ActionLog(
      people: names, items: NameTable(["x", "y", "z"]), persons: days.map(\.person), itemCodes: days.map(\.item),
      times: days.map { hasTimes ? $0.day * day : .min })
    let taken = UserItems(actions)
    let friends = Graph(
      sources: [0, 0, 0, 0, 0, 1, 1, 1, 1], targets: [1, 2, 3, 4, 5, 6, 7, 8, 9], nodeCount: 10)
    let signal = FriendSignal(taken, .uniform(friends), secondHop: secondHop)
    let wording = ReasonSentence(
      did: did, lately: try Stretch(lately, option: "--lately"), leastFriends: least,
      times: TakingTimes(actions, of: taken), names: names, mayBeNamed: mayBeNamed)
    let list: [UInt32] = [0, 1, 2]
    let reasons = SocialExplanation(weight: FriendWeight(1)).reader(of: signal).explain(list, for: 0, in: list) ?? []
    return zip(reasons, list).map { wording.text($0, item: $1) }
  }

  @Test func howManyOfHowMany() throws {
    #expect(
      try sentence() == [
        "4 of your 5 friends took this", nil, "3 friends of your friends took this",
      ])
    #expect(try sentence(lately: "35d")[0] == "4 of your 5 friends took this, 3 of them in the last 35 days")
    #expect(
      try sentence(did: "listened to", lately: "6w")[0]
        == "4 of your 5 friends listened to this, all of them in the last 6 weeks")
    #expect(try sentence(lately: "1d")[0] == "4 of your 5 friends took this")
    #expect(try sentence(hasTimes: false)[0] == "4 of your 5 friends took this")
  }

  @Test func nothingIsToldOfTooFew() throws {
    #expect(try sentence(least: 4)[0] == "4 of your 5 friends took this")
    // Two who did so lately are told of only where two may be.
    #expect(try sentence(least: 2)[0] == "4 of your 5 friends took this, 2 of them in the last 30 days")
    #expect(try sentence(least: 5) == [nil, nil, nil])
    #expect(try sentence(secondHop: 0)[2] == nil)
  }

  @Test func friendsOfFriendsAreCountedOnlyWhenEnough() throws {
    let start = "4 of your 5 friends took this; so did "
    #expect(try sentence(further: 2)[0] == start + "friends of theirs")
    #expect(try sentence(further: 3)[0] == start + "3 friends of theirs")
  }

  @Test func onlyThoseWhoAgreedAreNamed() throws {
    let all = [Bool](repeating: true, count: 10)
    let named = try sentence(mayBeNamed: all)[0] ?? ""
    // All add the same: the first three by number.
    #expect(named.hasSuffix("took this; among them a, b and c"), "\(named)")
    let two = all.indices.map { $0 == 2 || $0 == 4 || $0 == 5 }
    #expect(try sentence(mayBeNamed: two)[0]?.hasSuffix("; among them b and d") == true)
    #expect(try sentence(mayBeNamed: all.indices.map { $0 == 5 })[0]?.contains("among") == false)
    #expect(try sentence(least: 5, mayBeNamed: all)[0] == nil)
  }
}
