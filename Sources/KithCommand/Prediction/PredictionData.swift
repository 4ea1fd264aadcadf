import KithFoundation
import KithGraph
import KithInput

/// What forecasts rest on: who did what by a moment, and who was in touch.
struct PredictionData {
  let log: InteractionLog
  /// None is later than `now`.
  let actions: ActionLog
  /// Milliseconds.
  let now: Int64

  init(_ log: InteractionLog, _ actions: ActionLog, now: Int64?) throws {
    let known = actions.times.filter { $0 != Timestamp.missing }
    guard let first = known.min(), let last = known.max() else {
      throw KithError(
        .answerIsNo, Diagnostic("E405", "no action has a time: there is nothing to forecast from", help: Self.help))
    }
    let now = now ?? last
    if now < first {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "nothing had happened by \(Timestamp(milliseconds: now).iso8601)",
          help: "the first action is at \(Timestamp(milliseconds: first).iso8601)"))
    }
    self.log = log
    self.now = now
    self.actions = last <= now ? actions : actions.until(now)
  }

  private static let help = "name the column of times with --at, or with --actions-columns"

  /// Whether relations have times, and so may come of the actions themselves.
  var hasTimedTies: Bool { log.times != nil }

  /// Who influences whom, by the rows up to a moment and those without a time; people as in the log.
  func influence(until moment: Int64, _ execution: Execution) -> Graph {
    let rows = (0..<log.count).filter { row in
      log.actors[row] != InteractionLog.none && log.targets[row] != InteractionLog.none
        && log.actors[row] != log.targets[row] && log.times.map { $0[row] <= moment } ?? true
    }
    let graph = Graph(
      sources: rows.map { log.actors[$0] }, targets: rows.map { log.targets[$0] },
      weights: log.weights.map { weights in rows.map { weights[$0] } }, nodeCount: log.people.count, names: log.people,
      execution: execution)
    return graph.influence
  }

  /// The item of a name as typed; E414 with the nearest where there is none.
  func item(named name: String) throws -> Int {
    if let item = actions.items.index(of: name) { return item }
    let near = actions.items.count <= 200_000 ? Suggestion.nearest(to: name, in: actions.items.strings) : nil
    throw KithError(
      .answerIsNo,
      Diagnostic("E414", "no action is about \"\(name)\"", help: near.map { "did you mean \"\($0)\"?" }))
  }
}

extension ActionLog {
  /// The actions up to a moment, and those without a time. O(rows log rows).
  fileprivate func until(_ moment: Int64) -> ActionLog {
    var rows: [(person: UInt32, item: UInt32, time: Int64)] = []
    for item in 0..<items.count {
      for row in actions(of: item) where times[row] <= moment {
        rows.append((persons[row], UInt32(item), times[row]))
      }
    }
    return ActionLog(
      people: people, items: items, persons: rows.map(\.person), itemCodes: rows.map(\.item), times: rows.map(\.time))
  }
}

/// A stretch of time in words: "45 s", "2 h", "3.5 d".
func spanText(seconds: Double) -> String {
  let units: [(name: String, seconds: Double)] = [("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)]
  let unit = units.first { seconds >= $0.seconds } ?? units[3]
  let value = (seconds / unit.seconds * 10).rounded() / 10
  return (value == value.rounded() ? "\(Int(value))" : "\(value)") + " " + unit.name
}
