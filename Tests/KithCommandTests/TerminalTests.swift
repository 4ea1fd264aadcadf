import Foundation
import Testing

/// What a person at a terminal sees, through a pseudo-terminal of util-linux `script`.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "needs script from util-linux"))
struct TerminalTests {
  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.put(Fixtures.comments, "comments.csv")
    return bench
  }

  /// Output and talk as they reach a terminal of that width, line ends as LF.
  private func onTerminal(_ bench: Workbench, _ line: String, columns: Int = 100) throws -> String {
    let quoted = line.replacingOccurrences(of: "'", with: "'\\''")
    return try bench.shell(
      "TERM=xterm script -qec 'stty cols \(columns); \(quoted)' /dev/null < /dev/null"
    ).out.replacingOccurrences(of: "\r\n", with: "\n")
  }

  @Test func tablesOnATerminalAndCSVInAPipe() throws {
    let bench = try bench()
    #expect(try onTerminal(bench, "kith scores comments.csv --top 2").contains("rank  id    pagerank"))
    #expect(try bench.kith("scores", "comments.csv", "--top", "2").out.hasPrefix("rank,id,pagerank"))
    #expect(try onTerminal(bench, "kith scores comments.csv --format csv").contains("rank,id,pagerank"))
  }

  @Test func colourFollowsTheEnvironment() throws {
    let bench = try bench()
    let escape = "\u{1B}["
    #expect(try onTerminal(bench, "kith inspect comments.csv").contains(escape))
    #expect(try !onTerminal(bench, "NO_COLOR=1 kith inspect comments.csv").contains(escape))
    #expect(try !onTerminal(bench, "TERM=dumb kith inspect comments.csv").contains(escape))
    #expect(try !onTerminal(bench, "kith inspect comments.csv --color never").contains(escape))
    #expect(try onTerminal(bench, "NO_COLOR=1 kith inspect comments.csv --color always").contains(escape))
    #expect(try bench.kith("inspect", "absent.csv", environment: ["CLICOLOR_FORCE": "1"]).err.contains(escape))
    #expect(try !bench.kith("inspect", "absent.csv").err.contains(escape))
  }

  @Test func linesFitTheTerminalAndAreWholeInAPipe() throws {
    let bench = try Workbench()
    let long = String(repeating: "긴이름", count: 30)
    try bench.put("from,to\n\(long),b\nb,\(long)\n", "long.csv")
    let shown = try onTerminal(bench, "kith scores long.csv", columns: 60)
    #expect(shown.contains("…") && !shown.contains(long))
    #expect(try bench.kith("scores", "long.csv").out.contains(long))
  }

  @Test func namesCannotDriveTheTerminal() throws {
    let bench = try Workbench()
    try bench.put("from,to\n\u{1B}]0;owned\u{7}\u{1B}[31m,\u{202E}b\nb,a\u{9B}2J\n", "hostile.csv")
    for verb in ["scores", "inspect", "communities"] {
      let shown = try onTerminal(bench, "kith \(verb) hostile.csv --color never")
      #expect(!shown.contains("\u{1B}") && !shown.contains("\u{7}") && !shown.contains("\u{202E}"), "\(verb)")
      #expect(!shown.unicodeScalars.contains("\u{9B}"), "\(verb)")
    }
    #expect(try onTerminal(bench, "kith scores hostile.csv").contains("\\u{1b}]0;owned\\u{7}"))
  }

  @Test func withoutInputTheHelpIsShown() throws {
    let bench = try bench()
    let shown = try bench.shell("TERM=dumb script -qec 'kith scores; echo status $?' /dev/null").out
    #expect(shown.contains("\r\nEXAMPLES:\r\n") && shown.contains("nothing to read") && shown.contains("status 64"))
  }

  @Test func theNextCommandIsSuggestedOnlyAtATerminal() throws {
    let bench = try bench()
    #expect(try onTerminal(bench, "kith inspect comments.csv").contains("next: kith report comments.csv -o report"))
    #expect(try bench.kith("inspect", "comments.csv").err == "")
  }
}
