import KithFoundation
import KithGraph

/// Activity over time: interactions an hour, day, week or month, whichever the period calls for.
public struct Timeline: Sendable {
  public enum Unit: String, Sendable { case hour, day, week, month }

  public let unit: Unit
  /// The start of each bin in order, without gaps; one unit apart.
  public let starts: [Int64]
  /// Interactions in each bin.
  public let totals: [Int]
  /// The same by kind and by channel, most frequent first; empty where the log has no such column.
  /// Beyond five names the rest is summed in a last series without name.
  public let kinds: [Series]
  public let channels: [Series]
  /// Rows that have no time and so stand in no bin.
  public let rowsWithoutTime: Int
  let clock: LocalClock
  private let firstIndex: Int

  public struct Series: Sendable {
    /// Nil for everything beyond the most frequent.
    public let name: String?
    public let total: Int
    public let counts: [Int]
  }

  /// Nil when no row has a time. O(rows).
  init?(_ log: InteractionLog, clock: LocalClock) {
    guard let times = log.times, let period = log.period else { return nil }
    let span = period.upperBound.milliseconds - period.lowerBound.milliseconds
    let day: Int64 = 86_400_000
    unit = span <= 8 * day ? .hour : span <= 200 * day ? .day : span <= 1_400 * day ? .week : .month
    self.clock = clock
    firstIndex = Self.index(of: clock.local(period.lowerBound.milliseconds), unit)
    let count = Self.index(of: clock.local(period.upperBound.milliseconds), unit) - firstIndex + 1
    var totals = [Int](repeating: 0, count: count)
    var missing = 0
    for time in times {
      if time == Timestamp.missing {
        missing += 1
      } else {
        totals[Self.index(of: clock.local(time), unit) - firstIndex] += 1
      }
    }
    self.totals = totals
    rowsWithoutTime = missing
    let (unit, first) = (unit, firstIndex)
    starts = (0..<count).map { clock.moment(local: Self.start(of: first + $0, unit)) }
    let series = { (column: CodedColumn?) -> [Series] in
      guard let column else { return [] }
      var counts = [[Int]](repeating: [Int](repeating: 0, count: count), count: column.names.count)
      for (row, time) in times.enumerated() where time != Timestamp.missing && column.codes[row] != InteractionLog.none
      {
        counts[Int(column.codes[row])][Self.index(of: clock.local(time), unit) - first] += 1
      }
      return Self.mostFrequent(counts, names: column.names)
    }
    let isBrokenDown = { (column: CodedColumn) in
      column.names.count <= Self.mostNames && column.names.count * count <= Self.mostCells
    }
    kinds = series(log.kinds.flatMap { isBrokenDown($0) ? $0 : nil })
    channels = series(log.channels.flatMap { isBrokenDown($0) ? $0 : nil })
  }

  /// Columns with more different names than this, or more names times bins, are not broken down.
  static let mostNames = 200
  static let mostCells = 2_000_000
  static let mostSeries = 6

  /// Which bin a time falls into.
  public func bin(of time: Int64) -> Int { Self.index(of: clock.local(time), unit) - firstIndex }

  /// The largest bin, the earliest of equals.
  public var peak: Int { totals.indices.max { (totals[$0], $1) < (totals[$1], $0) } ?? 0 }

  /// The median of the bins, empty ones included.
  public var median: Double {
    let sorted = totals.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? Double(sorted[middle]) : Double(sorted[middle - 1] + sorted[middle]) / 2
  }

  /// Up to `count` separate high points, highest first: bins that no neighbour within a twentieth of
  /// the period exceeds, holding at least one and a half times the median.
  func peaks(_ count: Int) -> [Int] {
    let reach = max(1, totals.count / 20)
    let floor = max(2, 1.5 * median)
    var chosen: [Int] = []
    for bin in totals.indices.sorted(by: { (totals[$1], $0) < (totals[$0], $1) }) {
      if chosen.count == count || Double(totals[bin]) < floor { break }
      if chosen.allSatisfy({ abs($0 - bin) > reach }) { chosen.append(bin) }
    }
    return chosen
  }

  private static func mostFrequent(_ counts: [[Int]], names: NameTable) -> [Series] {
    let totals = counts.map { $0.reduce(0, +) }
    let order = counts.indices.filter { totals[$0] > 0 }.sorted { (totals[$1], $0) < (totals[$0], $1) }
    let shown = order.count <= mostSeries ? order[...] : order.prefix(mostSeries - 1)
    var series = shown.map { Series(name: names[$0], total: totals[$0], counts: counts[$0]) }
    let rest = order.dropFirst(shown.count)
    if !rest.isEmpty {
      let sums = rest.reduce(into: [Int](repeating: 0, count: counts[0].count)) { sums, name in
        for bin in sums.indices { sums[bin] += counts[name][bin] }
      }
      series.append(Series(name: nil, total: sums.reduce(0, +), counts: sums))
    }
    return series
  }

  /// Number of a bin since 1970 on the local clock; weeks begin on Monday.
  private static func index(of local: Int64, _ unit: Unit) -> Int {
    switch unit {
    case .hour: return Int(floorDivide(local, 3_600_000))
    case .day: return Int(floorDivide(local, 86_400_000))
    case .week: return Int(floorDivide(local + 3 * 86_400_000, 7 * 86_400_000))
    case .month:
      let date = Timestamp.civil(days: Int(floorDivide(local, 86_400_000)))
      return date.year * 12 + date.month - 1
    }
  }

  private static func start(of index: Int, _ unit: Unit) -> Int64 {
    switch unit {
    case .hour: Int64(index) * 3_600_000
    case .day: Int64(index) * 86_400_000
    case .week: Int64(index) * 7 * 86_400_000 - 3 * 86_400_000
    case .month: Int64(Timestamp.days(year: index / 12, month: index % 12 + 1, day: 1)) * 86_400_000
    }
  }
}
