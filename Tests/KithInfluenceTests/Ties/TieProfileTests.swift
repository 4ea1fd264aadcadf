import KithFoundation
import KithGraph
import KithInfluence
import KithTestSupport
import Testing

/// A log by hand: people a, b, c, … by number.
enum TieLog {
  typealias Row = (actor: Int, target: Int, time: Int64, channel: Int?, kind: Int?, item: Int?)

  static func make(_ rows: [Row], people: Int, isTimed: Bool = true) -> InteractionLog {
    let names = { (prefix: String, count: Int) in NameTable((0..<count).map { "\(prefix)\(100 + $0)" }) }
    func column(_ prefix: String, _ codes: [Int?]) -> CodedColumn {
      CodedColumn(names: names(prefix, 9), codes: codes.map { $0.map { UInt32($0) } ?? InteractionLog.none })
    }
    return InteractionLog(
      people: names("p", people), actors: rows.map { UInt32($0.actor) }, targets: rows.map { UInt32($0.target) },
      times: isTimed ? rows.map(\.time) : nil, kinds: column("kind", rows.map(\.kind)),
      channels: column("channel", rows.map(\.channel)), items: column("item", rows.map(\.item)),
      evidence: EvidenceColumn(files: ["rows"], starts: [0, rows.count], lines: rows.indices.map { UInt32($0 + 1) }))
  }
}

@Suite("Tie profile")
struct TieProfileTests {
  static let day = TimeWindow.day
  static let rows: [TieLog.Row] = [
    (0, 1, 0, 0, 0, 0), (1, 0, 7 * day, 1, 1, 0), (0, 1, 14 * day + 9 * 3_600_000, 0, 0, 1),
    (2, 1, 14 * day, 0, 0, nil), (2, 2, day, nil, nil, nil),
  ]

  @Test("Events at days 0, 7 and 14, seen at 14 with a half-life of a week: 0.25 + 0.5 + 1")
  func strength() throws {
    let fading = TieStrength(halfLife: 7 * Self.day)
    #expect(fading.value(at: 14 * Self.day, of: [(0, 1), (7 * Self.day, 1), (14 * Self.day, 1)]) == 1.75)
    #expect(fading.value(at: 0, of: [(7 * Self.day, 1), (Timestamp.missing, 1)]) == 0)
    let log = TieLog.make(
      [(0, 1, 0, nil, nil, nil), (1, 0, 7 * Self.day, nil, nil, nil), (0, 1, 14 * Self.day, nil, nil, nil)], people: 2)
    let profile = try TieProfiling().profile(of: 0, with: 1, in: TieIndex(log))!
    #expect(profile.strength.value == 1.75 && profile.strengthGiven.value == 1.25)
    #expect(profile.reciprocity.value == 0.5 / 1.25)
  }

  @Test("The six questions of one tie")
  func questions() throws {
    let ties = TieIndex(TieLog.make(Self.rows, people: 3))
    #expect(ties.count == 2)
    let profile = try TieProfiling(clockOffset: 9 * 3_600_000).profile(of: 1, with: 0, in: ties)!
    #expect(profile.person == 1 && profile.other == 0 && profile.given == 1 && profile.received == 2)
    #expect(profile.kinds.map(\.count) == [2, 1] && profile.kinds[0].name == "kind100")
    #expect(profile.items.map(\.name) == ["item100", "item101"] && profile.channels.count == 2)
    #expect(profile.hours[9] == 2 && profile.hours[18] == 1 && profile.hours.reduce(0, +) == 3)
    // 1970-01-01 was a Thursday.
    #expect(profile.weekdays == [0, 0, 0, 3, 0, 0, 0])
    #expect(profile.first == 0 && profile.last == 14 * Self.day + 9 * 3_600_000)
    #expect(profile.medianGap.value == Double(7 * Self.day) + 4.5 * 3_600_000)
    #expect(try TieProfiling().profile(of: 0, with: 2, in: ties) == nil)
    #expect(try TieProfiling().profiles(of: 1, in: ties).map(\.other) == [0, 2])
    #expect(try TieProfiling().profiles(of: 2, in: ties).map(\.other) == [1])
  }

  @Test("Without times there are counts, and strength says why it is none")
  func untimed() throws {
    let ties = TieIndex(TieLog.make(Self.rows, people: 3, isTimed: false))
    let profile = try TieProfiling().profile(of: 0, with: 1, in: ties)!
    #expect(profile.strength.undefined == "none of their interactions has a time")
    #expect(profile.reciprocity.value == 0.5 && profile.first == nil && profile.medianGap.value == nil)
    #expect(throws: KithError.self) { try TieProfiling(halfLife: 0).profile(of: 0, with: 1, in: ties) }
  }

  @Test("The order of rows does not matter")
  func order() throws {
    let profiling = TieProfiling()
    let there = TieIndex(TieLog.make(Self.rows, people: 3))
    let back = TieIndex(TieLog.make(Self.rows.reversed(), people: 3))
    for node in 0..<3 {
      #expect(try profiling.profiles(of: node, in: there) == profiling.profiles(of: node, in: back))
    }
  }
}
