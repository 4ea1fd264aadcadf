import KithFoundation
import KithGraph

/// Who was there first, as far as the log can tell.
public struct FirstMovers: Sendable {
  /// The first people to act: earliest first, ties by id.
  public let people: [Mover]
  /// How many share the very first moment.
  public let tiedForFirst: Int
  /// Every time in the log is a midnight: order within a day cannot be told.
  public let hasDatesOnly: Bool
  /// Position of each asked-for person by first act; people who act at one moment share the smaller.
  let arrivals: [Int: Int]

  public struct Mover: Sendable {
    public let node: Int
    public let time: Int64
    public let kind: String?
    public let channel: String?
  }

  /// Nil without times. O(rows + people log people).
  init?(_ log: InteractionLog, count: Int, core: [Int], clock: LocalClock) {
    guard let times = log.times, log.period != nil else { return nil }
    var first = [Int64](repeating: .max, count: log.people.count)
    for row in 0..<log.count where log.actors[row] != InteractionLog.none && times[row] != Timestamp.missing {
      first[Int(log.actors[row])] = min(first[Int(log.actors[row])], times[row])
    }
    let sorted = first.filter { $0 != .max }.sorted()
    guard let earliest = sorted.first else { return nil }
    tiedForFirst = sorted.prefix { $0 == earliest }.count
    let day: Int64 = 86_400_000
    hasDatesOnly = times.allSatisfy {
      $0 == Timestamp.missing || $0 % day == 0 || (clock.local($0) % day == 0)
    }
    var positions: [Int: Int] = [:]
    for node in core where first[node] != .max {
      var (low, high) = (0, sorted.count)
      while low < high {
        let middle = (low + high) / 2
        if sorted[middle] < first[node] { low = middle + 1 } else { high = middle }
      }
      positions[node] = low + 1
    }
    arrivals = positions
    let limit = sorted[min(count, sorted.count) - 1]
    let chosen = first.indices.filter { first[$0] <= limit }.sorted { (first[$0], $0) < (first[$1], $1) }.prefix(count)
    // Several rows of one person at the same moment: the smallest code says the kind, whatever the row order.
    var kinds: [Int: UInt32] = [:]
    var channels: [Int: UInt32] = [:]
    let wanted = Set(chosen)
    for row in 0..<log.count where log.actors[row] != InteractionLog.none && times[row] <= limit {
      let actor = Int(log.actors[row])
      guard wanted.contains(actor), times[row] == first[actor] else { continue }
      if let codes = log.kinds?.codes { kinds[actor] = min(kinds[actor] ?? .max, codes[row]) }
      if let codes = log.channels?.codes { channels[actor] = min(channels[actor] ?? .max, codes[row]) }
    }
    let name = { (column: CodedColumn?, code: UInt32?) -> String? in
      guard let column, let code, code != InteractionLog.none else { return nil }
      return column.names[Int(code)]
    }
    people = chosen.map {
      Mover(node: $0, time: first[$0], kind: name(log.kinds, kinds[$0]), channel: name(log.channels, channels[$0]))
    }
  }
}
