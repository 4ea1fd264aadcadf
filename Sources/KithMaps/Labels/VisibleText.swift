/// Users' text made safe to draw: one line, nothing invisible, nothing that turns the writing round.
///
/// Control characters, marks without glyph and direction marks become their code (`\u{202e}`), which
/// every font can draw, so that what is hidden in a name is seen. Letters, Hangul in any
/// normalisation and emoji sequences stay as they are.
enum VisibleText {
  /// Most scalars kept of one grapheme; more are a tower of marks.
  private static let markLimit = 12

  static func of(_ text: String, graphemeLimit: Int = 400) -> String {
    var result = ""
    for (position, character) in text.enumerated() {
      if position == graphemeLimit { return result + "…" }
      var isFirst = true
      for scalar in character.unicodeScalars.prefix(markLimit) {
        if isFirst && isMark(scalar) { result.unicodeScalars.append("\u{25cc}") }
        isFirst = false
        append(scalar, to: &result)
      }
    }
    return result
  }

  /// Text of unknown direction set apart from the sentence around it.
  static func isolated(_ text: String) -> String {
    text.unicodeScalars.contains { isRightToLeft($0.value) } ? "\u{2068}\(text)\u{2069}" : text
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar.value {
    case 0xa0: result.unicodeScalars.append(" ")
    case 0..<0x20, 0x7f..<0xa0, 0xad, 0x061c, 0x180e, 0x200b, 0x200e, 0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff,
      0xfff9...0xfffb, 0xe000..<0xf900, 0xe0000..<0xe0020, 0xf0000...0x10ffff:
      result += code(scalar)
    case let value where value & 0xfffe == 0xfffe || (0xfdd0..<0xfdf0).contains(value): result += code(scalar)
    default: result.unicodeScalars.append(scalar)
    }
  }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    "\\u{" + String(scalar.value, radix: 16) + "}"
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: !(0xfe00..<0xfe10).contains(scalar.value)
    default: false
    }
  }

  private static func isRightToLeft(_ value: UInt32) -> Bool {
    (0x0590..<0x0900).contains(value) || (0xfb1d..<0xfe00).contains(value) || (0xfe70..<0xff00).contains(value)
      || (0x10800..<0x11000).contains(value) || (0x1e800..<0x1f000).contains(value)
  }
}
