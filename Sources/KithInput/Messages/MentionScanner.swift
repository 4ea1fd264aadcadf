/// Finds the places in a text where `@` opens a name.
///
/// A name may follow `@` (or the full-width `＠`) at the start of the text or after anything but
/// the characters of an e-mail address or a path: `a@b.kr`, `site.com/@b` name nobody. The handle runs
/// over ASCII letters and digits, `_ . -` and any other letter, mark, number or emoji; dots and hyphens at
/// its end are punctuation. `@org/team` is a path, not a person.
struct MentionScanner {
  /// A place where a name may stand.
  struct Candidate: Equatable {
    /// Where the name would start, behind the `@`.
    var start: Int
    /// Where the longest handle from there ends; equal to `start` when no handle character follows.
    var end: Int
    /// Nothing but white space stands before the `@`.
    var isHead: Bool
  }

  static func mayMention(_ text: UnsafeRawBufferPointer) -> Bool {
    var at = 0
    while at < text.count {
      if text[at] == 0x40 || (text[at] == 0xef && isWideAt(text, at)) { return true }
      at += 1
    }
    return false
  }

  static func candidates(in text: UnsafeRawBufferPointer, syntax: MentionSyntax) -> [Candidate] {
    var found: [Candidate] = []
    var isHead = true
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte == 0x60, syntax == .markdown {
        at = endOfCode(text, at)
        isHead = false
        continue
      }
      let width = byte == 0x40 ? 1 : (byte == 0xef && isWideAt(text, at)) ? 3 : 0
      if width == 0 {
        if byte != 0x20 && !(0x09...0x0d).contains(byte) { isHead = false }
        at += 1
        continue
      }
      let opens = at == 0 || !isAddressByte(text[at - 1])
      let start = at + width
      let end = endOfHandle(text, from: start)
      if opens, !isPath(text, end) { found.append(Candidate(start: start, end: end, isHead: isHead)) }
      isHead = false
      at = max(end, start)
    }
    return found
  }

  /// The end of the handle that starts at `start`.
  static func endOfHandle(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    var at = start
    var end = start
    while at < text.count {
      let byte = text[at]
      if byte < 0x80 {
        if isWordByte(byte) {
          at += 1
          end = at
        } else if byte == 0x2e || byte == 0x2d {
          // Two dots in a row end a sentence, not a handle.
          if byte == 0x2e, at + 1 < text.count, text[at + 1] == 0x2e { return end }
          at += 1
        } else {
          return end
        }
      } else {
        guard let (scalar, width) = decode(text, at), isNameScalar(scalar) else { return end }
        at += width
        end = at
      }
    }
    return end
  }

  /// The scalar at `at` and its length in bytes, or nil where the bytes are not UTF-8.
  static func decode(_ text: UnsafeRawBufferPointer, _ at: Int) -> (Unicode.Scalar, Int)? {
    let lead = text[at]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    let width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0
    guard width > 0, at + width <= text.count else { return nil }
    var value = UInt32(lead) & (0x7f >> UInt32(width))
    for next in 1..<width {
      guard text[at + next] & 0xc0 == 0x80 else { return nil }
      value = value << 6 | UInt32(text[at + next] & 0x3f)
    }
    return Unicode.Scalar(value).map { ($0, width) }
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x5f
  }

  /// Beyond ASCII: what may stand in a name. Hangul and Han syllables answer without a table look-up.
  static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
    if (0xac00...0xd7a3).contains(scalar.value) || (0x4e00...0x9fff).contains(scalar.value) { return true }
    if scalar.value < 0x80 { return isWordByte(UInt8(scalar.value)) }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .otherSymbol, .modifierSymbol:
      return true
    default:
      return scalar.value == 0x200d  // joins the parts of one emoji
    }
  }

  /// Bytes that, before an `@`, make it part of an e-mail address or a path.
  private static func isAddressByte(_ byte: UInt8) -> Bool {
    isWordByte(byte) || byte == 0x2e || byte == 0x2d || byte == 0x2b || byte == 0x25 || byte == 0x2f
  }

  private static func isPath(_ text: UnsafeRawBufferPointer, _ end: Int) -> Bool {
    end + 1 < text.count && text[end] == 0x2f && isWordByte(text[end + 1])
  }

  private static func isWideAt(_ text: UnsafeRawBufferPointer, _ at: Int) -> Bool {
    at + 2 < text.count && text[at + 1] == 0xbc && text[at + 2] == 0xa0
  }

  /// Behind the code span or fence that opens at `start`; behind the backticks when it never closes.
  private static func endOfCode(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var open = start
    while open < text.count, text[open] == 0x60 { open += 1 }
    let ticks = open - start
    var at = open
    while at < text.count {
      guard text[at] == 0x60 else {
        at += 1
        continue
      }
      let run = at
      while at < text.count, text[at] == 0x60 { at += 1 }
      if at - run == ticks { return at }
    }
    return open
  }
}
