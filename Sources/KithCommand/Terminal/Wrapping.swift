import KithFoundation

/// Text broken into lines of a terminal's width.
enum Wrapping {
  /// `start`, then as many of `words` as fit; further lines begin under the first word.
  ///
  /// A separator at a line's end is left out; a word wider than the line stands alone.
  static func lines(_ start: String, indent: Int, words: [String], separator: String = " ", width: Int) -> [String] {
    var lines = [start]
    var used = indent
    for (index, word) in words.enumerated() {
      let length = TextWidth.columns(of: word)
      let gap = TextWidth.columns(of: separator)
      if index == 0 {
        lines[0] += word
        used += length
      } else if used + gap + length <= width {
        lines[lines.count - 1] += separator + word
        used += gap + length
      } else {
        lines.append(String(repeating: " ", count: indent) + word)
        used = indent + length
      }
    }
    return lines
  }
}
