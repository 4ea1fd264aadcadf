import KithFoundation

/// How one source writes its times.
enum TimeForm: Equatable, Sendable {
  /// ISO 8601 and relatives.
  case clock
  /// Whole numbers since 1970, unit not yet known.
  case epoch
  /// Numbers with a decimal point since 1970, unit not yet known; stored in thousandths.
  case decimalEpoch

  /// What most of a column's values look like. Numbers win a draw.
  static func of(_ values: [String]) -> TimeForm {
    var numbers = 0
    var decimals = 0
    var others = 0
    for value in values where !value.isEmpty {
      if TableLayout.isNumber(value), !value.dropFirst().utf8.contains(0x2D) {
        numbers += 1
        if value.utf8.contains(0x2E) { decimals += 1 }
      } else {
        others += 1
      }
    }
    return numbers < others || numbers == 0 && others == 0 ? .clock : decimals > 0 ? .decimalEpoch : .epoch
  }
}

/// What the numbers of an epoch column count, decided once for a whole source by its largest magnitude:
/// below 10¹¹ seconds (to the year 5138), below 10¹⁴ milliseconds, below 10¹⁷ microseconds, else nanoseconds.
enum EpochUnit: String, Sendable {
  case seconds, milliseconds, microseconds, nanoseconds

  init(largest: UInt64) {
    self =
      switch largest {
      case ..<100_000_000_000: .seconds
      case ..<100_000_000_000_000: .milliseconds
      case ..<100_000_000_000_000_000: .microseconds
      default: .nanoseconds
      }
  }

  /// The moment of a number, in milliseconds; nil outside years 1 to 9999.
  func milliseconds(_ value: Int64) -> Int64? {
    let (scaled, overflow): (Int64, Bool) =
      switch self {
      case .seconds: value.multipliedReportingOverflow(by: 1000)
      case .milliseconds: (value, false)
      case .microseconds: (Self.floorDivided(value, 1000), false)
      case .nanoseconds: (Self.floorDivided(value, 1_000_000), false)
      }
    if overflow || scaled < Timestamp.earliest.milliseconds || scaled > Timestamp.latest.milliseconds { return nil }
    return scaled
  }

  static func floorDivided(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
  }
}

/// Reads the time fields of one source. For one thread.
struct TimeParser {
  let form: TimeForm
  var zone: ZoneClock

  /// What a time column holds before its unit is known: milliseconds for clocks, else the number.
  enum Outcome {
    case value(Int64)
    case wrong(String)
  }

  @inline(__always)
  mutating func parse(_ text: UnsafeBufferPointer<UInt8>) -> Outcome {
    form == .epoch ? Self.epoch(text) : other(text)
  }

  @inline(__always)
  private static func epoch(_ text: UnsafeBufferPointer<UInt8>) -> Outcome {
    var i = 0
    let isNegative = text[0] == 0x2D
    if isNegative { i = 1 }
    let digits = text.count - i
    if digits == 0 || digits > 19 { return .wrong(reason(text, .epoch)) }
    var value: UInt64 = 0
    while i < text.count {
      let digit = text[i] &- 0x30
      if digit > 9 { return .wrong(reason(text, .epoch)) }
      value = value &* 10 &+ UInt64(digit)
      i &+= 1
    }
    if value > UInt64(Int64.max) { return .wrong(reason(text, .epoch)) }
    return .value(isNegative ? -Int64(value) : Int64(value))
  }

  private mutating func other(_ text: UnsafeBufferPointer<UInt8>) -> Outcome {
    if form == .decimalEpoch { return Self.decimal(text) }
    guard let reading = ClockReading(text) else { return .wrong(Self.reason(text, .clock)) }
    let moment = reading.milliseconds - (reading.offset ?? zone.offset(atLocal: reading.milliseconds))
    if moment < Timestamp.earliest.milliseconds || moment > Timestamp.latest.milliseconds {
      return .wrong("time is outside the years 1 to 9999")
    }
    return .value(moment)
  }

  private static func decimal(_ text: UnsafeBufferPointer<UInt8>) -> Outcome {
    let point = text.firstIndex(of: 0x2E) ?? text.count
    if point == 0 || point > 16 { return .wrong(reason(text, .decimalEpoch)) }
    guard case .value(let whole) = epoch(UnsafeBufferPointer(rebasing: text[..<point])) else {
      return .wrong(reason(text, .decimalEpoch))
    }
    var thousandths: Int64 = 0
    var unit: Int64 = 100
    for byte in text[min(point + 1, text.count)...] {
      if byte &- 0x30 > 9 { return .wrong(reason(text, .decimalEpoch)) }
      thousandths += Int64(byte - 0x30) * unit
      unit /= 10
    }
    return .value(whole * 1000 + (text[0] == 0x2D ? -thousandths : thousandths))
  }

  private static func reason(_ text: UnsafeBufferPointer<UInt8>, _ form: TimeForm) -> String {
    let shown = String(decoding: text.prefix(40), as: UTF8.self)
    return form == .clock
      ? "time is not ISO 8601 nor yyyy-MM-dd HH:mm:ss: \"\(shown)\""
      : "time is not a number of seconds or milliseconds since 1970, as the others are: \"\(shown)\""
  }
}
