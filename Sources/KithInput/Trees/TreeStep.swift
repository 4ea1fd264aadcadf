/// Parses one line of a tree from left to right.
struct TreeStep {
  /// Someone's place in a tree.
  struct End {
    let person: UnsafeRawBufferPointer
    let post: UnsafeRawBufferPointer
    /// Milliseconds.
    let time: Int64
  }

  private let line: UnsafeRawBufferPointer
  private var at = 0

  init(_ line: UnsafeRawBufferPointer) { self.line = line }

  /// Whether only blanks are left.
  var isDone: Bool { line[at...].allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  /// `->`
  mutating func arrow() -> Bool { take(UInt8(ascii: "-")) && take(UInt8(ascii: ">")) }

  /// `['person', 'post', 'minutes']`
  mutating func end() -> End? {
    guard take(UInt8(ascii: "[")), let person = quoted(), take(UInt8(ascii: ",")), let post = quoted(),
      take(UInt8(ascii: ",")), let minutes = quoted(), take(UInt8(ascii: "]")), !person.isEmpty,
      let time = Self.milliseconds(ofMinutes: minutes)
    else { return nil }
    return End(person: person, post: post, time: time)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    while at < line.count && line[at] == 0x20 { at += 1 }
    guard at < line.count, line[at] == byte else { return false }
    at += 1
    return true
  }

  private mutating func quoted() -> UnsafeRawBufferPointer? {
    guard take(UInt8(ascii: "'")) else { return nil }
    let start = at
    while at < line.count && line[at] != UInt8(ascii: "'") { at += 1 }
    guard at < line.count else { return nil }
    at += 1
    return UnsafeRawBufferPointer(rebasing: line[start..<at - 1])
  }

  /// Of a decimal number; the same on every machine. Nil beyond a million years, or more than 9 decimals.
  static func milliseconds(ofMinutes text: UnsafeRawBufferPointer) -> Int64? {
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = isNegative ? text.dropFirst() : text[...]
    var (whole, fraction, scale) = (0 as Int64, 0 as Int64, 1 as Int64)
    var (hasPoint, hasDigit) = (false, false)
    for byte in digits {
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
        continue
      }
      guard byte >= 0x30, byte <= 0x39, whole < 500_000_000_000, scale < 1_000_000_000 else { return nil }
      hasDigit = true
      if hasPoint {
        fraction = fraction * 10 + Int64(byte - 0x30)
        scale *= 10
      } else {
        whole = whole * 10 + Int64(byte - 0x30)
      }
    }
    if !hasDigit { return nil }
    let time = whole * 60_000 + (fraction * 60_000 + scale / 2) / scale
    return isNegative ? -time : time
  }
}
