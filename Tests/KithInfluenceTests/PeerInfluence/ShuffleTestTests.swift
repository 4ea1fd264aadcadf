import KithFoundation
import KithGraph
import KithMeasures
import Testing

@testable import KithInfluence

@Suite("Shuffle test")
struct ShuffleTestTests {
  @Test func influenceIsSeenAndLikenessIsNot() throws {
    var found: [NamedWorld: Int] = [.influence: 0, .homophily: 0]
    for world in [NamedWorld.influence, .homophily] {
      for seed in 1...8 as ClosedRange<UInt64> {
        let people = try world.world.population(seed: seed)
        let strata = Strata(people.communities).crossed(with: Strata(people.seen))
        let result = try ShuffleTest(draws: 39).result(on: people.graph, times: people.times, within: strata)
        if result.null.upper <= 0.05 { found[world]! += 1 }
      }
    }
    // Expected: nearly 7 of 8, and 0.4 of 8.
    #expect(found[.influence]! >= 5 && found[.homophily]! <= 2, "\(found)")
  }

  @Test func aLongShockToCommunitiesNeedsStrata() throws {
    // Average p over seeds: shuffled among everybody it is small, within communities it is about a half.
    var (plain, within) = (0.0, 0.0)
    for seed in 1...6 as ClosedRange<UInt64> {
      let people = try NamedWorld.longCommunityShock.world.population(seed: seed)
      let test = ShuffleTest(draws: 39)
      plain += try test.result(on: people.graph, times: people.times).null.upper / 6
      within +=
        try test.result(on: people.graph, times: people.times, within: Strata(people.communities)).null.upper / 6
    }
    #expect(within > plain + 0.1, "\(plain) \(within)")
  }

  @Test func threadsAndOrderDoNotMatter() throws {
    let people = try NamedWorld.both.world.population(seed: 1)
    let test = ShuffleTest(draws: 50, seed: 3)
    let alone = try test.result(on: people.graph, times: people.times)
    let together = try test.result(on: people.graph, times: people.times, execution: Execution(threads: 2))
    #expect(alone == together)
    let other = try ShuffleTest(draws: 50, seed: 4).result(on: people.graph, times: people.times)
    #expect(other.effect == alone.effect && other.null != alone.null)
  }

  @Test func timesStayWithinTheirStratum() {
    let times: [Int32] = [3, AdoptionTimes.never, 1, 4, 0, AdoptionTimes.never, 2, 3]
    let strata = Strata(codes: [0, 0, 1, 0, 1, 1, 0, 1])
    let groups = ShuffleTest.groups(of: AdoptionTimes(periods: times, count: 5), within: strata)
    #expect(groups == [[0, 3, 6], [2, 4, 7]])
    var shuffled = times
    var seen: Set<[Int32]> = []
    for draw in 0..<200 {
      ShuffleTest.shuffle(times, into: &shuffled, groups, seed: 1, draw: draw)
      #expect(groups.allSatisfy { group in group.map { shuffled[$0] }.sorted() == group.map { times[$0] }.sorted() })
      #expect(shuffled[1] == AdoptionTimes.never && shuffled[5] == AdoptionTimes.never)
      seen.insert(shuffled)
    }
    #expect(seen.count == 36)  // 3! × 3!
  }

  @Test func strataOfOneKindHaveNothingToShuffle() throws {
    let people = try NamedWorld.both.world.population(seed: 1)
    let (graph, times) = (people.graph, people.times)
    #expect(throws: Unanswerable.nothingToShuffle) {
      try ShuffleTest(draws: 10).result(on: graph, times: times, within: Strata(codes: (0..<500).map { $0 }))
    }
    #expect(throws: KithError.self) { try ShuffleTest(draws: 0).result(on: graph, times: times) }
  }

  @Test func fifthsAreCutAtTheirQuantiles() {
    let strata = Strata(fifthsOf: [10, 1, 2, 3, 4, 5, 6, 7, 8, 9, .nan])
    #expect(strata.codes == [0, 1, 1, 2, 2, 3, 3, 4, 4, 0, 5])
    #expect(Strata(fifthsOf: [.nan, .nan]).count == 1)
    #expect(Strata(fifthsOf: [7, 7, 7]).count == 1)
    let crossed = Strata(codes: [0, 0, 1, 1]).crossed(with: Strata(codes: [5, 6, 5, 5]))
    #expect(crossed.codes == [0, 1, 2, 2])
  }

  @Test func cancellationStops() {
    let people = try! NamedWorld.both.world.population(seed: 1)
    #expect(throws: CancellationError.self) {
      try ShuffleTest(draws: 50).result(
        on: people.graph, times: people.times, execution: Execution(isCancelled: { true }))
    }
  }
}
