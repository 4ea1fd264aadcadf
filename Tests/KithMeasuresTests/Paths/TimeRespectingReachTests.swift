import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Reach in time")
struct TimeRespectingReachTests {
  /// a → b at 1, b → c at 2, c → d at 1, b → e at 1.
  private static let small = log([(0, 1, 1), (1, 2, 2), (2, 3, 1), (1, 4, 1)])

  private static func log(_ rows: [(Int, Int, Int64?)]) -> InteractionLog {
    var builder = InteractionLogBuilder(file: "memory")
    // Names sort as their numbers do, so codes are the numbers where all appear.
    let name = { (person: Int) in String(UnicodeScalar(UInt8(97 + person / 10))) + String(person % 10) }
    for (line, (actor, target, time)) in rows.enumerated() {
      builder.append(
        actor: name(actor), target: name(target), time: time.map { Timestamp(milliseconds: $0) }, line: line + 1)
    }
    return builder.finish()
  }

  @Test("Time does not go back, and simultaneous rows pass nothing on (K3)")
  func known() throws {
    let arrivals = try TimeRespectingReach(from: 0).arrivals(in: Self.small)
    #expect((0..<5).filter { arrivals.path(to: $0) != nil } == [0, 1, 2])
    #expect(arrivals.reachedCount == 2)
    #expect(arrivals.time(at: 2) == Timestamp(milliseconds: 2) && arrivals.time(at: 0) == nil)
    #expect(arrivals.path(to: 2) == [0, 1, 2] && arrivals.hops == [0, 1, 2, -1, -1])
    // Influence runs from the addressed to those who address them.
    let influenced = try TimeRespectingReach(from: 2, flow: .influence).arrivals(in: Self.small)
    #expect((0..<5).filter { influenced.path(to: $0) != nil } == [1, 2])
    #expect(try TimeRespectingReachSizes().scores(in: Self.small).values == [2, 2, 1, 0, 0])
  }

  @Test("A window leaves out what lies outside it")
  func window() throws {
    let late = TimeWindow(from: Timestamp(milliseconds: 2), to: nil)
    #expect(try TimeRespectingReach(from: 0, window: late).arrivals(in: Self.small).reachedCount == 0)
    let early = TimeWindow(from: nil, to: Timestamp(milliseconds: 2))
    #expect(try TimeRespectingReach(from: 0, window: early).arrivals(in: Self.small).reachedCount == 1)
    #expect(try TimeRespectingReachSizes(window: early).scores(in: Self.small).values == [1, 1, 1, 0, 0])
  }

  /// Rows with few moments, so that many coincide; some without a time, some to oneself.
  private static func random(_ seed: UInt64) -> [(Int, Int, Int64?)] {
    var random = RandomStream(seed: seed, purpose: "timed rows")
    let people = 2 + random.below(14)
    return (0..<random.below(60)).map { _ in
      (random.below(people), random.below(people), random.below(12) == 0 ? nil : Int64(random.below(9)))
    }
  }

  /// Earliest arrival by trying every row until nothing changes.
  private static func slow(
    _ log: InteractionLog, from source: Int, _ flow: TimeRespectingReach.Flow
  ) -> [Int64?] {
    var arrival = [Int64?](repeating: nil, count: log.people.count)
    arrival[source] = -1
    var changed = true
    while changed {
      changed = false
      for row in 0..<log.count {
        let time = log.times?[row] ?? Timestamp.missing
        if time == Timestamp.missing { continue }
        let (actor, target) = (Int(log.actors[row]), Int(log.targets[row]))
        let (from, to) = flow == .attention ? (actor, target) : (target, actor)
        if let here = arrival[from], here < time, time < arrival[to] ?? .max {
          arrival[to] = time
          changed = true
        }
      }
    }
    return arrival
  }

  @Test("Equals trying every row until nothing changes", arguments: 0..<150)
  func everyRow(seed: Int) throws {
    let rows = Self.random(UInt64(seed))
    let log = Self.log(rows)
    if log.times == nil { return }
    for flow in TimeRespectingReach.Flow.allCases {
      var sizes: [Double] = []
      for source in 0..<log.people.count {
        let expected = Self.slow(log, from: source, flow)
        let arrivals = try TimeRespectingReach(from: source, flow: flow).arrivals(in: log)
        for person in 0..<log.people.count where person != source {
          #expect(arrivals.time(at: person)?.milliseconds == expected[person], "seed \(seed)")
          guard let path = arrivals.path(to: person) else { continue }
          #expect(path.first == source && path.count == arrivals.hops[person] + 1)
          #expect(zip(path, path.dropFirst()).allSatisfy { arrivals.times[$0] < arrivals.times[$1] })
        }
        sizes.append(Double(expected.count { $0 != nil } - 1))
      }
      #expect(try TimeRespectingReachSizes(flow: flow).scores(in: log).values == sizes, "seed \(seed)")
      var shuffle = RandomStream(seed: UInt64(seed), purpose: "shuffled rows")
      let shuffled = Self.log(rows.shuffled(using: &shuffle))
      let source = seed % log.people.count
      let reach = TimeRespectingReach(from: source, flow: flow)
      let (plain, other) = (try reach.arrivals(in: log), try reach.arrivals(in: shuffled))
      #expect(plain == other, "seed \(seed)")
    }
  }

  @Test("Sampled sizes are within their bound; threads change nothing")
  func sampled() throws {
    var random = RandomStream(seed: 4, purpose: "a larger log")
    let log = Self.log((0..<1500).map { _ in (random.below(200), random.below(200), Int64(random.below(1000))) })
    let exact = try TimeRespectingReachSizes().scores(in: log)
    #expect(exact.error == nil && exact.values.max()! > 50)
    #expect(try TimeRespectingReachSizes().scores(in: log, execution: Execution(threads: 3)).values == exact.values)
    let sampled = try TimeRespectingReachSizes(targets: 150).scores(in: log)
    let worst = zip(sampled.values, exact.values).map { abs($0 - $1) }.max()!
    #expect(worst > 0 && worst < sampled.error!.bound! && worst < 30)
  }

  @Test("No times, nobody, outside the log, options")
  func edges() throws {
    let timeless = Self.log([(0, 1, nil)])
    #expect { try TimeRespectingReach(from: 0).arrivals(in: timeless) } throws: {
      ($0 as? KithError)?.exitCode == .answerIsNo && ($0 as? KithError)?.diagnostic.help != nil
    }
    for source in [-1, 5] {
      #expect { try TimeRespectingReach(from: source).arrivals(in: Self.small) } throws: {
        ($0 as? KithError)?.exitCode == .usage
      }
    }
    #expect { try TimeRespectingReachSizes(targets: 0).scores(in: Self.small) } throws: {
      ($0 as? KithError)?.exitCode == .usage
    }
  }

  @Test("A chain of 200,000 people in order of time")
  func longChain() throws {
    let n = 200_000
    let codes = (0..<UInt32(n - 1)).map { $0 }
    let names = NameTable((0..<n).map { String(1_000_000 + $0) })
    let log = InteractionLog(
      people: names, actors: codes, targets: codes.map { $0 + 1 }, times: codes.map { Int64($0) },
      evidence: EvidenceColumn(files: ["memory"], starts: [0, n - 1], lines: codes))
    #expect(try TimeRespectingReach(from: 0).arrivals(in: log).path(to: n - 1)?.count == n)
  }
}
