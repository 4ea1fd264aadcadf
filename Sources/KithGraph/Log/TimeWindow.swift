import KithFoundation

/// A stretch of time, start included, end excluded; either may be open.
///
///     TimeWindow(from: .init(milliseconds: 0), to: nil).contains(0)     // true
///     TimeWindow.rolling(over: log.period!, width: 7 * TimeWindow.day)  // weeks
public struct TimeWindow: Sendable, Hashable {
  /// Milliseconds in a day.
  public static let day: Int64 = 86_400_000

  public var start: Timestamp?
  public var end: Timestamp?

  public init(from start: Timestamp?, to end: Timestamp?) {
    self.start = start
    self.end = end
  }

  /// Whether a moment, in milliseconds, lies within; a missing time lies only in the wholly open window.
  public func contains(_ time: Int64) -> Bool {
    if time == Timestamp.missing { return start == nil && end == nil }
    return start.map { $0.milliseconds <= time } ?? true && end.map { time < $0.milliseconds } ?? true
  }

  /// Windows of one width, each `step` after the last (by default side by side), until the period is covered.
  ///
  /// Empty unless width and step are positive. O(period / step).
  public static func rolling(
    over period: ClosedRange<Timestamp>, width: Int64, step: Int64? = nil
  ) -> [TimeWindow] {
    if width <= 0 { return [] }
    return starts(over: period, step: step ?? width).map { TimeWindow(from: $0, to: $0.advanced(by: width)) }
  }

  /// Windows from the period's start, each `step` longer than the last, until the period is covered.
  ///
  /// Empty unless step is positive. O(period / step).
  public static func expanding(over period: ClosedRange<Timestamp>, step: Int64) -> [TimeWindow] {
    starts(over: period, step: step).map { TimeWindow(from: period.lowerBound, to: $0.advanced(by: step)) }
  }

  private static func starts(over period: ClosedRange<Timestamp>, step: Int64) -> [Timestamp] {
    if step <= 0 { return [] }
    var starts: [Timestamp] = []
    var start = period.lowerBound
    while start <= period.upperBound {
      starts.append(start)
      let next = start.advanced(by: step)
      if next == start { break }
      start = next
    }
    return starts
  }
}

extension Timestamp {
  /// Past the end of `Int64` it stays there, which is later than every period's end.
  fileprivate func advanced(by span: Int64) -> Timestamp {
    let (sum, overflow) = milliseconds.addingReportingOverflow(span)
    return Timestamp(milliseconds: overflow ? .max : sum)
  }
}
