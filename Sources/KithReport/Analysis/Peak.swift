import KithFoundation
import KithGraph

/// A high point of the timeline and what stood behind it.
public struct Peak: Sendable {
  public let bin: Int
  public let count: Int
  /// The person most addressed in it, and in how many of its rows.
  public let target: (node: Int, count: Int)?
  /// The item most rows were about.
  public let item: NamedCount?
  public let kind: NamedCount?
  public let channel: NamedCount?

  /// The timeline's separate high points in order of time. O(rows).
  static func find(_ count: Int, in timeline: Timeline, _ log: InteractionLog) -> [Peak] {
    let bins = timeline.peaks(count).sorted()
    guard let times = log.times, !bins.isEmpty else { return [] }
    var slots = [Int](repeating: -1, count: timeline.totals.count)
    for (slot, bin) in bins.enumerated() { slots[bin] = slot }
    var rows = [[Int]](repeating: [], count: bins.count)
    for (row, time) in times.enumerated() where time != Timestamp.missing {
      let slot = slots[timeline.bin(of: time)]
      if slot >= 0 { rows[slot].append(row) }
    }
    return bins.enumerated().map { slot, bin in
      var targets: [UInt32: Int] = [:]
      for row in rows[slot] where log.targets[row] != InteractionLog.none && log.targets[row] != log.actors[row] {
        targets[log.targets[row], default: 0] += 1
      }
      let main = targets.max { ($0.value, $1.key) < ($1.value, $0.key) }
      return Peak(
        bin: bin, count: rows[slot].count, target: main.map { (Int($0.key), $0.value) },
        item: NamedCount.of(log.items, rows: rows[slot]).first, kind: NamedCount.of(log.kinds, rows: rows[slot]).first,
        channel: NamedCount.of(log.channels, rows: rows[slot]).first)
    }
  }
}
