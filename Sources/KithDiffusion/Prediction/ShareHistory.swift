import KithFoundation
import KithGraph

/// One thing being shared: when, and how many people saw each share.
///
///     let history = try ShareHistory(times: [0, 60, 90], reach: [2290, 91, 77])
///     let tree = ShareHistory(cascade: 0, of: cascades, reach: reach)
///
/// The first is the original, at 0; the others are its shares. Times are seconds since the original.
public struct ShareHistory: Sendable, Equatable, Codable {
  /// Ascending, from 0 on.
  public let times: [Double]
  /// How many people saw each: followers, or everyone whom the person influences.
  public let reach: [Double]
  /// When the original appeared, milliseconds since the epoch.
  public let start: Int64

  /// Of rows in any order; the earliest is the original.
  ///
  /// Throws E453 for columns of different lengths, without rows, times that are not finite, or reach below 0.
  public init(times: [Double], reach: [Double], start: Int64 = 0) throws {
    if times.count != reach.count || times.isEmpty {
      throw KithError.values(
        "shares", "\(times.count) times and \(reach.count) numbers of people reached",
        help: "give one of each for every share, the original first")
    }
    if let time = times.first(where: { !$0.isFinite }) {
      throw KithError.values("shares", "one is at \(time)", help: "give times in seconds")
    }
    if let bad = reach.first(where: { !($0 >= 0 && $0.isFinite) }) {
      throw KithError.values("shares", "one reaches \(bad) people", help: "give 0 or more")
    }
    let rows = times.indices.sorted { (times[$0], reach[$0]) < (times[$1], reach[$1]) }
    self.init(rows: rows.map { (times[$0] - times[rows[0]], reach[$0]) }, start: start)
  }

  /// Everyone's first action about an item; nil where none has a time. `reach` is by person.
  public init?(item: Int, of actions: ActionLog, reach: [Double]) {
    var seen = Set<UInt32>()
    let rows = actions.actions(of: item).filter {
      actions.times[$0] != Timestamp.missing && seen.insert(actions.persons[$0]).inserted
    }
    self.init(rows.map { (actions.times[$0], actions.persons[$0]) }, reach)
  }

  /// The members of one tree, whoever they followed; nil where none has a time. `reach` is by person.
  ///
  /// Members earlier than the root, a defect of the data, count as earlier.
  public init?(cascade: Int, of cascades: CascadeSet, reach: [Double]) {
    let members = cascades.members(of: cascade).filter { cascades.times[$0] != Timestamp.missing }
    self.init(members.map { (cascades.times[$0], cascades.persons[$0]) }, reach)
  }

  private init?(_ rows: [(time: Int64, person: UInt32)], _ reach: [Double]) {
    let sorted = rows.sorted { ($0.time, $0.person) < ($1.time, $1.person) }
    guard let first = sorted.first else { return nil }
    let shares = sorted.map { row in
      (time: (Double(row.time) - Double(first.time)) / 1000, reach: reach[Int(row.person)])
    }
    self.init(rows: shares, start: first.time)
  }

  private init(rows: [(time: Double, reach: Double)], start: Int64) {
    times = rows.map(\.time)
    reach = rows.map(\.reach)
    self.start = start
  }

  /// Shares no later than `age` seconds, the original not counted. O(log shares).
  public func shares(by age: Double) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= age { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}
