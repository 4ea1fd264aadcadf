/// The words of a piece of HTML, for counting: tags and code are left out, entities decoded.
enum HTMLText {
  static func plain(_ html: String) -> String {
    var words = ""
    var rest = Substring(html)
    while let open = rest.firstIndex(of: "<") {
      words += rest[..<open]
      rest = rest[open...]
      if rest.hasPrefix("<code>") || rest.hasPrefix("<pre>") {
        let close = rest.hasPrefix("<code>") ? "</code>" : "</pre>"
        rest = rest.firstRange(of: close).map { rest[$0.upperBound...] } ?? ""
      } else if let close = rest.firstIndex(of: ">") {
        rest = rest[rest.index(after: close)...]
      } else {
        rest = ""
      }
      words += " "
    }
    words += rest
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    where words.contains(entity) {
      words = words.split(separator: entity, omittingEmptySubsequences: false).joined(separator: character)
    }
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
