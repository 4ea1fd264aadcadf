import KithFoundation
import Testing

@testable import KithCommand

struct DiagnosticTextTests {
  private let diagnostic = Diagnostic(
    "E203", "weight is not a finite number: \"NaN\"",
    at: Place(file: "follows.csv", line: 1841, column: 3, columnName: "weight"), excerpt: "u1093,도토리,NaN",
    help: "use --on-bad-row skip to drop such rows")

  @Test func theLayoutIsTheDocumentedOne() {
    #expect(
      DiagnosticText.plain(diagnostic, colored: false) == """
        error[E203]: weight is not a finite number: "NaN"
          --> follows.csv:1841:3  (column "weight")
           |  u1093,도토리,NaN
           |               ^^^
          help: use --on-bad-row skip to drop such rows
        """)
  }

  @Test func colourChangesNoWord() {
    let colored = DiagnosticText.plain(diagnostic, colored: true)
    #expect(colored.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == DiagnosticText.plain(diagnostic, colored: false))
    #expect(colored.contains("\u{1B}[1;31merror[E203]"))
  }

  @Test func theMarkNeedsOneOccurrence() {
    #expect(DiagnosticText.mark(of: "bad: \"x\"", in: "a,x,b") == "  ^")
    #expect(DiagnosticText.mark(of: "bad: \"x\"", in: "x,x") == nil)
    #expect(DiagnosticText.mark(of: "bad: \"x\"", in: "y") == nil)
    #expect(DiagnosticText.mark(of: "bad: \"\"", in: "a,,b") == nil)
    #expect(DiagnosticText.mark(of: "nothing quoted", in: "a") == nil)
  }

  @Test func hostileExcerptsAreInert() {
    let text = DiagnosticText.plain(
      Diagnostic("E1", "bad \u{1B}[2J", at: Place(file: "\u{202E}f", line: 1), excerpt: "\u{7}", help: "\u{9B}"),
      colored: false)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && TerminalText.isUnsafe($0) })
  }

  @Test func jsonIsOneObjectOnOneLine() {
    #expect(
      DiagnosticText.json(Diagnostic("W1", "a \"b\"\n", severity: .warning, at: Place(file: "f", line: 2)))
        == #"{"severity":"warning","code":"W1","message":"a \"b\"\n","file":"f","line":2}"#)
  }
}
