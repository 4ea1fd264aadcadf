import KithFoundation

/// Moments in short, at a fixed distance from UTC: `4 Jul 2012, 08:12`.
struct MomentText {
  let utcOffsetMinutes: Int
  let language: MapLanguage

  private static let day: Int64 = 86_400_000
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// Milliseconds on the local clock face.
  func local(_ time: Int64) -> Int64 {
    bounded(bounded(time) + Int64(utcOffsetMinutes) * 60_000)
  }

  /// Within what a calendar can tell.
  private func bounded(_ time: Int64) -> Int64 {
    min(max(time, Timestamp.earliest.milliseconds), Timestamp.latest.milliseconds)
  }

  /// The moment a local clock face stands for.
  func moment(local: Int64) -> Int64 { local - Int64(utcOffsetMinutes) * 60_000 }

  private func fields(_ time: Int64) -> (year: Int, month: Int, day: Int, rest: Int64) {
    let local = local(time)
    let rest = ((local % Self.day) + Self.day) % Self.day
    let (year, month, day) = Timestamp.civil(days: Int((local - rest) / Self.day))
    return (year, month, day, rest)
  }

  /// `4 Jul 2012, 08:12`.
  func minute(_ time: Int64) -> String {
    let (year, month, day, _) = fields(time)
    let date =
      language == .korean ? "\(year)년 \(month)월 \(day)일" : "\(day) \(Self.months[month - 1]) \(year),"
    return date + " " + clock(time)
  }

  /// `4 Jul 08:12`.
  func short(_ time: Int64) -> String { date(time) + " " + clock(time) }

  /// `4 Jul`.
  func date(_ time: Int64) -> String {
    let (_, month, day, _) = fields(time)
    return language == .korean ? "\(month)월 \(day)일" : "\(day) \(Self.months[month - 1])"
  }

  /// `Jul 2012`.
  func month(_ time: Int64) -> String {
    let (year, month, _, _) = fields(time)
    return language == .korean ? "\(year)년 \(month)월" : "\(Self.months[month - 1]) \(year)"
  }

  /// `08:12`, or `08:12:30`.
  func clock(_ time: Int64, seconds: Bool = false) -> String {
    let rest = fields(time).rest / 1000
    let parts = [rest / 3600, rest / 60 % 60] + (seconds ? [rest % 60] : [])
    return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}

/// Round moments along a stretch of time.
struct TimeAxis {
  let first: Int64
  let last: Int64
  let clock: MomentText

  private static let minute: Int64 = 60_000
  private static let day = 1440 * minute
  /// From one second to a year.
  private static let steps: [Int64] =
    [1, 5, 15, 30].map { $0 * 1000 } + [1, 5, 15, 30, 60, 180, 360, 720].map { $0 * minute }
    + [1, 2, 7, 14, 28, 91, 182, 365].map { $0 * day }

  /// At most so many, with their labels. Steps of years beyond a year.
  func ticks(atMost count: Int) -> [(time: Int64, label: String)] {
    let (start, end) = (clock.local(first), clock.local(last))
    let span = end - start
    let most = Int64(max(1, count))
    let step = Self.steps.first { span / $0 < most } ?? (span / (365 * Self.day * most) + 1) * 365 * Self.day
    var tick = start - ((start % step) + step) % step
    if tick < start { tick += step }
    var ticks: [(time: Int64, label: String)] = []
    while tick <= end {
      let time = clock.moment(local: tick)
      ticks.append((time, label(time, local: tick, step: step, span: span)))
      tick += step
    }
    return ticks
  }

  private func label(_ time: Int64, local: Int64, step: Int64, span: Int64) -> String {
    if span > 300 * Self.day { return clock.month(time) }
    if step >= Self.day || local % Self.day == 0 { return clock.date(time) }
    return clock.clock(time, seconds: step < Self.minute)
  }
}
