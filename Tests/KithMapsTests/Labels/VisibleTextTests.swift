import Testing

@testable import KithMaps

struct VisibleTextTests {
  @Test(arguments: [
    ("단꿈 & <b>", "단꿈 & <b>"), ("a\nb\tc\r\nd", "a\\u{a}b\\u{9}c\\u{d}\\u{a}d"), ("\u{1b}[31m", "\\u{1b}[31m"),
    ("\u{7f}", "\\u{7f}"),
    ("\u{9b}x", "\\u{9b}x"), ("\u{202e}abc", "\\u{202e}abc"), ("a\u{200b}b", "a\\u{200b}b"), ("\u{feff}", "\\u{feff}"),
    ("\u{fffe}", "\\u{fffe}"), ("\u{2028}", "\\u{2028}"), ("\u{301}x", "\u{25cc}\u{301}x"), ("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"),
    ("\u{1103}\u{1161}\u{11ab}", "\u{1103}\u{1161}\u{11ab}"), ("a\u{a0}b", "a b"),
  ])
  func showsWhatIsHidden(text: String, shown: String) {
    #expect(Array(VisibleText.of(text).unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test func cutsTowersOfMarksAndEndlessText() {
    #expect(VisibleText.of("e" + String(repeating: "\u{301}", count: 500)).unicodeScalars.count == 12)
    #expect(VisibleText.of(String(repeating: "가", count: 10_000)).count == 401)
  }

  @Test func setsTextOfUnknownDirectionApart() {
    #expect(VisibleText.isolated("한글") == "한글")
    #expect(VisibleText.isolated("שלום") == "\u{2068}שלום\u{2069}")
  }
}
