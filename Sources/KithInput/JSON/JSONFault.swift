import CSIMDJSON
import KithFoundation

/// What is wrong with a JSON text, and where.
struct JSONFault {
  private let code: String
  private let message: String
  private let help: String?
  private let offset: Int
  private let excerpt: String?
  private let exitCode: ExitCode

  init(_ error: kith_json_error, offset: Int, in text: UnsafeRawBufferPointer) {
    let offset = error == KITH_JSON_NOT_UTF8 ? UTF8Check.firstInvalid(in: text) ?? 0 : offset
    excerpt = Self.excerpt(text, offset)
    let here = excerpt.map { ": \"\($0)\"" } ?? ""
    (code, message, help) =
      switch error {
      case KITH_JSON_DUPLICATE_KEY: ("E302", "the key is given twice in one object\(here)", "keep one of the two")
      case KITH_JSON_TOO_DEEP: ("E303", "nested deeper than \(JSONReader.deepest) levels", "flatten the objects")
      case KITH_JSON_SURROGATE:
        ("E304", "half of a \\u surrogate pair\(here)", "the exporting tool cut an emoji in two; write UTF-8")
      case KITH_JSON_NOT_AN_OBJECT:
        ("E305", "expected an object \"{…}\"\(here)", "each line holds one object, or the file is one array of objects")
      case KITH_JSON_NUL: ("E206", "NUL character in a text", "remove \\u0000")
      case KITH_JSON_BAD_NUMBER: ("E301", "not a JSON number\(here)", "quote it if it is text")
      case KITH_JSON_BAD_LITERAL:
        (
          "E301", "not a JSON value\(here)",
          "texts stand in double quotes; NaN, comments and single quotes are not JSON"
        )
      case KITH_JSON_BAD_STRING: ("E301", "wrong escape or raw control character in a string\(here)", nil)
      case KITH_JSON_UNCLOSED_STRING: ("E301", "the string that starts here does not end\(here)", nil)
      case KITH_JSON_UNCLOSED: ("E301", "the JSON ends early", "one object stands on one line, whole")
      case KITH_JSON_TRAILING: ("E301", "text follows the object\(here)", "one object stands on one line")
      case KITH_JSON_EMPTY: ("E301", "no JSON here", nil)
      case KITH_JSON_NOT_UTF8: ("E205", "invalid UTF-8", "save the file as UTF-8, or give its --encoding")
      case KITH_JSON_TOO_LARGE: ("E309", "a JSON document over 4 GiB", "use JSON Lines: one object on each line")
      case KITH_JSON_OUT_OF_MEMORY: ("E309", "out of memory reading JSON", nil)
      default: ("E301", "not valid JSON\(here)", "look for a missing or trailing comma")
      }
    exitCode = error == KITH_JSON_TOO_LARGE || error == KITH_JSON_OUT_OF_MEMORY ? .limit : .badData
    self.offset = offset
  }

  /// For a text that is one line.
  func error(inLineAt place: Place) -> KithError {
    var place = place
    place.column = offset + 1
    return KithError(exitCode, Diagnostic(code, message, at: place, excerpt: excerpt, help: help))
  }

  /// For a text of several lines.
  func error(inDocument document: UnsafeRawBufferPointer, file: String) -> KithError {
    let before = document[..<min(offset, document.count)]
    let line = before.count { $0 == 0x0a } + 1
    let start = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    let place = Place(file: file, line: line, column: offset - start + 1)
    return KithError(exitCode, Diagnostic(code, message, at: place, excerpt: excerpt, help: help))
  }

  /// What stands there, shortened, whole characters only.
  private static func excerpt(_ text: UnsafeRawBufferPointer, _ offset: Int) -> String? {
    guard offset < text.count else { return nil }
    let bytes = text[offset..<min(offset + 24, text.count)].prefix { $0 != 0x0a }
    let shown = String(decoding: bytes, as: UTF8.self)
    return shown.hasSuffix("\u{fffd}") ? String(shown.dropLast()) : shown
  }
}
