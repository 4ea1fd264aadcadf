import KithFoundation
import KithGraph
import Testing

@testable import KithRecommend

@Suite("Friends' signal over a list")
struct ListSignalTests {
  @Test("The bits of the whole row, short lists and long, one person after the other", arguments: 1...6)
  func rows(seed: UInt64) throws {
    let taken = randomTakings(seed: seed)
    let signal = FriendSignal(taken, try .strength(randomFriends(seed: seed)), secondHop: seed % 2 == 0 ? 0 : 0.3)
    let told = ListSignal(signal)
    var random = RandomStream(seed: seed, purpose: "list")
    for round in 0..<60 {
      let user = random.below(14)
      let list = (0..<18).shuffled(using: &random).prefix(random.below(19))
        .map { Candidates.Entry(item: UInt32($0), score: 0) }
      let row = signal.scores(of: user)
      #expect(told.scores(of: user, list) == list.map { row[Int($0.item)] }, "seed \(seed), round \(round)")
    }
  }

  @Test("An item that stands twice has its sum twice, found either way")
  func twice() {
    let pairs = (1...9).flatMap { user in (0..<3).map { (user: UInt32(user), item: UInt32($0)) } }
    let taken = UserItems(users: 10, items: 4, pairs: pairs + [(0, 3)])
    for friends in [1, 9] {
      let graph = Graph(
        sources: [UInt32](repeating: 0, count: friends), targets: (1...friends).map { UInt32($0) }, nodeCount: 10)
      let told = ListSignal(FriendSignal(taken, .uniform(graph), secondHop: 0))
      let list = [2, 3, 2].map { Candidates.Entry(item: $0, score: 1) }
      let sums = told.scores(of: 0, list)
      #expect(abs(sums[0] - 1) < 1e-6 && sums[1] == 0 && sums[2] == sums[0])
    }
  }
}
