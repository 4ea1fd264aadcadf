import Testing

@testable import KithMaps

struct TextAdvanceTests {
  @Test(arguments: [
    ("", 0.0), ("i", 0.277), ("hi", 0.885), ("한글", 1.86), ("漢字", 2), ("ｗ", 1), ("👩‍👩‍👧‍👦", 1.25), ("e\u{301}", 0.554),
    ("\u{1112}\u{1161}\u{11ab}", 0.93), ("\u{2068}a\u{2069}", 0.562),
  ])
  func measuresByClass(text: String, ems: Double) {
    #expect(abs(TextAdvance.ems(text) - ems) < 0.002, "\(text)")
  }

  @Test func truncatesBetweenGraphemes() {
    #expect(TextAdvance.truncated("도토리", toEms: 5) == "도토리")
    #expect(TextAdvance.truncated("도토리묵과 막걸리", toEms: 4) == "도토리…")
    #expect(TextAdvance.truncated("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", toEms: 2.5) == "👩‍👩‍👧‍👦…")
    #expect(TextAdvance.truncated("one two", toEms: 3.1) == "one…")
    #expect(TextAdvance.truncated("anything", toEms: 0) == "…")
  }

  @Test(arguments: ["one two three four five six seven", "한국어 문장도 낱말 사이에서 줄을 바꾼다", String(repeating: "x", count: 200)])
  func wrapsWithinTheLimit(text: String) {
    let lines = TextAdvance.wrapped(text, toEms: 6)
    #expect(lines.allSatisfy { TextAdvance.ems($0) <= 6 })
    #expect(lines.joined(separator: " ").filter { $0 != " " } == text.filter { $0 != " " })
  }

  @Test func wrapsNothingToNothing() { #expect(TextAdvance.wrapped("  ", toEms: 5).isEmpty) }
}
