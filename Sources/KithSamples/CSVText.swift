/// CSV as the samples write it: RFC 4180 quoting only where needed, LF line ends.
struct CSVText {
  private(set) var text: String

  init(header: String...) {
    text = ""
    append(header)
  }

  mutating func append(_ fields: String...) { append(fields) }

  mutating func append(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { text += "," }
      text += Self.quoted(field)
    }
    text += "\n"
  }

  /// Quoted if a comma, quote or line break is inside; Swift sees CR LF as one character, hence the bytes.
  static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { [0x22, 0x2c, 0x0a, 0x0d].contains($0) }) else { return field }
    var result = "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { result.unicodeScalars.append("\"") }
      result.unicodeScalars.append(scalar)
    }
    result.unicodeScalars.append("\"")
    return result
  }
}
