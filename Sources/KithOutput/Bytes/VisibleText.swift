import KithFoundation

/// Makes characters that hide, reorder or break text visible: the first step for any page or picture.
public enum VisibleText {
  /// The text on one line (line ends and tabs become spaces), with every control, bidirectional and
  /// invisible character written out as `\u{202e}`. Joiners inside emoji stay.
  public static func of(_ text: String) -> String {
    let isBroken = text.utf8.contains { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    if !isBroken { return TerminalText.escaped(text) }
    var line = ""
    for scalar in text.unicodeScalars {
      line.unicodeScalars.append(scalar == "\t" || scalar == "\n" || scalar == "\r" ? " " : scalar)
    }
    return TerminalText.escaped(line)
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
