import Testing

@testable import KithFoundation

struct TerminalTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("도토리 🐿️", "도토리 🐿️"), ("", ""),
    ("a\u{1B}[31mb", "a\\u{1b}[31mb"), ("a\rb\nc\td", "a\\u{d}b\\u{a}c\\u{9}d"),
    ("\u{7F}\u{9B}31m", "\\u{7f}\\u{9b}31m"),
    ("\u{202E}txt.exe", "\\u{202e}txt.exe"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
    ("a\u{200B}b\u{FEFF}", "a\\u{200b}b\\u{feff}"), ("a\u{2028}b", "a\\u{2028}b"), ("a\u{200D}b", "a\\u{200d}b"),
    ("👩\u{200D}👩\u{200D}👧", "👩\u{200D}👩\u{200D}👧"), ("❤\u{FE0F}", "❤\u{FE0F}"), ("x\u{FE0F}", "x\\u{fe0f}"),
    ("\u{E0041}", "\\u{e0041}"), ("é한\u{301}", "é한\u{301}"),
  ])
  func controlsAreShownAndTextIsKept(text: String, shown: String) {
    #expect(TerminalText.escaped(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  /// Whatever comes in, no control, bidirectional or line-separating character goes out.
  @Test func nothingUnsafeSurvives() {
    var random = RandomStream(seed: 1, purpose: "terminal text")
    for _ in 0..<2000 {
      var text = ""
      for _ in 0..<random.below(12) {
        let value = [0x20, 0xA0, 0x2070, 0xFF00, 0x1F700][random.below(5)] - random.below(0x20) + random.below(0x20)
        text.unicodeScalars.append(Unicode.Scalar(UInt32(value)) ?? "?")
      }
      let bad = TerminalText.escaped(text).unicodeScalars.filter {
        $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || (0x2028...0x202E).contains($0.value)
          || (0x2066...0x2069).contains($0.value)
      }
      #expect(bad.isEmpty, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }
  }
}
