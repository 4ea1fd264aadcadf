import CByteScan

/// Finds bytes that are not UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing past U+10FFFF).
enum UTF8Check {
  static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    return kith_is_utf8(base, bytes.count)
  }

  /// The offset of the first byte that starts no valid character, or nil.
  static func firstInvalid(in bytes: UnsafeRawBufferPointer) -> Int? {
    let count = bytes.count
    var i = 0
    while i < count {
      let byte = bytes[i]
      if byte < 0x80 {
        i += 1
        continue
      }
      let (length, low, high): (Int, UInt8, UInt8) =
        switch byte {
        case 0xC2...0xDF: (2, 0x80, 0xBF)
        case 0xE0: (3, 0xA0, 0xBF)
        case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80, 0xBF)
        case 0xED: (3, 0x80, 0x9F)
        case 0xF0: (4, 0x90, 0xBF)
        case 0xF1...0xF3: (4, 0x80, 0xBF)
        case 0xF4: (4, 0x80, 0x8F)
        default: (0, 0, 0)
        }
      if length == 0 || i + length > count || bytes[i + 1] < low || bytes[i + 1] > high { return i }
      for k in stride(from: 2, to: length, by: 1) where bytes[i + k] & 0xC0 != 0x80 { return i }
      i += length
    }
    return nil
  }

  /// Which `--encoding` would make sense of bytes that are not UTF-8.
  static func hint(for bytes: UnsafeRawBufferPointer) -> String? {
    var pairs = 0
    var hangul = 0
    var i = 0
    while i < bytes.count {
      let lead = bytes[i]
      if lead < 0x80 {
        i += 1
        continue
      }
      // CP949: lead 81–FE, trail 41–5A, 61–7A, 81–FE.
      guard lead >= 0x81, lead <= 0xFE, i + 1 < bytes.count else { return "latin-1" }
      let trail = bytes[i + 1]
      guard (0x41...0x5A).contains(trail) || (0x61...0x7A).contains(trail) || (0x81...0xFE).contains(trail) else {
        return "latin-1"
      }
      pairs += 1
      if (0xB0...0xC8).contains(lead) && trail >= 0xA1 { hangul += 1 }
      i += 2
    }
    return pairs == 0 ? nil : hangul * 2 >= pairs ? "cp949" : nil
  }
}
