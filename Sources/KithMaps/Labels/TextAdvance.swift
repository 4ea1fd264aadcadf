/// How wide a text runs, estimated without a font: advances of Noto Sans CJK KR for ASCII, classes for the rest.
///
/// Within 2 % for Korean and English in that font; other sans-serif faces differ by up to 10 %.
enum TextAdvance {
  /// Width in units of the font size.
  static func ems(_ text: String, bold: Bool = false) -> Double {
    text.reduce(0) { $0 + ems(of: $1, bold: bold) }
  }

  /// The longest beginning that fits, with "…" if anything was cut. Cuts between graphemes only.
  static func truncated(_ text: String, toEms limit: Double, bold: Bool = false) -> String {
    var width = 0.0
    var kept = text.startIndex
    var index = text.startIndex
    let mark = 1.0
    while index < text.endIndex {
      width += ems(of: text[index], bold: bold)
      if width > limit { return text[..<kept].trimmingEnd() + "…" }
      index = text.index(after: index)
      if width + mark <= limit { kept = index }
    }
    return text
  }

  /// Lines no wider than `limit`, broken at spaces, within a word only where it alone is too wide.
  static func wrapped(_ text: String, toEms limit: Double, bold: Bool = false) -> [String] {
    var lines: [String] = []
    var line = ""
    var width = 0.0
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let length = ems(String(word), bold: bold)
      let space = line.isEmpty ? 0 : ems(of: " ", bold: bold)
      if width + space + length <= limit {
        line += (line.isEmpty ? "" : " ") + word
        width += space + length
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
      width = 0
      for character in word {
        let advance = ems(of: character, bold: bold)
        if width + advance > limit && !line.isEmpty {
          lines.append(line)
          line = ""
          width = 0
        }
        line.append(character)
        width += advance
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  private static func ems(of character: Character, bold: Bool) -> Double {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    let value = scalar.value
    switch value {
    case 0x20..<0x7f: return Double((bold ? boldAdvances : advances)[Int(value) - 0x20]) / 1000
    case 0x0300..<0x0370, 0x200c...0x200f, 0x2066...0x2069, 0xfe00..<0xfe10: return 0
    // Jamo: a whole syllable when composed, as it is when a grapheme holds more than one.
    case 0x1100..<0x1200, 0xac00..<0xd7a4, 0x3130..<0x3190: return 0.93
    case 0x2e80..<0xa4d0, 0xa960..<0xa980, 0xf900..<0xfb00, 0xfe30..<0xfe50, 0xff00..<0xff61, 0xffe0..<0xffe7,
      0x20000..<0x40000:
      return 1
    case 0x2190..<0x2e80: return scalar.properties.isEmojiPresentation ? 1.25 : 1
    case 0x1f000..<0x20000: return 1.25
    case 0x80..<0x0530: return bold ? 0.68 : 0.63
    default: return bold ? 0.75 : 0.7
    }
  }

  private static let advances: [Int16] = [
    225, 321, 473, 555, 555, 923, 682, 277, 338, 338, 464, 555, 277, 344, 277, 390, 555, 555, 555, 555, 555, 555, 555,
    555, 555, 555, 277, 277, 555, 555, 555, 473, 945, 600, 659, 609, 689, 591, 554, 690, 727, 292, 489, 644, 540, 810,
    720, 741, 629, 741, 637, 578, 596, 719, 582, 878, 569, 528, 584, 338, 390, 338, 555, 563, 608, 562, 614, 488, 622,
    554, 322, 563, 608, 277, 277, 555, 285, 923, 608, 605, 621, 622, 390, 465, 352, 608, 518, 803, 495, 516, 473, 338,
    270, 338, 555,
  ]
  private static let boldAdvances: [Int16] = [
    225, 367, 577, 593, 593, 960, 742, 323, 375, 375, 509, 593, 324, 365, 322, 390, 593, 593, 593, 593, 593, 593, 593,
    593, 593, 593, 323, 324, 593, 593, 593, 517, 1005, 637, 682, 616, 712, 613, 583, 720, 757, 330, 527, 682, 577, 855,
    750, 770, 666, 770, 682, 608, 620, 750, 628, 915, 629, 574, 599, 375, 390, 375, 593, 570, 622, 592, 643, 495, 643,
    576, 360, 600, 638, 307, 307, 607, 315, 967, 638, 620, 643, 643, 435, 495, 396, 638, 577, 863, 562, 576, 510, 375,
    292, 375, 593,
  ]
}

extension Substring {
  fileprivate func trimmingEnd() -> Substring {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
