import KithFoundation
import KithGraph

/// The rows of a log that pass something on, by time ascending.
struct TimedEvents: Sendable {
  let sources: [UInt32]
  let targets: [UInt32]
  let times: [Int64]

  var count: Int { times.count }

  /// Throws E405 ("answer is no") for a log without times. O(rows log rows), O(rows) where they ascend already.
  init(_ log: InteractionLog, flow: TimeRespectingReach.Flow, window: TimeWindow) throws {
    guard let all = log.times else {
      throw TimeRespectingReach.info.undefinedError(
        "no interaction has a time", help: "name the column of times, or use shortest paths, which need none")
    }
    var rows = (0..<log.count).filter { row in
      let (actor, target) = (log.actors[row], log.targets[row])
      return actor != InteractionLog.none && target != InteractionLog.none && actor != target
        && all[row] != Timestamp.missing && window.contains(all[row])
    }
    let isSorted = zip(rows, rows.dropFirst()).allSatisfy { all[$0] <= all[$1] }
    if !isSorted { rows.sort { all[$0] < all[$1] } }
    let (from, to) = flow == .attention ? (log.actors, log.targets) : (log.targets, log.actors)
    sources = rows.map { from[$0] }
    targets = rows.map { to[$0] }
    times = rows.map { all[$0] }
  }
}
