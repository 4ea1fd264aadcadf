import KithFoundation
import KithGraph
import KithStatistics
import Testing

@testable import KithRecommend

@Suite("Social evaluation")
struct SocialEvaluationTests {
  private let evaluation = SocialEvaluation(bootstrap: Bootstrap(draws: 300))

  @Test("Friends who share a taste help; shuffled ties do not")
  func helps() throws {
    let world = circles(seed: 1, isSocial: true, taken: 3, later: 3)
    let proof = try evaluation.evaluate(
      train: world.train, test: world.test, friends: .uniform(world.friends), execution: Execution(threads: 2)
    ) { taken, _ in Popularity().fit(taken) }
    #expect(proof.verdict == .yes && proof.lambda > 0)
    #expect(proof.shuffledLambda < proof.lambda)
    let (alone, social) = (proof.base.mean(\.ndcg, at: 20), proof.social.mean(\.ndcg, at: 20))
    #expect(social > alone + 0.2)
    #expect(abs(proof.shuffled.mean(\.ndcg, at: 20) - alone) < 0.05)
    #expect(proof.slices.map(\.name).count == 5 && proof.slices[0].users == 240)
    #expect(proof.slices[2].users == 0 && proof.slices[2].gain == nil && proof.slices[2].verdict == .cannotTell)
  }

  @Test("Friends whose tastes have nothing to do with each other are not said to help")
  func doesNotHelp() throws {
    for seed in 1...3 {
      let world = circles(seed: UInt64(seed), isSocial: false, taken: 3, later: 3)
      let proof = try evaluation.evaluate(
        train: world.train, test: world.test, friends: .uniform(world.friends)
      ) { taken, _ in Popularity().fit(taken) }
      #expect(proof.verdict != .yes, "seed \(seed)")
    }
  }

  @Test func verdicts() {
    let interval = { (low: Double, high: Double) in Bootstrap.Interval(mean: (low + high) / 2, low: low, high: high) }
    let verdict = SocialEvaluation.verdict
    #expect(verdict(interval(0.01, 0.02), interval(0.01, 0.03), 0.2, 0.1) == .yes)
    #expect(verdict(interval(0.01, 0.02), interval(-0.01, 0.03), 0.2, 0.1) == .cannotTell)
    #expect(verdict(interval(-0.02, 0.0005), interval(0.01, 0.03), 0.2, 0.1) == .no)
    #expect(verdict(interval(0, 0), interval(0, 0), 0.2, 0) == .no)
    #expect(verdict(nil, nil, 0.2, 0.1) == .cannotTell)
  }

  @Test("Of fewer than twenty people nothing is said; λ comes from the earlier cut alone")
  func fewAndTuned() throws {
    let world = circles(seed: 1, isSocial: true, taken: 3, later: 3)
    let few = UserItems(
      users: 240, items: 600,
      pairs: (0..<19).flatMap { user in world.test.items(of: user).map { (user: UInt32(user), item: $0) } })
    let friends = PersonWeights.uniform(world.friends)
    let fit = { (taken: UserItems, _: Execution) in Popularity().fit(taken) }
    let small = try evaluation.evaluate(train: world.train, test: few, friends: friends, fit: fit)
    #expect(small.slices[0].users == 19 && small.verdict == .cannotTell && small.gain?.isAboveZero == true)
    // An earlier time without ties has no reason to heed friends.
    let blank = SocialEvaluation.Trial(
      train: world.train, held: world.test, friends: .uniform(Graph(sources: [], targets: [], nodeCount: 240)))
    let trial = SocialEvaluation.Trial(train: world.train, held: world.test, friends: friends)
    let tuned = try evaluation.evaluate(trial, tuning: blank, fit: fit)
    #expect(tuned.lambda == 0 && tuned.verdict == .no)
    var twice = evaluation
    twice.alsoAt = [5, 20]
    let other = try twice.evaluate(trial, tuning: trial, fit: fit)
    #expect(other.base.cutoffs == [20, 5] && other.lambda > 0)
    #expect(other.social.mean(\.recall, at: 5) < other.social.mean(\.recall, at: 20))
  }

  @Test func refusals() {
    let world = circles(seed: 1, isSocial: true, taken: 3, later: 3)
    let nothing = UserItems(users: 240, items: 600, pairs: [])
    #expect(throws: KithError.self) {
      try evaluation.evaluate(train: world.train, test: nothing, friends: .uniform(world.friends)) { taken, _ in
        Popularity().fit(taken)
      }
    }
    #expect(throws: KithError.self) {
      try SocialEvaluation(grid: [-1]).evaluate(
        train: world.train, test: world.test, friends: .uniform(world.friends)
      ) { taken, _ in Popularity().fit(taken) }
    }
  }
}
