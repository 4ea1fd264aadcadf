/// A date and clock as written, before its zone is known.
public struct ClockReading: Sendable, Equatable {
  /// Milliseconds since 1970-01-01T00:00 of the clock's own zone.
  public var milliseconds: Int64
  /// Offset east of UTC in milliseconds, if it was written (`Z` = 0).
  public var offset: Int64?

  /// Reads ISO 8601 and its common relatives; nil when it is none of them.
  ///
  /// `2022-12-01`, `2022-12-01T09:30`, `2022-12-01 09:30:15.250`, then `Z`, `+09:00`, `+0900` or `+09`.
  /// Also `/` or `.` between date parts. Digits past the millisecond are cut; second 60 is read as 59.999
  /// (leap seconds have no place in a `Timestamp`); 24:00 is not accepted.
  public init?(_ text: UnsafeBufferPointer<UInt8>) {
    var parser = ClockParser(text)
    guard let (clock, offset) = parser.parse() else { return nil }
    milliseconds = clock
    self.offset = offset
  }
}

extension Timestamp {
  /// A moment from ISO 8601; a text without offset is taken as UTC.
  ///
  ///     Timestamp(iso8601: "2022-12-01T09:30:00+09:00")
  public init?(iso8601 text: String) {
    let bytes = Array(text.utf8)
    guard let reading = bytes.withUnsafeBufferPointer({ ClockReading($0) }) else { return nil }
    self.init(milliseconds: reading.milliseconds - (reading.offset ?? 0))
    if self < .earliest || self > .latest { return nil }
  }
}

private struct ClockParser {
  let text: UnsafeBufferPointer<UInt8>
  var at = 0

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  mutating func parse() -> (clock: Int64, offset: Int64?)? {
    guard let year = digits(4), year >= 1, let mark = byte(), mark == 0x2D || mark == 0x2F || mark == 0x2E,
      let month = digits(2), 1...12 ~= month, byte() == mark, let day = digits(2),
      1...Self.days(month, year) ~= day
    else { return nil }
    let date = Int64(Timestamp.days(year: year, month: month, day: day)) * 86_400_000
    if at == text.count { return (date, nil) }
    guard let separator = byte(), separator == 0x54 || separator == 0x74 || separator == 0x20,
      let hour = digits(2), hour < 24, byte() == 0x3A, let minute = digits(2), minute < 60
    else { return nil }
    var clock = date + Int64(hour * 3_600_000 + minute * 60_000)
    if at < text.count, text[at] == 0x3A {
      at += 1
      guard let second = digits(2), second <= 60 else { return nil }
      let fraction = fraction()
      guard let fraction else { return nil }
      clock += second == 60 ? 59_999 : Int64(second * 1000 + fraction)
    }
    if at == text.count { return (clock, nil) }
    guard let offset = zone(), at == text.count else { return nil }
    return (clock, offset)
  }

  private mutating func fraction() -> Int? {
    guard at < text.count, text[at] == 0x2E || text[at] == 0x2C else { return 0 }
    at += 1
    var value = 0
    var read = 0
    while at < text.count, text[at] &- 0x30 < 10 {
      if read < 3 { value = value * 10 + Int(text[at] - 0x30) }
      read += 1
      at += 1
    }
    if read == 0 { return nil }
    while read < 3 {
      value *= 10
      read += 1
    }
    return value
  }

  private mutating func zone() -> Int64? {
    if text[at] == 0x20, at + 1 < text.count { at += 1 }
    guard let sign = byte() else { return nil }
    if sign == 0x5A || sign == 0x7A { return 0 }
    guard sign == 0x2B || sign == 0x2D, let hour = digits(2), hour < 24 else { return nil }
    var minute = 0
    if at < text.count {
      if text[at] == 0x3A { at += 1 }
      guard let read = digits(2), read < 60 else { return nil }
      minute = read
    }
    let offset = Int64(hour * 60 + minute) * 60_000
    return sign == 0x2D ? -offset : offset
  }

  private mutating func byte() -> UInt8? {
    if at >= text.count { return nil }
    at += 1
    return text[at - 1]
  }

  private mutating func digits(_ count: Int) -> Int? {
    if at + count > text.count { return nil }
    var value = 0
    for _ in 0..<count {
      let digit = text[at] &- 0x30
      if digit > 9 { return nil }
      value = value * 10 + Int(digit)
      at += 1
    }
    return value
  }

  private static func days(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
