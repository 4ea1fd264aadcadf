import KithFoundation
import KithGraph
import Testing

@testable import KithRecommend

@Suite("λ for lists made by others")
struct ListTuningTests {
  /// Groups of ten friends that share a taste: what one takes later, others of the group took before.
  private func world(seed: UInt64, followsFriends: Bool) -> (Candidates, FriendSignal, UserItems) {
    var random = RandomStream(seed: seed, purpose: "world")
    var (taken, held) = ([(user: UInt32, item: UInt32)](), [(user: UInt32, item: UInt32)]())
    var base = Candidates(users: 200)
    var (sources, targets) = ([UInt32](), [UInt32]())
    for user in 0..<200 {
      let group = user / 10
      for other in group * 10..<group * 10 + 10 where other < user {
        sources.append(UInt32(user))
        targets.append(UInt32(other))
      }
      for _ in 0..<3 { taken.append((UInt32(user), UInt32(group * 3 + random.below(3)))) }
      let liked = followsFriends ? group * 3 + random.below(3) : random.below(60)
      held.append((UInt32(user), UInt32(liked)))
      let others = (0..<60).shuffled(using: &random).prefix(9).filter { $0 != liked }
      for (place, item) in (others + [liked]).shuffled(using: &random).enumerated() {
        base.append(item: UInt32(item), score: Double(20 - place), to: user)
      }
    }
    let items = UserItems(users: 200, items: 60, pairs: taken)
    let graph = Graph(sources: sources, targets: targets, nodeCount: 200)
    return (base, FriendSignal(items, .uniform(graph)), UserItems(users: 200, items: 60, pairs: held))
  }

  @Test("Friends count where they foretell, and not where they do not", arguments: 1...3)
  func earned(seed: UInt64) throws {
    let (base, friends, held) = world(seed: seed, followsFriends: true)
    let choice = try ListTuning().tune(base, friends: friends, held: held)
    #expect(choice.lambda >= 0.4 && choice.users == 200 && choice.gain > 0.1, "seed \(seed): \(choice)")
    let (other, strangers, later) = world(seed: seed, followsFriends: false)
    let blind = try ListTuning().tune(other, friends: strangers, held: later)
    let error = try #require(blind.error)
    #expect(blind.gain < 3 * error && (blind.lambda == 0) == (blind.gain <= error), "seed \(seed): \(blind)")
    #expect(choice.gain > 5 * (choice.error ?? 0))
    #expect(try ListTuning().tune(base, friends: friends, held: held, execution: Execution(threads: 3)) == choice)
  }

  @Test("NDCG at a λ is that of the lists re-weighted with it")
  func sameAsReranking() throws {
    let (base, friends, held) = world(seed: 9, followsFriends: true)
    let choice = try ListTuning(grid: [0, 0.25], cutoff: 5).tune(base, friends: friends, held: held)
    for (place, lambda) in [0, 0.25].enumerated() {
      let lists = try SocialReranking(weight: FriendWeight(lambda)).rerank(base, friends: friends).lists
      let values = lists.indices.map {
        RankingMetrics(list: lists[$0].map(\.item), relevant: held.items(of: $0), at: 5).ndcg
      }
      #expect(abs(choice.means[place] - values.reduce(0, +) / 200) < 1e-12)
    }
  }

  @Test("Nobody to test is said, and options out of range are refused")
  func refusals() throws {
    let (base, friends, held) = world(seed: 1, followsFriends: true)
    let none = UserItems(users: 200, items: 60, pairs: [])
    let error = #expect(throws: KithError.self) { try ListTuning().tune(base, friends: friends, held: none) }
    #expect(error?.diagnostic.code == "E405" && error?.exitCode == .answerIsNo)
    for tuning in [ListTuning(grid: []), ListTuning(grid: [-1]), ListTuning(cutoff: 0)] {
      let error = #expect(throws: KithError.self) { try tuning.tune(base, friends: friends, held: held) }
      #expect(error?.exitCode == .usage)
    }
  }
}
