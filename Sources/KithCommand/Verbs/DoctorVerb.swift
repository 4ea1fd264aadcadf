import ArgumentParser
import Foundation
import KithFoundation
import KithOutput

struct DoctorVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check that this machine has what Kith needs: drawing, fonts, memory, a place to write.",
    discussion: Example.text(
      [
        Example("Is everything there?", "kith doctor"),
        Example("For a bug report.", "kith doctor --format markdown"),
        Example("For a script.", "kith doctor --format json"),
      ],
      "Ends with 69 when maps cannot be drawn; everything else works without drawing."))

  @Option(name: [.short, .long], help: "How the result is written.")
  var format: OutputArguments.Format?

  @OptionGroup(title: "Run") var run: RunArguments

  var speaksJSON: Bool { format == .json || format == .jsonl }

  /// One thing looked at.
  struct Check {
    enum State: String { case ok, warning, missing }
    var name: String
    var state: State
    var detail: String
    var remedy: String?
  }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let drawing = Self.drawing(session.execution)
    let checks = [
      Check(name: "kith", state: .ok, detail: KithCommand.version), drawing, Self.koreanFont, Self.memory,
      Check(
        name: "threads", state: .ok,
        detail: "\(counted(session.execution.threads, "thread")) of \(counted(Machine.processors, "processor"))"),
      Self.writing, Self.openFiles,
    ]
    let table = Table(
      schema: "kith.doctor/1",
      columns: [
        Table.Column("check", .text(checks.map(\.name))),
        Table.Column("state", .text(checks.map(\.state.rawValue)), note: "ok, warning or missing"),
        Table.Column("detail", .text(checks.map(\.detail))),
        Table.Column("remedy", .text(checks.map(\.remedy)), missing: "nothing to mend"),
      ])
    let destination = Destination(format: format)
    if destination.effectiveFormat == .table {
      try session.write(Self.sheet(checks, colored: Talk.usesColor(on: 1, choice: run.color)))
    } else {
      try destination.write(table, session: session)
    }
    return drawing.state == .missing ? .unavailable : .success
  }

  /// `✓ drawing  kith-graphviz …`, with the remedy below what is not well.
  static func sheet(_ checks: [Check], colored: Bool) -> String {
    let width = checks.map { TextWidth.columns(of: $0.name) }.max() ?? 0
    let paint = { (code: String, text: String) in colored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
    return checks.map { check in
      let mark =
        switch check.state {
        case .ok: paint("32", "✓")
        case .warning: paint("33", "!")
        case .missing: paint("31", "✗")
        }
      let line = "\(mark) \(TextWidth.padded(check.name, to: width))  \(TerminalText.escaped(check.detail))\n"
      return line
        + (check.remedy.map { "\(String(repeating: " ", count: width + 4))→ \(TerminalText.escaped($0))\n" } ?? "")
    }.joined()
  }

  private static func drawing(_ execution: Execution) -> Check {
    do {
      let renderer = try GraphvizHelper.renderer(timeLimit: 20)
      let path = renderer.executable
      let dot = "digraph { n0 [label=\"가\", pos=\"0,0\"]; n1 [pos=\"72,0\"]; n0 -> n1 }"
      let svg = try renderer.render(dot, as: .svg, execution: execution)
      guard String(decoding: svg, as: UTF8.self).contains("</svg>") else {
        return Check(
          name: "drawing", state: .missing, detail: "\(path) drew nothing", remedy: GraphvizHelper.installHint)
      }
      return Check(name: "drawing", state: .ok, detail: "\(path) drew a graph of two people")
    } catch let error as any DiagnosticError {
      return Check(
        name: "drawing", state: .missing, detail: error.diagnostic.message,
        remedy: error.diagnostic.help ?? GraphvizHelper.installHint)
    } catch {
      return Check(name: "drawing", state: .missing, detail: "\(error)", remedy: GraphvizHelper.installHint)
    }
  }

  private static var koreanFont: Check {
    let remedy = "install one (apt install fonts-noto-cjk); without it Hangul is empty boxes in PNG and PDF maps"
    guard let list = outputOf("fc-list", [":lang=ko", "family"]) else {
      return Check(
        name: "Korean font", state: .warning, detail: "fontconfig (fc-list) is not installed", remedy: remedy)
    }
    let families = Set(list.split(separator: "\n").map { String($0.prefix { $0 != "," }) }).sorted()
    guard !families.isEmpty else {
      return Check(name: "Korean font", state: .warning, detail: "none found", remedy: remedy)
    }
    // The one fontconfig would pick, as `family,other names`.
    let chosen = outputOf("fc-match", ["-f", "%{family}", "sans:lang=ko"])?.prefix { $0 != "," }
    return Check(name: "Korean font", state: .ok, detail: chosen.map(String.init) ?? families[0])
  }

  private static var memory: Check {
    guard let bytes = Machine.availableMemory else {
      return Check(name: "memory", state: .warning, detail: "unknown: /proc/meminfo cannot be read")
    }
    // About 100 bytes an interaction with its share of people and edges.
    let rows = bytes / 100 / 1_000_000
    let detail = "\(ByteCount.text(bytes)) available, enough for about \(grouped(rows)) million interactions"
    return Check(
      name: "memory", state: bytes < 500_000_000 ? .warning : .ok, detail: detail,
      remedy: bytes < 500_000_000 ? "close other programs before reading large logs" : nil)
  }

  private static var writing: Check {
    let folder = FileManager.default.currentDirectoryPath
    if access(folder, W_OK | X_OK) == 0 { return Check(name: "write access", state: .ok, detail: folder) }
    return Check(
      name: "write access", state: .warning, detail: "\(folder) cannot be written",
      remedy: "give -o a folder that you may write")
  }

  private static var openFiles: Check {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return Check(name: "open files", state: .warning, detail: "the limit is unknown")
    }
    let isLow = limit.rlim_cur < 64
    return Check(
      name: "open files", state: isLow ? .warning : .ok, detail: "up to \(grouped(Int(clamping: limit.rlim_cur)))",
      remedy: isLow ? "raise the limit: ulimit -n 256" : nil)
  }
}
