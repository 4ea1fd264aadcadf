import KithOutput
import Testing

@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("a\u{202E}b", "a\\u{202e}b"), ("\u{1B}[31m", "\\u{1b}[31m"), ("x\u{9B}y", "x\\u{9b}y"),
    ("a\r\nb\tc", "a  b c"), ("zero\u{200B}width", "zero\\u{200b}width"), ("\u{FEFF}bom", "\\u{feff}bom"),
    ("한글 👩‍👩‍👧", "한글 👩‍👩‍👧"), ("a\u{200D}b", "a\\u{200d}b"), ("\u{FFFE}", "\\u{fffe}"),
    ("e\u{301}", "e\u{301}"),
  ])
  func makesHiddenCharactersVisible(text: String, visible: String) {
    #expect(Array(VisibleText.of(text).utf8) == Array(visible.utf8))
  }

  @Test func shortens() {
    #expect(VisibleText.shortened("abcdef", to: 6) == "abcdef")
    #expect(VisibleText.shortened("abcdef", to: 3) == "abc…")
    #expect(VisibleText.shortened("👩‍👩‍👧한글", to: 2) == "👩‍👩‍👧한…")
    let tower = "a" + String(repeating: "\u{301}", count: 500)
    #expect(VisibleText.shortened(tower + tower, to: 40).unicodeScalars.count < 200)
  }

  @Test func markdownStaysText() {
    #expect(MarkdownText.escaped("a|b*c_d`e`<b>&") == "a\\|b\\*c\\_d\\`e\\`&lt;b&gt;&amp;")
    #expect(MarkdownText.escaped("[x](y)\n# h") == "\\[x\\](y) \\# h")
  }
}
