import KithFoundation
import KithGraph
import KithInfluence
import KithMeasures
import KithTestSupport
import Testing

@Suite("Stage funnel")
struct StageFunnelTests {
  typealias Stage = StageFunnel.Stage

  @Test("One person for each stage")
  func byHand() throws {
    // 1 to 5 read 0, who reads 6. 6 reads nobody and never acts.
    let graph = FollowingTests.graph([(1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (0, 6)], people: 7)
    // 0 acts at 100. 1 within 10 of it, 2 long after, 3 never, 4 before, 5 at the same moment.
    let log = FollowingTests.actions([(0, 0, 100), (1, 0, 108), (2, 0, 150), (4, 0, 90), (5, 0, 100)], people: 7)
    let found = try StageFunnel(within: 10).measure(
      log, over: graph, communities: Partition(labels: [0, 0, 0, 0, 1, 1, 1]))
    #expect(found.furthest == [.gathered, .followed, .influenced, .exposed, .gathered, .gathered, .alone])
    #expect(found.stages.map(\.furthest) == [1, 3, 1, 1, 1] && found.stages.map(\.reached) == [7, 6, 3, 2, 1])
    #expect(found.stages[2].rate.value == 0.5 && found.stages[1].rate.value == 6.0 / 7)
    #expect(found.stages.map(\.medianTime.value) == [nil, nil, 10, 29, 8])
    #expect(found.unprompted == 3 && found.open == 0 && found.untimed == 0)
    #expect(found.communities.map(\.furthest) == [[0, 1, 1, 1, 1], [1, 2, 0, 0, 0]])
    #expect(found.communities.map(\.steepest) == [.followed, .exposed])
  }

  @Test("Each person is in exactly one stage, the furthest of any item", arguments: 1...20 as ClosedRange<UInt64>)
  func slowly(seed: UInt64) throws {
    let (graph, log) = FollowingTests.random(seed: seed)
    let within = 3 * FollowingTests.hour
    guard let found = try? StageFunnel(within: within).measure(log, over: graph) else { return }
    let firsts = log.firsts
    let expected = (0..<graph.nodeCount).map { person -> Stage in
      var best = graph.out.degree(person) > 0 ? Stage.gathered : .alone
      for item in 0..<firsts.items.count {
        let rows = firsts.actions(of: item)
        let own = rows.first { Int(firsts.persons[$0]) == person }.map { firsts.times[$0] }
        for friend in graph.outNeighbors(of: person) {
          guard let time = rows.first(where: { firsts.persons[$0] == friend }).map({ firsts.times[$0] }),
            time != Timestamp.missing, own != Timestamp.missing
          else { continue }
          guard let own else {
            best = max(best, .exposed)
            continue
          }
          if own > time { best = max(best, own - time <= within ? .followed : .influenced) }
        }
      }
      return best
    }
    #expect(found.furthest == expected, "seed \(seed)")
    #expect(found.stages.map(\.furthest).reduce(0, +) == graph.nodeCount)
    #expect(zip(found.stages, found.stages.dropFirst()).allSatisfy { $0.reached >= $1.reached })
  }

  @Test("Nothing to judge by")
  func errors() {
    func failure(_ log: ActionLog, _ funnel: StageFunnel = StageFunnel(), people: Int = 2) -> String? {
      do {
        _ = try funnel.measure(log, over: FollowingTests.graph([(0, 1)], people: people))
        return nil
      } catch {
        guard let error = error as? KithError else { return "?" }
        return "\(error.diagnostic.code) \(error.exitCode.rawValue)"
      }
    }
    #expect(failure(FollowingTests.actions([], people: 2)) == "E405 1")
    #expect(failure(FollowingTests.actions([(0, 0, Timestamp.missing)], people: 2)) == "E405 1")
    #expect(failure(FollowingTests.actions([(0, 0, 1)], people: 2)) == nil)
    #expect(failure(FollowingTests.actions([(0, 0, 1)], people: 2), people: 3) == "E453 65")
    #expect(failure(FollowingTests.actions([(0, 0, 1)], people: 2), StageFunnel(within: 0)) == "E720 64")
  }
}
