/// A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// Years 1 to 9999 only, so that every moment prints as ISO 8601.
public struct Timestamp: Sendable, Hashable, Comparable {
  public var milliseconds: Int64
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// What a time column stores where a row has no time.
  public static let missing = Int64.min
  public static let earliest = Timestamp(milliseconds: -62_135_596_800_000)
  public static let latest = Timestamp(milliseconds: 253_402_300_799_999)

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

  /// Days since 1970-01-01 of a proleptic Gregorian date (Hinnant, "chrono-compatible date algorithms").
  public static func days(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The Gregorian date of a day number; inverse of `days(year:month:day:)`.
  public static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  /// The day number this moment falls on, UTC.
  public var day: Int {
    let d = milliseconds / 86_400_000
    return Int(milliseconds % 86_400_000 < 0 ? d - 1 : d)
  }

  /// `2022-12-01T09:30:00Z`; milliseconds appear only when not zero.
  public var iso8601: String {
    let (y, m, d) = Self.civil(days: day)
    let rest = Int(milliseconds - Int64(day) * 86_400_000)
    let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { Self.padded($0, 2) }
    let fraction = rest % 1000 == 0 ? "" : "." + Self.padded(rest % 1000, 3)
    return "\(Self.padded(y, 4))-\(Self.padded(m, 2))-\(Self.padded(d, 2))T"
      + clock.joined(separator: ":") + fraction + "Z"
  }

  /// `2022-12-01`, UTC.
  public var date: String { String(iso8601.prefix(10)) }

  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
