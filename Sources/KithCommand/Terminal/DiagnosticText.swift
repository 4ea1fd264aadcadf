import KithFoundation
import KithOutput

/// A diagnostic as text for people or as one line of JSON.
enum DiagnosticText {
  /// ```
  /// error[E203]: weight is not a finite number: "NaN"
  ///   --> follows.csv:1841:3  (column "weight")
  ///    |  u1093,u22,NaN
  ///    |            ^^^
  ///   help: use --on-bad-row skip to drop such rows
  /// ```
  static func plain(_ diagnostic: Diagnostic, colored: Bool) -> String {
    let paint = { (code: String, text: String) in colored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
    let hue = diagnostic.severity == .error ? "1;31" : diagnostic.severity == .warning ? "1;33" : "1;36"
    let head = paint(hue, "\(diagnostic.severity.rawValue)[\(diagnostic.code)]")
    var lines = ["\(head): \(TerminalText.escaped(diagnostic.message))"]
    // A place without a line says no more than the message.
    if let place = diagnostic.place, place.line != nil {
      let column = place.columnName.map { "  (column \"\(TerminalText.escaped($0))\")" } ?? ""
      lines.append("  \(paint("34", "-->")) \(TerminalText.escaped(place.description))\(column)")
    }
    if let excerpt = diagnostic.excerpt {
      let shown = TextWidth.truncated(TerminalText.escaped(excerpt), to: 100)
      lines.append("   \(paint("34", "|"))  \(shown)")
      if let mark = mark(of: diagnostic.message, in: shown) {
        lines.append("   \(paint("34", "|"))  \(paint(hue, mark))")
      }
    }
    if let help = diagnostic.help { lines.append("  \(paint("1;36", "help")): \(TerminalText.escaped(help))") }
    return lines.joined(separator: "\n")
  }

  /// `^^^` under the text that the message quotes, where it occurs exactly once.
  static func mark(of message: String, in excerpt: String) -> String? {
    let pieces = TerminalText.escaped(message).split(separator: "\"", omittingEmptySubsequences: false)
    guard pieces.count >= 3 else { return nil }
    let quoted = Array(pieces[pieces.count - 2])
    let text = Array(excerpt)
    if quoted.isEmpty || quoted.count >= text.count { return nil }
    let starts = (0...(text.count - quoted.count)).filter { text[$0..<($0 + quoted.count)].elementsEqual(quoted) }
    guard starts.count == 1 else { return nil }
    return String(repeating: " ", count: TextWidth.columns(of: String(text[..<starts[0]])))
      + String(repeating: "^", count: max(1, TextWidth.columns(of: String(quoted))))
  }

  static func json(_ diagnostic: Diagnostic) -> String {
    var members: [JSONValue.Member] = [
      .init("severity", .string(diagnostic.severity.rawValue)), .init("code", .string(diagnostic.code)),
      .init("message", .string(diagnostic.message)),
    ]
    let add = { (key: String, value: JSONValue) in if !value.isNull { members.append(.init(key, value)) } }
    add("file", JSONValue(diagnostic.place?.file))
    add("line", JSONValue(diagnostic.place?.line))
    add("column", JSONValue(diagnostic.place?.column))
    add("field", JSONValue(diagnostic.place?.columnName))
    add("excerpt", JSONValue(diagnostic.excerpt))
    add("help", JSONValue(diagnostic.help))
    return String(decoding: JSONValue.object(members).bytes(.compact), as: UTF8.self)
  }
}
