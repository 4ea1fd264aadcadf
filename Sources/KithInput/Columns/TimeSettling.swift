import KithFoundation

/// Settles what the numbers of a time column count, once all of a source was seen; then applies the window.
struct TimeSettling: @unchecked Sendable {
  private let plan: TablePlan
  private let chunks: [ColumnChunk]
  private let since: Timestamp?
  private let until: Timestamp?
  private let largest: UInt64
  private let smallest: UInt64
  private let unit: EpochUnit

  init(plan: TablePlan, chunks: [ColumnChunk], since: Timestamp?, until: Timestamp?) {
    self.plan = plan
    self.chunks = chunks
    self.since = since
    self.until = until
    let scale: UInt64 = plan.timeForm == .decimalEpoch ? 1000 : 1
    largest = (chunks.map(\.largestTime).max() ?? 0) / scale
    smallest = (chunks.map(\.smallestTime).min() ?? .max) / scale
    unit = EpochUnit(largest: largest)
  }

  /// For `FileFacts`.
  var formName: String? {
    plan.at == nil ? nil : plan.timeForm == .clock ? "ISO 8601" : "\(unit.rawValue) since 1970"
  }

  /// A word on the unit where it is not plain seconds.
  func note(file: String) -> Diagnostic? {
    if plan.at == nil || plan.timeForm == .clock || unit == .seconds { return nil }
    if smallest > 0, EpochUnit(largest: smallest) != unit {
      return Diagnostic(
        "W213",
        "the time column holds numbers from \(smallest) to \(largest): all are read as \(unit.rawValue) since 1970",
        severity: .warning, at: Place(file: file), help: "if some are in another unit, write the times as ISO 8601")
    }
    return Diagnostic("W214", "times are read as \(unit.rawValue) since 1970", severity: .note, at: Place(file: file))
  }

  func run(execution: Execution) {
    if plan.at == nil && since == nil && until == nil { return }
    // Each chunk is changed by one thread.
    execution.forEachChunk(of: chunks.count, grain: 1) { index, _ in settle(chunks[index]) }
  }

  private func settle(_ chunk: ColumnChunk) {
    if plan.timeForm != .clock { scale(chunk) }
    if since == nil && until == nil { return }
    let low = since?.milliseconds ?? .min
    let high = until?.milliseconds ?? .max
    let times = chunk.times
    let before = chunk.rows
    chunk.filter { row in
      guard let time = times?[row], time != Timestamp.missing else { return false }
      return time >= low && time < high
    }
    chunk.filteredByWindow = before - chunk.rows
  }

  private func scale(_ chunk: ColumnChunk) {
    guard let times = chunk.times else { return }
    var bad: Set<Int> = []
    let isPlainMilliseconds = plan.timeForm == .epoch && unit == .milliseconds
    for row in 0..<chunk.rows where times[row] != Timestamp.missing {
      if isPlainMilliseconds && times[row].magnitude < 60_000_000_000_000 { continue }
      if let moment = moment(times[row]) { times[row] = moment } else { bad.insert(row) }
    }
    if bad.isEmpty { return }
    for row in bad.sorted() {
      chunk.badRows += 1
      chunk.failures.append(
        RowFailure(
          code: "E213", message: "time is outside the years 1 to 9999: \(times[row]) \(unit.rawValue) since 1970",
          help: "check the column's unit", exitCode: .badData, line: Int(chunk.lines?[row] ?? 0), field: plan.at ?? 0,
          record: Array(String(times[row]).utf8)))
    }
    chunk.filter { !bad.contains($0) }
  }

  private func moment(_ value: Int64) -> Int64? {
    if plan.timeForm == .epoch { return unit.milliseconds(value) }
    // Thousandths of the unit.
    if unit == .seconds { return EpochUnit.milliseconds.milliseconds(value) }
    return unit.milliseconds(EpochUnit.floorDivided(value, 1000))
  }
}
