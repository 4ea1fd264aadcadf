import Foundation
import KithFoundation

/// What the command says to its user, on standard error: errors, warnings, notes.
struct Talk: Sendable {
  enum ColorChoice: String, Sendable, CaseIterable { case auto, always, never }

  /// One JSON object a line instead of text.
  var isJSON = false
  /// Errors only.
  var isQuiet = false
  var isVerbose = false
  var isTerminal: Bool
  var usesColor: Bool

  init(color: ColorChoice = .auto) {
    isTerminal = isatty(2) == 1
    usesColor = Self.usesColor(on: 2, choice: color)
  }

  /// For errors in the command line itself, before it is parsed.
  init(arguments: [String]) {
    self.init()
    let formats = zip(arguments, arguments.dropFirst() + [""]).compactMap { name, value in
      name == "--format" || name == "-f" ? value : name.hasPrefix("--format=") ? String(name.dropFirst(9)) : nil
    }
    isJSON = formats.last.map { ["json", "jsonl"].contains($0) } ?? false
  }

  /// Colour on this descriptor: the choice, else CLICOLOR_FORCE, NO_COLOR, TERM and whether it is a terminal.
  static func usesColor(on descriptor: Int32, choice: ColorChoice) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    switch choice {
    case .always: return true
    case .never: return false
    case .auto:
      if let no = environment["NO_COLOR"], !no.isEmpty { return false }
      if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" { return true }
      return isatty(descriptor) == 1 && environment["TERM"] != "dumb" && environment["TERM"] != nil
    }
  }

  /// A line for people; nothing under `--quiet` or with JSON messages.
  func note(_ text: String) { if !isQuiet && !isJSON { say(text) } }

  /// A line under `--verbose` only.
  func detail(_ text: String) { if isVerbose { note(text) } }

  func say(_ text: String) { write((isTerminal ? TerminalText.escaped(text) : text) + "\n") }

  /// Shows an error always, a warning or note unless quiet.
  func show(_ diagnostic: Diagnostic) {
    if isQuiet && diagnostic.severity != .error { return }
    write((isJSON ? DiagnosticText.json(diagnostic) : DiagnosticText.plain(diagnostic, colored: usesColor)) + "\n")
  }

  /// The text as it is. Nobody can be told that standard error is broken.
  func write(_ text: String) { _ = try? CheckedOutput(descriptor: 2, name: "standard error").write(text) }

  /// Shows many, grouping those with the same code after the first few.
  func show(_ diagnostics: [Diagnostic], atMost limit: Int = 5) {
    var shown: [String: Int] = [:]
    for diagnostic in diagnostics {
      shown[diagnostic.code, default: 0] += 1
      if shown[diagnostic.code, default: 0] <= limit { show(diagnostic) }
    }
    for (code, count) in shown.sorted(by: { $0.key < $1.key }) where count > limit {
      note("… and \(grouped(count - limit)) more like \(code)")
    }
  }
}
