import Testing

@testable import KithFoundation

struct TextWidthTests {
  @Test(arguments: [
    ("abc", 3), ("도토리", 6), ("ﾊﾝｶｸ", 4), ("全角", 4), ("é", 1), ("e\u{301}", 1), ("한", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2),
    ("🙂", 2), ("👩\u{200D}👩\u{200D}👧\u{200D}👦", 2), ("🇰🇷", 2), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2), ("…", 1),
    ("ㅋㅋ", 4),
    ("─", 1), ("\u{5D0}\u{5B0}", 1), ("", 0),
  ])
  func columns(text: String, width: Int) { #expect(TextWidth.columns(of: text) == width) }

  @Test(arguments: [
    ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("도토리묵", 5, "도토…"), ("도토리묵", 6, "도토…"), ("도토리묵", 8, "도토리묵"),
    ("도토리", 1, "…"), ("도토리", 0, ""), ("👩\u{200D}👧가나", 4, "👩\u{200D}👧…"),
  ])
  func truncation(text: String, limit: Int, shown: String) {
    #expect(TextWidth.truncated(text, to: limit) == shown)
    #expect(TextWidth.columns(of: shown) <= max(limit, 0))
  }

  @Test func paddingCountsColumns() {
    #expect(TextWidth.padded("가", to: 4) == "가  ")
    #expect(TextWidth.padded("가", to: 4, leading: true) == "  가")
    #expect(TextWidth.padded("가나다", to: 4) == "가나다")
  }
}
