/// Makes characters that hide, reorder or break text visible: the first step for any page or picture.
public enum VisibleText {
  /// The text with line ends and tabs as spaces, and every control, bidirectional, invisible or
  /// illegal-in-XML character written out as `\u{202E}`. Joiners inside emoji stay.
  ///
  ///     VisibleText.of("a\u{202E}b")      // "a\u{202E}b" spelled in ASCII
  public static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = ""
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: result.unicodeScalars.append(" ")
      case 0x200D where last.map { $0.properties.isEmojiPresentation || $0.value == 0xFE0F } ?? false:
        result.unicodeScalars.append(scalar)
      case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
        0xFFFE, 0xFFFF, 0xE0000...0xE001F:
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default:
        if scalar.value & 0xFFFE == 0xFFFE {
          result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
      last = scalar
    }
    return result
  }

  /// At most `count` characters as a reader sees them, with `…` where something was cut.
  ///
  /// A character with a tower of combining marks counts one for every four marks, so that no
  /// label can grow without end.
  public static func shortened(_ text: String, to count: Int) -> String {
    var result = ""
    var used = 0
    for character in text {
      let cost = 1 + max(0, character.unicodeScalars.count - 8) / 4
      if used + cost > count { return result + "…" }
      result.append(character)
      used += cost
    }
    return result
  }
}

/// Text inside Markdown that must stay text.
public enum MarkdownText {
  /// Visible, on one line, with every character that could open markup or a table cell escaped.
  public static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in VisibleText.of(text).unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
