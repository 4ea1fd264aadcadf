import KithFoundation
import KithGraph
import KithStatistics
import Testing

@testable import KithRecommend

@Suite("Cold start")
struct ColdStartTests {
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
    let world = circles(seed: 2, isSocial: true, taken: 8, later: 4)
    let found = try start(kept).evaluate(
      train: world.train, test: world.test, ties: ties(world.friends),
      settings: [{ taken, _ in Popularity().fit(taken) }]
    )
    #expect(found.users == 30 && found.lambda > 0 && found.gain.low > 0.2)
    #expect(abs(found.social.ndcg - found.base.ndcg - found.gain.mean) < 1e-12)
  }

  @Test("Friends of any taste do not", arguments: 1...3)
  func doNot(seed: UInt64) throws {
    let world = circles(seed: seed, isSocial: false, taken: 8, later: 4)
    let found = try start(1).evaluate(
      train: world.train, test: world.test, ties: ties(world.friends),
      settings: [{ try UserNeighbors().fit($0, execution: $1) }])
    #expect(found.gain.low <= 0.01, "seed \(seed)")
  }

  @Test("The same users whatever is kept, and what is kept of them grows; the rest keep all")
  func hiding() throws {
    let world = circles(seed: 4, isSocial: true, taken: 8, later: 4)
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
    let world = circles(seed: 5, isSocial: true, taken: 8, later: 4)
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
    let world = circles(seed: 1, isSocial: true, taken: 8, later: 4)
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
