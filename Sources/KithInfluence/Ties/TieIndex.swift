import KithFoundation
import KithGraph

/// The interactions of every pair of people, either way, in the order of time.
///
///     let ties = TieIndex(log)
///     if let tie = ties.tie(between: 3, and: 7) { print(ties.rows(of: tie).count) }
///
/// A tie is a pair of people of whom at least one addressed the other; ties stand by their smaller node, then the
/// larger. Rows stand by time (unknown first), whatever their order in the log. O(rows log rows).
public struct TieIndex: Sendable {
  public let log: InteractionLog
  /// The smaller and larger node of each tie.
  public let lows: [UInt32]
  public let highs: [UInt32]
  private let starts: [Int]
  private let order: [Int]

  public init(_ log: InteractionLog) {
    self.log = log
    let (actors, targets) = (log.actors, log.targets)
    let rows = (0..<log.count).filter { row in
      actors[row] != InteractionLog.none && targets[row] != InteractionLog.none && actors[row] != targets[row]
    }
    let keys = rows.map { row in
      Key(
        low: min(actors[row], targets[row]), high: max(actors[row], targets[row]),
        time: log.times?[row] ?? Timestamp.missing, actor: actors[row], weight: log.weights?[row] ?? 1, row: row)
    }.sorted()
    var (lows, highs, starts): ([UInt32], [UInt32], [Int]) = ([], [], [])
    for (place, key) in keys.enumerated() where key.low != lows.last || key.high != highs.last {
      lows.append(key.low)
      highs.append(key.high)
      starts.append(place)
    }
    starts.append(keys.count)
    self.lows = lows
    self.highs = highs
    self.starts = starts
    order = keys.map(\.row)
  }

  private struct Key: Comparable {
    let low, high: UInt32
    let time: Int64
    let actor: UInt32
    let weight: Float
    let row: Int

    static func < (a: Key, b: Key) -> Bool {
      (a.low, a.high, a.time, a.actor, a.weight) < (b.low, b.high, b.time, b.actor, b.weight)
    }
  }

  /// Number of ties.
  public var count: Int { lows.count }

  /// The rows of the log that make a tie, earliest first.
  public func rows(of tie: Int) -> ArraySlice<Int> { order[starts[tie]..<starts[tie + 1]] }

  /// Nil where neither addressed the other. O(log ties).
  public func tie(between a: Int, and b: Int) -> Int? {
    let key = (UInt32(min(a, b)), UInt32(max(a, b)))
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if (lows[middle], highs[middle]) < key { low = middle + 1 } else { high = middle }
    }
    return low < count && (lows[low], highs[low]) == key ? low : nil
  }

  /// The ties of a person, ascending by the other's node. O(ties).
  public func ties(of node: Int) -> [Int] {
    let found = (0..<count).filter { Int(lows[$0]) == node || Int(highs[$0]) == node }
    return found.sorted { other(of: $0, than: node) < other(of: $1, than: node) }
  }

  /// The other end of a tie.
  public func other(of tie: Int, than node: Int) -> Int {
    Int(lows[tie]) == node ? Int(highs[tie]) : Int(lows[tie])
  }
}
