/// How a table's bytes are cut into records and fields.
struct Dialect: Sendable, Equatable {
  /// The separator. With `collapses`, a space or tab.
  var delimiter: UInt8
  /// Runs of blanks separate fields; leading and trailing ones do not count.
  var collapses = false
  /// Fields may be quoted with `"`, doubled inside.
  var quotes = true
  /// Lines that start with `#` or `%` are remarks, wherever they stand. (Before the first record they always are.)
  var skipsRemarks = false

  var delimiterName: String {
    if collapses { return "space" }
    switch delimiter {
    case UInt8(ascii: ","): return "comma"
    case UInt8(ascii: "\t"): return "tab"
    case UInt8(ascii: ";"): return "semicolon"
    case UInt8(ascii: "|"): return "pipe"
    default: return String(UnicodeScalar(delimiter))
    }
  }
}
