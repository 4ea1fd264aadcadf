import Foundation

/// Markup that may enter a page as it is: made by Kith's own writers, or checked.
struct SafeMarkup: Sendable, Equatable {
  private(set) var text = ""

  /// Text with everything that is markup escaped, scalar by scalar: a combining mark after `<` or `"`
  /// makes one `Character` of both and must not hide it.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Opens an element; attribute values are escaped.
  mutating func open(_ element: StaticString, _ attributes: KeyValuePairs<String, String> = [:]) {
    start(element, attributes)
    text += ">"
  }

  mutating func close(_ element: StaticString) { text += "</\(element)>" }

  /// An element without content.
  mutating func empty(_ element: StaticString, _ attributes: KeyValuePairs<String, String> = [:]) {
    start(element, attributes)
    text += "/>"
  }

  mutating func element(_ name: StaticString, _ attributes: KeyValuePairs<String, String> = [:], text content: String) {
    open(name, attributes)
    text += Self.escaped(content)
    close(name)
  }

  private mutating func start(_ element: StaticString, _ attributes: KeyValuePairs<String, String>) {
    text += "<\(element)"
    for (name, value) in attributes { text += " \(name)=\"\(Self.escaped(value))\"" }
  }

  /// A drawing made elsewhere, if it holds nothing but plain SVG: no script, style, link, image,
  /// foreign element or event attribute. Its prolog and comments are dropped. Nil where it does not pass.
  init?(checkedSVG bytes: [UInt8]) {
    guard let body = SVGCheck.body(of: bytes) else { return nil }
    text = body
  }

  /// A drawing as an image of its own, in which nothing can run or load.
  init(imageOf svg: [UInt8], title: String) {
    empty(
      "img", ["alt": title, "src": "data:image/svg+xml;base64," + Data(svg).base64EncodedString()])
  }

  init() {}
}
