import KithFoundation
import KithGraph
import Testing

@testable import KithRecommend

@Suite("Social features")
struct SocialFeaturesTests {
  private func features(seed: UInt64, since: Int64? = 700) throws -> (
    features: SocialFeatures, actions: ActionLog
  ) {
    let actions = randomActions(seed: seed)
    let taken = UserItems(actions)
    let signal = FriendSignal(taken, try PersonWeights.strength(randomFriends(seed: seed)))
    return (SocialFeatures(signal, TakingTimes(actions, of: taken), since: since), actions)
  }

  /// Times at which a person took an item.
  private func times(_ actions: ActionLog, _ person: Int, _ item: Int) -> [Int64] {
    actions.actions(of: item).filter { Int(actions.persons[$0]) == person }.map { actions.times[$0] }
  }

  @Test("Exposures, by counting", arguments: 1...5)
  func exposures(seed: UInt64) throws {
    let (features, actions) = try features(seed: seed)
    let found = try features.exposures(execution: Execution(threads: 2))
    for person in 0..<14 {
      let friends = features.signal.weights.row(person).map { Int($0.0) }
      var expected = SocialFeatures.Exposure()
      expected.friends = friends.count
      for friend in friends {
        let all = (0..<18).flatMap { times(actions, friend, $0) }
        expected.friendsWhoTook += all.isEmpty ? 0 : 1
        expected.friendsWhoTookLately += all.contains { $0 >= 700 } ? 1 : 0
      }
      for item in 0..<18 where times(actions, person, item).isEmpty {
        let all = friends.flatMap { times(actions, $0, item) }
        expected.itemsAround += all.isEmpty ? 0 : 1
        expected.itemsAroundLately += all.contains { $0 >= 700 } ? 1 : 0
      }
      #expect(found[person] == expected, "seed \(seed), person \(person)")
    }
  }

  @Test("Candidates, by counting", arguments: 1...5)
  func candidates(seed: UInt64) throws {
    let (features, actions) = try features(seed: seed)
    let signal = features.signal
    let alike = TasteSimilarity(signal.taken)
    let everything = SocialFeatures.Lists(
      starts: (0...14).map { $0 * 18 }, items: (0..<14).flatMap { _ in (0..<18).map { UInt32($0) } })
    let found = try features.candidates(everything)
    #expect(try features.candidates(everything, execution: Execution(threads: 3)) == found)
    for person in 0..<14 {
      let scores = signal.scores(of: person)
      for item in 0..<18 {
        let takers = signal.weights.row(person).map { Int($0.0) }.filter { !times(actions, $0, item).isEmpty }
        let mean = takers.reduce(0.0) { $0 + Double(alike.between(person, $1)) } / Double(max(1, takers.count))
        let candidate = found[person * 18 + item]
        #expect(candidate.friendsWhoTook == takers.count, "seed \(seed)")
        #expect(
          Int(candidate.friendsWhoTookLately) == takers.count { times(actions, $0, item).contains { $0 >= 700 } })
        #expect(candidate.signal == scores[item])
        #expect(abs(candidate.similarity - mean) < 1e-12)
        #expect(candidate.lastFriend == takers.flatMap { times(actions, $0, item) }.max() ?? Timestamp.missing)
        #expect(candidate.isTaken == !times(actions, person, item).isEmpty)
      }
    }
  }

  @Test("Offers are what friends took and the person did not, the largest signal first", arguments: 1...5)
  func offers(seed: UInt64) throws {
    let features = try features(seed: seed).features
    let all = try features.offers(atMost: 100)
    let three = try features.offers(atMost: 3, execution: Execution(threads: 2))
    let plain = SocialFeatures.Lists(starts: all.starts, items: all.items)
    #expect(try features.candidates(all) == features.candidates(plain), "seed \(seed)")
    let few = try features.offers(atMost: 100) { $0 == 4 }
    #expect(few.items == Array(all.items[all.starts[4]..<all.starts[5]]) && few.starts[4] == 0)
    for person in 0..<14 {
      let scores = features.signal.scores(of: person)
      let expected = (0..<18).filter { scores[$0] > 0 && !features.signal.taken.isTaken(UInt32($0), by: person) }
        .sorted { (scores[$1], $0) < (scores[$0], $1) }
      #expect(all.items[all.starts[person]..<all.starts[person + 1]].map { Int($0) } == expected, "seed \(seed)")
      #expect(
        three.items[three.starts[person]..<three.starts[person + 1]].map { Int($0) } == Array(expected.prefix(3)))
    }
  }

  @Test("Without a moment nothing is recent; without people there is nothing")
  func degenerate() throws {
    let (features, _) = try features(seed: 2, since: nil)
    #expect(try features.exposures().allSatisfy { $0.friendsWhoTookLately == 0 && $0.itemsAroundLately == 0 })
    let taken = UserItems(users: 0, items: 0, pairs: [])
    let nobody = ActionLog(people: NameTable([]), items: NameTable([]), persons: [], itemCodes: [], times: [])
    let empty = SocialFeatures(
      FriendSignal(taken, .uniform(Graph(sources: [], targets: [], nodeCount: 0))), TakingTimes(nobody, of: taken),
      since: nil)
    #expect(try empty.exposures() == [] && empty.offers(atMost: 1).starts == [0])
    #expect(try empty.candidates(.init(starts: [0], items: [])) == [])
  }

  @Test("A stop is heeded")
  func cancelled() throws {
    let (features, _) = try features(seed: 1)
    let stopped = Execution(isCancelled: { true })
    #expect(throws: CancellationError.self) { try features.exposures(execution: stopped) }
    #expect(throws: CancellationError.self) { try features.offers(atMost: 1, execution: stopped) }
  }
}

/// Random actions for tests: some twice, a few without time.
func randomActions(seed: UInt64, people: Int = 14, items: Int = 18, count: Int = 90) -> ActionLog {
  var random = RandomStream(seed: seed, purpose: "actions")
  var (persons, codes, times) = ([UInt32](), [UInt32](), [Int64]())
  for _ in 0..<count {
    persons.append(UInt32(random.below(people - 1)))
    codes.append(UInt32(random.below(items - 1)))
    times.append(random.unit() < 0.1 ? Timestamp.missing : Int64(random.below(1000)))
  }
  return ActionLog(
    people: NameTable((0..<people).map { "p\(100 + $0)" }), items: NameTable((0..<items).map { "i\(100 + $0)" }),
    persons: persons, itemCodes: codes, times: times)
}
