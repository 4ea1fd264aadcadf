/// Turns text into a DOT string that Graphviz shows as it is.
///
/// A label is read three times: by the DOT scanner (`\"`), for escapes (`\N`, `\l`, `\\`) and for
/// entities (`&lt;`). Backslashes are doubled, quotes and ampersands escaped; no HTML label ever
/// arises, since the result is always quoted. The scanner takes at most 16,384 bytes.
enum DOTEscaper {
  /// What Graphviz's scanner accepts in one string, quotes and escapes included.
  static let byteLimit = 16_000

  /// A quoted string; `suffix` is raw, for `\l` and `\r`.
  static func quoted(_ text: String, suffix: StaticString = "") -> String { quoted([text], suffix: suffix) }

  /// Several lines, each with the raw `suffix` at its end: `\n`, `\l` or `\r`.
  static func quoted(_ lines: [String], suffix: StaticString) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    for line in lines where bytes.count < byteLimit {
      append(line, to: &bytes)
      suffix.withUTF8Buffer { bytes += $0 }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    for character in VisibleText.of(text, graphemeLimit: 4_000) {
      let start = bytes.count
      for byte in character.utf8 {
        switch byte {
        case UInt8(ascii: "\\"): bytes += [byte, byte]
        case UInt8(ascii: "\""): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
        default: bytes.append(byte)
        }
      }
      if bytes.count > byteLimit {
        bytes.removeSubrange(start...)
        bytes += Array("…".utf8)
        break
      }
    }
  }

  /// A number with up to `places` decimals, never an exponent; anything not finite is 0.
  static func number(_ value: Double, places: Int = 2) -> String {
    let bounded = value.isFinite ? min(max(value, -1e9), 1e9) : 0
    var unit = 1
    for _ in 0..<places { unit *= 10 }
    let scaled = Int((bounded * Double(unit)).rounded())
    var text = String(abs(scaled) / unit)
    var rest = abs(scaled) % unit
    if rest > 0 {
      var digits = String(rest + unit).dropFirst()
      while rest % 10 == 0 {
        rest /= 10
        digits.removeLast()
      }
      text += "." + digits
    }
    return scaled < 0 ? "-" + text : text
  }
}
