import KithFoundation
import KithOutput

/// Shows values of the model in one language.
struct ValueFormatting: Sendable {
  let language: ReportLanguage
  /// Names the bins of the timeline; nil without one.
  let unit: Timeline.Unit?

  /// The value as shown, or nil when it is missing or of another type.
  func text(_ value: JSONValue?, _ format: ValueFormat) -> String? {
    guard let value else { return nil }
    switch format {
    case .count(let one, let many):
      guard let number = value.numberValue else { return nil }
      let shown = grouped(number)
      guard let one, let many else { return shown }
      return shown + " " + (number == 1 ? one : many)
    case .percent: return value.numberValue.map(percent)
    case .ratio: return value.numberValue.map { decimal($0, 1) }
    case .real: return value.numberValue.map { decimal($0, 3) }
    case .chance: return value.numberValue.map { $0 < 0.001 ? "<0.001" : decimal($0, 3) }
    case .exact:
      var buffer = OutputBuffer()
      guard let number = value.numberValue else { return value.stringValue }
      if number.magnitude > 0, number.magnitude < 1e-4 { return scientific(number) }
      buffer.append(number)
      return buffer.string
    case .duration: return value.numberValue.map { duration(seconds: $0) }
    case .day: return value.stringValue.flatMap(day)
    case .moment: return value.stringValue.flatMap(moment)
    case .bin: return value.stringValue.flatMap(bin)
    case .name: return value.stringValue.map { VisibleText.shortened($0, to: 60) }
    case .text, .words: return value.stringValue
    }
  }

  private func grouped(_ number: Double) -> String {
    if number == number.rounded(), number.magnitude < 0x1p53 { return KithFoundation.grouped(Int(number)) }
    return decimal(number, 1)
  }

  /// One decimal, none for a whole percentage; two significant digits below one percent; never 100% or 0%
  /// by rounding.
  private func percent(_ share: Double) -> String {
    let value = share * 100
    if (value - value.rounded()).magnitude < 1e-9 { return plain(value.rounded()) + "%" }
    var digits = 1
    while value != 0, digits < 8, value.magnitude * power(digits) < 9.5 { digits += 1 }
    let rounded = (value * power(digits)).rounded() / power(digits)
    return fixed(share < 1 ? min(rounded, 99.9) : rounded, digits) + "%"
  }

  /// One decimal below ten, else a whole number; in the unit that fits, or that fits a larger one.
  func duration(seconds: Double, like whole: Double? = nil) -> String {
    let units: [(length: Double, below: Double, english: String, korean: String)] = [
      (1, 90, "second", "초"), (60, 5_400, "minute", "분"), (3_600, 129_600, "hour", "시간"),
      (86_400, .infinity, "day", "일"),
    ]
    let unit = units.first { whole ?? seconds < $0.below } ?? units[0]
    let value = seconds / unit.length
    let shown = value < 9.95 ? decimal(value, 1) : grouped(value.rounded())
    if language == .korean { return shown + unit.korean }
    return shown + " " + unit.english + (shown == "1" ? "" : "s")
  }

  private func power(_ digits: Int) -> Double { (0..<digits).reduce(1.0) { power, _ in power * 10 } }

  /// Exactly so many decimals.
  private func fixed(_ number: Double, _ digits: Int) -> String {
    let text = plain(number)
    let have = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    return text + (have == 0 ? "." : "") + String(repeating: "0", count: max(0, digits - have))
  }

  private func decimal(_ number: Double, _ digits: Int) -> String {
    let scale = digits == 1 ? 10.0 : 1_000
    return plain((number * scale).rounded() / scale)
  }

  /// `6.7e-11`.
  private func scientific(_ number: Double) -> String {
    var (mantissa, exponent) = (number, 0)
    while mantissa.magnitude < 1, exponent > -400 {
      mantissa *= 10
      exponent -= 1
    }
    return decimal(mantissa, 1) + "e\(exponent)"
  }

  private func plain(_ number: Double) -> String {
    var buffer = OutputBuffer()
    buffer.append(number)
    return buffer.string
  }

  /// Year, month, day, hour, minute of `2026-06-12T14:00:00+09:00`.
  private func fields(_ text: String) -> [Int]? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 16 else { return nil }
    let fields = [0..<4, 5..<7, 8..<10, 11..<13, 14..<16].map { range in
      Int(String(decoding: bytes[range], as: UTF8.self))
    }
    let known = fields.compactMap { $0 }
    return known.count == 5 && (1...12).contains(known[1]) ? known : nil
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  private func day(_ text: String) -> String? {
    guard let f = fields(text) else { return nil }
    return language == .korean ? "\(f[0])년 \(f[1])월 \(f[2])일" : "\(f[2]) \(Self.months[f[1] - 1]) \(f[0])"
  }

  private func moment(_ text: String) -> String? {
    guard let f = fields(text), let day = day(text) else { return nil }
    let clock = [f[3], f[4]].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return language == .korean ? "\(day) \(clock)" : "\(day), \(clock)"
  }

  private func bin(_ text: String) -> String? {
    switch unit {
    case nil, .day: return day(text)
    case .hour: return moment(text)
    case .week: return day(text).map { language == .korean ? "\($0) 주" : "the week of \($0)" }
    case .month:
      guard let f = fields(text) else { return nil }
      return language == .korean ? "\(f[0])년 \(f[1])월" : "\(Self.months[f[1] - 1]) \(f[0])"
    }
  }
}
