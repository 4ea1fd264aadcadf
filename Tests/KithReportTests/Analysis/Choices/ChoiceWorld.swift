import KithFoundation
import KithGraph
import KithOutput

@testable import KithReport

/// A made-up campaign in which people take things, moved by their friends or not.
enum ChoiceWorld {
  /// The month after the log's.
  static let start: Int64 = 1_780_272_000_000 + 30 * TimeWindow.day

  /// 120 people of three communities over 30 days; with `moved`, a friend's taking makes one's own likely.
  static func actions(in analysis: Analysis, items: Int = 24, moved: Bool = true, seed: UInt64 = 3) -> ActionLog {
    let (graph, people) = (analysis.graph, analysis.log.people)
    var random = RandomStream(seed: seed, purpose: "choice world")
    var rows: [(person: Int, item: Int, time: Int64)] = []
    for item in 0..<items {
      var days = [Int](repeating: .max, count: people.count)
      let first = random.below(25)
      for day in first..<30 {
        for person in 0..<people.count where days[person] == .max {
          let friends = Array(graph.outNeighbors(of: person)) + Array(graph.inNeighbors(of: person))
          let isMoved = moved && friends.contains { days[Int($0)] < day }
          if random.unit() < (isMoved ? 0.12 : moved ? 0.002 : 0.02) { days[person] = day }
        }
      }
      for person in days.indices where days[person] != .max {
        rows.append((person, item, start + Int64(days[person]) * TimeWindow.day + Int64(person) * 1_000))
      }
    }
    return log(people, items: items, rows)
  }

  static func log(_ people: NameTable, items: Int, _ rows: [(person: Int, item: Int, time: Int64)]) -> ActionLog {
    ActionLog(
      people: people, items: NameTable((0..<items).map { "<i>대상</i> \($0 < 10 ? "0" : "")\($0)" }),
      persons: rows.map { UInt32($0.person) }, itemCodes: rows.map { UInt32($0.item) }, times: rows.map(\.time))
  }

  /// The same takings in another order.
  static func shuffled(_ actions: ActionLog, seed: UInt64) -> ActionLog {
    var random = RandomStream(seed: seed, purpose: "shuffle")
    let rows = (0..<actions.items.count).flatMap { item in
      actions.actions(of: item).map { (person: Int(actions.persons[$0]), item: item, time: actions.times[$0]) }
    }
    return log(actions.people, items: actions.items.count, rows.shuffled(using: &random))
  }

  static func report(
    language: ReportLanguage = .english, brand: [String] = [], moved: Bool = true, items: Int = 24,
    consent: ((NameTable) -> ChoiceConsent)? = nil, change: (ActionLog) -> ActionLog = { $0 },
    execution: Execution = .serial
  ) throws -> Report {
    let plain = try SyntheticLog.report(
      SyntheticLog.campaign(rows: 900), options: ReportOptions(language: language, brand: brand, utcOffsetMinutes: 540),
      execution: execution)
    let people = plain.analysis.log.people
    let findings = try ChoiceFindings(
      of: plain.analysis, actions: change(actions(in: plain.analysis, items: items, moved: moved)),
      consent: consent?(people) ?? ChoiceConsent(people: people.count), execution: execution)
    return Report(analysis: plain.analysis, choices: findings, run: plain.run)
  }

  /// Nothing, or all of them, at one moment.
  static func keeping(_ count: Int, of actions: ActionLog) -> ActionLog {
    let rows = (0..<actions.items.count).flatMap { item in
      actions.actions(of: item).map { (person: Int(actions.persons[$0]), item: item, time: Int64(0)) }
    }
    return log(actions.people, items: actions.items.count, Array(rows.prefix(count)))
  }
}
