import KithFoundation
import KithGraph
import KithStatistics
import Testing

@testable import KithRecommend

@Suite("Cold start")
struct ColdStartTests {
  /// Circles of eight friends; everyone took eight of twenty items, of their circle's or of a circle drawn blindly, and
  /// will take four more of them.
  private func world(seed: UInt64, isSocial: Bool) -> (train: UserItems, test: UserItems, friends: Graph) {
    var random = RandomStream(seed: seed, purpose: "circles")
    var (train, test) = ([(user: UInt32, item: UInt32)](), [(user: UInt32, item: UInt32)]())
    var (sources, targets) = ([UInt32](), [UInt32]())
    for user in 0..<240 {
      let circle = isSocial ? user / 8 : random.below(30)
      for (place, item) in (0..<20).shuffled(using: &random).prefix(12).enumerated() {
        let pair = (user: UInt32(user), item: UInt32(circle * 20 + item))
        if place < 8 { train.append(pair) } else { test.append(pair) }
      }
      for friend in (user / 8 * 8)..<user {
        sources.append(UInt32(user))
        targets.append(UInt32(friend))
      }
    }
    return (
      UserItems(users: 240, items: 600, pairs: train), UserItems(users: 240, items: 600, pairs: test),
      Graph(sources: sources, targets: targets, nodeCount: 240)
    )
  }

  private func start(_ kept: Int) -> ColdStart {
    ColdStart(kept: kept, users: 60, grid: [0, 0.4, 4], bootstrap: Bootstrap(draws: 300))
  }

  private func ties(_ friends: Graph) -> [ColdStart.Ties] {
    [
      ColdStart.Ties(name: "uniform") { _ in .uniform(friends) },
      ColdStart.Ties(name: "taste") { .taste(friends, $0) },
    ]
  }

  @Test("Friends of one taste stand in for a profile", arguments: [0, 1, 5])
  func standIn(kept: Int) throws {
    let world = world(seed: 2, isSocial: true)
    let found = try start(kept).evaluate(
      train: world.train, test: world.test, ties: ties(world.friends),
      settings: [{ taken, _ in Popularity().fit(taken) }]
    )
    #expect(found.users == 30 && found.lambda > 0 && found.gain.low > 0.2)
    #expect(abs(found.social.ndcg - found.base.ndcg - found.gain.mean) < 1e-12)
  }

  @Test("Friends of any taste do not", arguments: 1...3)
  func doNot(seed: UInt64) throws {
    let world = world(seed: seed, isSocial: false)
    let found = try start(1).evaluate(
      train: world.train, test: world.test, ties: ties(world.friends),
      settings: [{ try UserNeighbors().fit($0, execution: $1) }])
    #expect(found.gain.low <= 0.01, "seed \(seed)")
  }

  @Test("The same users whatever is kept, and what is kept of them grows; the rest keep all")
  func hiding() throws {
    let world = world(seed: 4, isSocial: true)
    let drawn = try start(0).drawn(world.train, world.test)
    var before = start(0).hiding(world.train, of: drawn)
    #expect(drawn.count == 60 && drawn.allSatisfy { before.items(of: $0).isEmpty })
    for kept in [1, 3, 5] {
      #expect(try start(kept).drawn(world.train, world.test) == drawn)
      let known = start(kept).hiding(world.train, of: drawn)
      for user in 0..<240 {
        let mine = known.items(of: user)
        if drawn.contains(user) {
          #expect(mine.count == kept && Set(before.items(of: user)).isSubset(of: mine))
          #expect(mine.allSatisfy { world.train.isTaken($0, by: user) })
        } else {
          #expect(mine == world.train.items(of: user))
        }
      }
      before = known
    }
  }

  @Test("The best of several settings is taken; threads make no difference")
  func settings() throws {
    let world = world(seed: 5, isSocial: true)
    // The first knows nothing; the second knows the circle.
    let nothing = UserItems(users: 240, items: 600, pairs: [])
    let settings: [ColdStart.Setting] = [
      { _, _ in Popularity().fit(nothing) }, { taken, _ in FriendSignal(taken, .uniform(world.friends)) },
    ]
    let one = try start(3).evaluate(
      train: world.train, test: world.test, ties: ties(world.friends), settings: settings)
    let two = try start(3).evaluate(
      train: world.train, test: world.test, ties: ties(world.friends), settings: settings,
      execution: Execution(threads: 2))
    #expect(one.setting == 1 && one == two)
  }

  @Test func refusals() {
    let world = world(seed: 1, isSocial: true)
    let few = UserItems(users: 240, items: 600, pairs: [(0, 1), (1, 2)])
    for (start, train) in [(start(-1), world.train), (start(9), world.train), (start(1), few)] {
      #expect(throws: KithError.self) {
        try start.evaluate(
          train: train, test: world.test, ties: ties(world.friends),
          settings: [{ taken, _ in Popularity().fit(taken) }])
      }
    }
  }
}
