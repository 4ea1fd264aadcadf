import KithFoundation
import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Tie dynamics")
struct TieDynamicsTests {
  static let week = 7 * TimeWindow.day

  /// One tie a rhythm: interactions of each week, tie i between people 2i and 2i + 1; the last row ends the last week.
  static func log(_ rhythms: [[Int]]) -> InteractionLog {
    var rows: [TieLog.Row] = []
    for (tie, rhythm) in rhythms.enumerated() {
      for (index, count) in rhythm.enumerated() {
        for event in 0..<count {
          let time = Int64(index) * week + Int64(event + 1) * week / Int64(count + 1)
          rows.append((2 * tie + event % 2, 2 * tie + 1 - event % 2, time, nil, nil, nil))
        }
      }
    }
    let weeks = rhythms.map(\.count).max()!
    rows.append((2 * rhythms.count, 2 * rhythms.count + 1, Int64(weeks) * week, nil, nil, nil))
    rows.append((2 * rhythms.count, 2 * rhythms.count + 1, 0, nil, nil, nil))
    return TieLog.make(rows, people: 2 * rhythms.count + 2)
  }

  @Test("Rhythms made to be told")
  func classes() throws {
    let found = try TieDynamics().classes(
      of: TieIndex(
        Self.log([
          [1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1], [3, 3, 4, 3, 3, 3], [3, 3, 2, 1, 0, 0], [0, 0, 0, 0, 2, 3],
          [2, 2, 40, 2, 2, 2],
        ])))
    #expect(found.windows == 6)
    #expect(found.ties.map(\.class) == [.deepening, .fading, .steady, .dormant, .new, .steady, .steady])
    #expect(approximately(found.ties[0].slope.value!, 1 / 3.5, 1e-12))
    #expect(found.heating.map(\.tie) == [0, 4] && found.cooling.map(\.tie) == [1, 3])
    #expect(approximately(found.ties[0].change, 3, 1e-12) && found.count(.steady) == 3)
  }

  @Test("The dead zone decides what is steady")
  func deadZone() throws {
    let ties = TieIndex(Self.log([[10, 10, 11, 11, 12, 12]]))
    func one(_ zone: Double) throws -> TieDynamics.Class {
      try TieDynamics(deadZone: zone).classes(of: ties).ties[0].class
    }
    #expect(try one(0.1) == .steady)
    #expect(try one(0.01) == .deepening)
  }

  @Test("Nine of ten noisy rhythms are told")
  func noisy() throws {
    var random = RandomStream(seed: 4, purpose: "rhythms")
    var rhythms: [[Int]] = []
    let trends = [-0.8, 0.0, 0.8]
    for index in 0..<300 {
      rhythms.append(
        (0..<10).map { week in
          let mean = 8 * (1 + trends[index % 3] * (Double(week) - 4.5) / 4.5)
          return (0..<40).count { _ in random.unit() < mean / 40 }
        })
    }
    let found = try TieDynamics(deadZone: 0.07).classes(
      of: TieIndex(Self.log(rhythms)), execution: Execution(threads: 2))
    let right = (0..<300).count { found.ties[$0].class == [TieDynamics.Class.fading, .steady, .deepening][$0 % 3] }
    #expect(right >= 270, "\(right) of 300")
  }

  @Test("Questions without an answer say so")
  func errors() throws {
    func failure(_ dynamics: TieDynamics, _ log: InteractionLog) -> String? {
      do {
        _ = try dynamics.classes(of: TieIndex(log))
        return nil
      } catch {
        guard let error = error as? KithError else { return "?" }
        return "\(error.diagnostic.code) \(error.exitCode.rawValue)"
      }
    }
    let log = Self.log([[1, 1, 1, 1]])
    #expect(failure(TieDynamics(), log) == nil)
    #expect(failure(TieDynamics(recent: 3), log) == "E405 1")
    #expect(failure(TieDynamics(), TieLog.make(TieProfileTests.rows, people: 3, isTimed: false)) == "E405 1")
    #expect(failure(TieDynamics(), TieLog.make([], people: 0)) == "E405 1")
    #expect(failure(TieDynamics(window: 0), log) == "E720 64")
    #expect(failure(TieDynamics(window: 1000), log) == "E720 64")
    #expect(failure(TieDynamics(recent: 0), log) == "E720 64")
    #expect(failure(TieDynamics(deadZone: -1), log) == "E720 64")
  }
}
