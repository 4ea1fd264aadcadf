/// Cuts text into words: runs of letters and digits, ASCII in lower case.
///
/// Left out: addresses (`@name`, `http…`, `www.…`), numbers, Latin words of one or two letters,
/// Korean words of one syllable, strings of bare jamo (ㅋㅋㅋ, ㅠㅠ), words longer than 60 bytes.
/// A hashtag keeps its `#`.
struct Tokenizer {
  private var word: [UInt8] = []

  /// Calls `take` with the bytes of each word in order. O(bytes).
  mutating func words(in text: ArraySlice<UInt8>, _ take: (ArraySlice<UInt8>) -> Void) {
    let end = text.endIndex
    var at = text.startIndex
    while at < end {
      if isAddress(text, at) {
        while at < end, text[at] > 0x20 { at += 1 }
        continue
      }
      if text[at] == UInt8(ascii: "@") {
        at += 1
        while at < end, Self.letter(text, at).isPart || [0x2E, 0x2D, 0x5F].contains(text[at]) {
          at += Self.letter(text, at).width
        }
        continue
      }
      word.removeAll(keepingCapacity: true)
      if text[at] == UInt8(ascii: "#") {
        word.append(text[at])
        at += 1
      }
      let isTag = !word.isEmpty
      var (letters, syllables, plain) = (0, 0, 0)
      var next = at < end ? Self.letter(text, at) : Scan(width: 1, kind: .other)
      if !next.isPart {
        if !isTag { at += next.width }
        continue
      }
      while at < end, next.isPart {
        switch next.kind {
        case .syllable: syllables += 1
        case .letter: letters += 1
        case .digit, .jamo, .other: break
        case .ascii:
          letters += 1
          plain += 1
        }
        for offset in 0..<next.width {
          let byte = text[at + offset]
          word.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        }
        at += next.width
        next = at < end ? Self.letter(text, at) : Scan(width: 1, kind: .other)
      }
      let isLong = syllables >= 2 || (syllables == 1 && letters > 0) || letters > plain || plain >= 3
      if isLong || (isTag && letters + syllables > 0), word.count <= 60 { take(word[...]) }
    }
  }

  private func isAddress(_ text: ArraySlice<UInt8>, _ at: Int) -> Bool {
    text[at...].starts(with: "http://".utf8) || text[at...].starts(with: "https://".utf8)
      || text[at...].starts(with: "www.".utf8)
  }

  private enum Kind { case ascii, letter, syllable, jamo, digit, other }

  private struct Scan {
    var width: Int
    var kind: Kind
    var isPart: Bool { kind != .other }
  }

  /// What kind of character begins at a byte, and how many bytes it takes.
  private static func letter(_ text: ArraySlice<UInt8>, _ at: Int) -> Scan {
    let byte = text[at]
    switch byte {
    case 0x30...0x39: return Scan(width: 1, kind: .digit)
    case 0x41...0x5A, 0x61...0x7A: return Scan(width: 1, kind: .ascii)
    case 0..<0x80: return Scan(width: 1, kind: .other)
    default: break
    }
    let width = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
    guard width > 1, at + width <= text.endIndex else { return Scan(width: 1, kind: .other) }
    var value = UInt32(byte) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
    for offset in 1..<width { value = value << 6 | UInt32(text[at + offset] & 0x3F) }
    switch value {
    case 0xAC00...0xD7A3: return Scan(width: width, kind: .syllable)
    case 0x1100...0x11FF, 0x3131...0x318E: return Scan(width: width, kind: .jamo)
    // One ideograph or kana carries about as much as a syllable.
    case 0x3041...0x30FF, 0x3400...0x9FFF: return Scan(width: width, kind: .syllable)
    default:
      let isLetter = Unicode.Scalar(value)?.properties.isAlphabetic ?? false
      return Scan(width: width, kind: isLetter ? .letter : .other)
    }
  }
}
