/// Makes untrusted text harmless on a terminal.
///
///     TerminalText.escaped("ok\u{1B}[31m")   // ok\u{1b}[31m
///
/// Control characters (C0, DEL, C1), bidirectional controls, line separators, zero-width and other
/// invisible characters are shown as `\u{…}`, so that a name can neither drive the terminal nor
/// hide or reorder the text around it. A zero-width joiner between two emoji and a variation
/// selector after one are part of the picture and stay.
public enum TerminalText {
  public static func escaped(_ text: String) -> String {
    if !text.unicodeScalars.contains(where: isUnsafe) { return text }
    var result = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if isUnsafe(scalar), !isPartOfEmoji(scalars, at: index) {
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a character could drive the terminal, hide, or reorder what is around it.
  public static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: false
    case 0...0x1F, 0x7F...0x9F: true
    case 0xA0...0xAC: false
    case 0xAD, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    case 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF: true
    case 0xE0000...0xE0FFF: true
    default: false
    }
  }

  private static func isPartOfEmoji(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    if index == 0 { return false }
    let before = scalars[index - 1]
    switch scalars[index].value {
    case 0xFE0E, 0xFE0F: return before.properties.isEmoji
    case 0x200D:
      let isPicture = before.properties.isEmoji || before.value == 0xFE0F || before.properties.isEmojiModifier
      return isPicture && index + 1 < scalars.count && scalars[index + 1].properties.isEmoji
    default: return false
    }
  }
}
