/// A line of help that shows a real use. The tests run every one of them.
struct Example {
  let purpose: String
  let command: String

  init(_ purpose: String, _ command: String) {
    self.purpose = purpose
    self.command = command
  }

  /// Help text that leads with the examples.
  static func text(_ examples: [Example], _ notes: String = "") -> String {
    let shown = examples.map { "  # \($0.purpose)\n  \($0.command)" }.joined(separator: "\n")
    // The parser wraps to the terminal: lines of the source must not show.
    return "EXAMPLES:\n" + shown + (notes.isEmpty ? "" : "\n\n" + notes.replacing("\n", with: " "))
  }
}
