/// Reads numbers by a strict grammar: `[+-] digits [. digits] [e [+-] digits]`, ASCII, finite.
///
/// The value is the double nearest to what is written. O(bytes).
enum DecimalParser {
  /// Nil for anything else: empty, "nan", "inf", hexadecimal, a decimal comma.
  @inline(__always)
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var i = 0
    let count = text.count
    var isNegative = false
    if i < count, text[i] == 0x2D || text[i] == 0x2B {
      isNegative = text[i] == 0x2D
      i &+= 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var fraction = 0
    while i < count, text[i] &- 0x30 <= 9 {
      mantissa = mantissa &* 10 &+ UInt64(text[i] &- 0x30)
      digits &+= 1
      i &+= 1
    }
    if i < count, text[i] == 0x2E {
      i &+= 1
      while i < count, text[i] &- 0x30 <= 9 {
        mantissa = mantissa &* 10 &+ UInt64(text[i] &- 0x30)
        digits &+= 1
        fraction &+= 1
        i &+= 1
      }
    }
    if digits == 0 { return nil }
    // Up to 15 digits and 22 places both are exact doubles, and one division rounds once.
    if i == count, digits <= 15, fraction <= 22 {
      let value = Double(mantissa) / powersOfTen[fraction]
      return isNegative ? -value : value
    }
    return slow(text, from: i)
  }

  /// `from` is where the exponent would begin.
  private static func slow(_ text: UnsafeBufferPointer<UInt8>, from: Int) -> Double? {
    if from < text.count {
      var i = from
      guard text[i] | 0x20 == 0x65 else { return nil }
      i += 1
      if i < text.count, text[i] == 0x2B || text[i] == 0x2D { i += 1 }
      if i == text.count || !text[i...].allSatisfy({ $0 &- 0x30 <= 9 }) { return nil }
    }
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
}
