import KithFoundation
import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Following")
struct FollowingTests {
  static let hour: Int64 = 3_600_000

  static func graph(_ edges: [(Int, Int)], people: Int) -> Graph {
    var builder = GraphBuilder()
    for (source, target) in edges { builder.add(source, target) }
    return builder.build(nodeCount: people)
  }

  static func actions(_ rows: [(person: Int, item: Int, time: Int64)], people: Int, items: Int = 1) -> ActionLog {
    let name = { (prefix: String, index: Int) in prefix + String(1000 + index) }
    return ActionLog(
      people: NameTable((0..<people).map { name("p", $0) }), items: NameTable((0..<items).map { name("i", $0) }),
      persons: rows.map { UInt32($0.person) }, itemCodes: rows.map { UInt32($0.item) }, times: rows.map(\.time))
  }

  @Test("Counted by hand: one friend, one hour, four strangers")
  func byHand() throws {
    // 0 and 5 read 1. 1 acts at 0:00, stranger 2 at 0:30, 0 at 0:45; stranger 3 ends the log a day later.
    let half = Self.hour / 2
    let log = Self.actions(
      [(1, 0, 0), (2, 0, half), (0, 0, half + half / 2), (3, 0, 24 * Self.hour)], people: 6)
    let found = try Following(within: 2 * Self.hour).measure(log, over: Self.graph([(0, 1), (5, 1)], people: 6))
    #expect(found.chances == 2 && found.follows == 1 && found.rate.value == 0.5)
    #expect(found.delays == [half + half / 2])
    // In 0:00–1:00, of those who are neither 0 nor 1, one of four (2, 3, 4, 5) acted; for 5, two of 0, 2, 3, 4.
    #expect(approximately(found.expected, 0.25 + 0.5, 1e-12))
    #expect(found.ties.map(\.source) == [0, 5] && found.ties.map(\.follows) == [1, 0])
    // 1 − e^−¼.
    #expect(approximately(found.ties[0].p!, 0.2211992, 1e-6) && found.ties[1].p == 1)
    #expect(approximately(found.ratio.value!, 1 / 0.75, 1e-12))
  }

  @Test("Equal times never follow; too late is too late; the end of the log is not the end of a chance")
  func edges() throws {
    let graph = Self.graph([(0, 1), (2, 1)], people: 5)
    let same = Self.actions([(1, 0, 0), (0, 0, 0), (3, 0, 10 * Self.hour)], people: 5)
    let found = try Following(within: Self.hour).measure(same, over: graph)
    #expect(found.chances == 1 && found.follows == 0, "only 2 was open when 1 acted")
    let late = Self.actions([(1, 0, 0), (0, 0, Self.hour + 1), (3, 0, 10 * Self.hour)], people: 5)
    #expect(try Following(within: Self.hour).measure(late, over: graph).follows == 0)
    #expect(try Following(within: Self.hour + 1).measure(late, over: graph).follows == 1)
    // The log ends an hour after 1 acted: a window of two was not watched.
    let short = Self.actions([(1, 0, 0), (0, 0, Self.hour)], people: 5)
    #expect(throws: KithError.self) { try Following(within: 2 * Self.hour).measure(short, over: graph) }
  }

  @Test("The same as counting each chance the slow way", arguments: 1...25 as ClosedRange<UInt64>)
  func slowly(seed: UInt64) throws {
    let (graph, log) = Self.random(seed: seed)
    guard let found = try? Following(within: 3 * Self.hour, draws: 0).measure(log, over: graph) else { return }
    let slow = SlowFollowing(log, graph, within: 3 * Self.hour, hour: Self.hour)
    #expect(found.chances == slow.chances && found.follows == slow.follows, "seed \(seed)")
    #expect(approximately(found.expected, slow.expected, 1e-9), "seed \(seed)")
    #expect(found.ties.reduce(0) { $0 + $1.chances } == slow.tieChances, "seed \(seed)")
  }

  static func random(seed: UInt64) -> (Graph, ActionLog) {
    var random = RandomStream(seed: seed, purpose: "following test")
    let people = 4 + random.below(12)
    let edges = (0..<2 * people).map { _ in (random.below(people), random.below(people)) }
    let rows = (0..<3 * people).map { _ in
      (
        person: random.below(people), item: random.below(3),
        time: random.below(30) == 0 ? Timestamp.missing : Int64(random.below(60)) * hour / 3 - 9 * hour
      )
    }
    return (graph(edges, people: people), actions(rows, people: people, items: 3))
  }

  @Test("Without influence the ratio is 1 on average, though some are busier and hours differ")
  func calibrated() throws {
    var (follows, expected) = (0, 0.0)
    for seed in 1...30 as ClosedRange<UInt64> {
      var random = RandomStream(seed: seed, purpose: "following null")
      let people = 60
      let edges = (0..<300).map { _ in (random.below(people), random.below(people)) }
      var rows: [(person: Int, item: Int, time: Int64)] = []
      for item in 0..<12 {
        for person in 0..<people where random.unit() < (person % 2 == 0 ? 0.6 : 0.15) {
          // Half of the actions crowd into one hour of thirty.
          let hour = random.below(2) == 0 ? 7 : random.below(30)
          rows.append((person, item, Int64(hour) * Self.hour + Int64(random.below(Int(Self.hour)))))
        }
      }
      let log = Self.actions(rows, people: people, items: 12)
      let found = try Following(within: 5 * Self.hour, draws: 0).measure(log, over: Self.graph(edges, people: people))
      follows += found.follows
      expected += found.expected
    }
    // Thousands of follows: the standard error is about 0.015.
    #expect(approximately(Double(follows) / expected, 1, 0.05), "\(follows) against \(expected)")
  }

  @Test("Who copies a friend shows, with an interval above 1")
  func copies() throws {
    var random = RandomStream(seed: 3, purpose: "following copies")
    let people = 80
    let edges = (0..<40).map { ($0, $0 + 40) }
    var rows: [(person: Int, item: Int, time: Int64)] = []
    for item in 0..<10 {
      for person in 40..<80 where random.unit() < 0.4 {
        let time = Int64(random.below(200)) * Self.hour
        rows.append((person, item, time))
        if random.unit() < 0.5 { rows.append((person - 40, item, time + 1 + Int64(random.below(Int(Self.hour))))) }
      }
    }
    rows.append((79, 9, 300 * Self.hour))
    let found = try Following(within: 2 * Self.hour).measure(
      Self.actions(rows, people: people, items: 10), over: Self.graph(edges, people: people))
    #expect(found.ratio.value! > 5 && found.interval!.lowerBound > 3)
    #expect(found.interval!.contains(found.ratio.value!))
    #expect(found.ties.contains { $0.q.map { $0 < 0.05 } ?? false })
    #expect(found.delay(quantile: 0.5)! <= Double(Self.hour))
  }

  @Test("Neither threads nor the order of rows matter")
  func order() throws {
    let (graph, log) = Self.random(seed: 8)
    let following = Following(within: 3 * Self.hour)
    let found = try following.measure(log, over: graph)
    let rows = log.persons.indices.reversed().map { row in
      (log.persons[row], UInt32(log.starts.lastIndex { $0 <= row }!), log.times[row])
    }
    let turned = ActionLog(
      people: log.people, items: log.items, persons: rows.map(\.0), itemCodes: rows.map(\.1), times: rows.map(\.2))
    #expect(try following.measure(turned, over: graph, execution: Execution(threads: 2)) == found)
  }

  @Test("Questions without an answer say so")
  func errors() {
    let graph = Self.graph([(0, 1)], people: 2)
    func failure(_ log: ActionLog, _ graph: Graph, _ following: Following = Following()) -> String? {
      do {
        _ = try following.measure(log, over: graph)
        return nil
      } catch {
        guard let error = error as? KithError else { return "?" }
        return "\(error.diagnostic.code) \(error.exitCode.rawValue)"
      }
    }
    let log = Self.actions([(1, 0, 0), (0, 0, 5)], people: 2)
    #expect(failure(Self.actions([], people: 2), graph) == "E405 1")
    #expect(failure(Self.actions([(1, 0, Timestamp.missing)], people: 2), graph) == "E405 1")
    #expect(failure(log, Self.graph([], people: 2)) == "E405 1")
    #expect(failure(log, Self.graph([(0, 1)], people: 3)) == "E453 65")
    #expect(failure(log, graph, Following(within: 0)) == "E720 64")
    #expect(failure(log, graph, Following(hour: 0)) == "E720 64")
    #expect(failure(log, graph, Following(within: 6)) == "E405 1")
    #expect(failure(log, graph, Following(within: 5)) == nil)
  }
}

/// The definition, a chance and a third of an hour at a time.
private struct SlowFollowing {
  var (chances, follows, tieChances, expected) = (0, 0, 0, 0.0)

  init(_ log: ActionLog, _ graph: Graph, within: Int64, hour: Int64) {
    let firsts = log.firsts
    let end = firsts.times.max()!
    let people = graph.nodeCount
    let all = (0..<firsts.items.count).map { item in
      var times = [Int64?](repeating: nil, count: people)
      for row in firsts.actions(of: item) { times[Int(firsts.persons[row])] = firsts.times[row] }
      return times
    }
    for (item, times) in all.enumerated() {
      func activity(_ person: Int) -> Double {
        Double(1 + all.indices.count { $0 != item && all[$0][person] != nil })
      }
      for person in 0..<people where times[person] != Timestamp.missing {
        let friends = graph.outNeighbors(of: person).map(Int.init)
        let moments = friends.compactMap { times[$0] }.filter { moment in
          moment != Timestamp.missing && end - moment >= within && times[person].map { $0 > moment } ?? true
        }
        if moments.isEmpty { continue }
        chances += 1
        tieChances += moments.count
        if let own = times[person], moments.contains(where: { own - $0 <= within }) { follows += 1 }
        let strangers = (0..<people).filter {
          $0 != person && !friends.contains($0) && times[$0] != Timestamp.missing
        }
        // Moments lie on thirds of hours, so that a third is covered whole or not at all.
        for start in stride(from: moments.min()!, to: moments.max()! + within, by: Int64.Stride(hour / 3)) {
          if !moments.contains(where: { $0 <= start && start < $0 + within }) { continue }
          let hourStart = (start - (start % hour + hour) % hour)
          if let own = times[person], hourStart > own { continue }
          let acted = strangers.count { times[$0].map { $0 >= hourStart && $0 < hourStart + hour } ?? false }
          let open = strangers.filter { times[$0].map { $0 >= hourStart } ?? true }.reduce(0) { $0 + activity($1) }
          if acted > 0 { expected += min(1, activity(person) * Double(acted) / open) / 3 }
        }
      }
    }
  }
}
