extension JSONValue {
  public enum Layout: Sendable {
    /// No spaces, no line ends.
    case compact
    /// Two spaces a level, one member a line, arrays of plain values on one line; ends in a line end.
    case pretty
  }

  /// The document as UTF-8. The same value always gives the same bytes.
  public func bytes(_ layout: Layout = .pretty) -> [UInt8] {
    var buffer = OutputBuffer()
    buffer.append(self, layout: layout, depth: 0)
    if layout == .pretty { buffer.append(UInt8(ascii: "\n")) }
    return buffer.bytes
  }

  fileprivate var isPlain: Bool {
    switch self {
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }
}

extension OutputBuffer {
  /// Appends a JSON document without a final line end.
  public mutating func append(_ value: JSONValue, layout: JSONValue.Layout = .compact, depth: Int = 0) {
    switch value {
    case .null: append("null")
    case .bool(let flag): append(flag ? "true" : "false")
    case .integer(let number): append(number)
    case .real(let number): if number.isFinite { append(number) } else { append("null") }
    case .string(let text): appendJSONString(text)
    case .array(let values):
      let onOneLine = layout == .compact || values.allSatisfy(\.isPlain)
      append(UInt8(ascii: "["))
      for (position, element) in values.enumerated() {
        if position > 0 { append(onOneLine && layout == .pretty ? ", " : ",") }
        if !onOneLine { startLine(depth + 1) }
        append(element, layout: layout, depth: depth + 1)
      }
      if !onOneLine, !values.isEmpty { startLine(depth) }
      append(UInt8(ascii: "]"))
    case .object(let members):
      append(UInt8(ascii: "{"))
      for (position, member) in members.enumerated() {
        if position > 0 { append(",") }
        if layout == .pretty { startLine(depth + 1) }
        appendJSONString(member.key)
        append(layout == .pretty ? ": " : ":")
        append(member.value, layout: layout, depth: depth + 1)
      }
      if layout == .pretty, !members.isEmpty { startLine(depth) }
      append(UInt8(ascii: "}"))
    }
  }

  private mutating func startLine(_ depth: Int) {
    append(UInt8(ascii: "\n"))
    for _ in 0..<depth { append("  ") }
  }

  /// A quoted JSON string; control characters, U+2028 and U+2029 are escaped, all else stays as it is.
  public mutating func appendJSONString(_ text: String) {
    var text = text
    text.withUTF8 { appendJSONString(utf8: $0) }
  }

  /// A quoted JSON string from UTF-8 bytes; bytes that are not UTF-8 become U+FFFD.
  public mutating func appendJSONString(_ slice: ArraySlice<UInt8>) {
    slice.withUnsafeBufferPointer { appendJSONString(utf8: $0) }
  }

  private mutating func appendJSONString(utf8: UnsafeBufferPointer<UInt8>) {
    append(UInt8(ascii: "\""))
    var start = 0
    var hasUnusual = false
    for index in 0..<utf8.count {
      let byte = utf8[index]
      if byte >= 0x80 {
        hasUnusual = true
        break
      }
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F else { continue }
      bytes.append(contentsOf: utf8[start..<index])
      appendEscape(UInt32(byte))
      start = index + 1
    }
    if hasUnusual {
      for scalar in String(decoding: utf8[start...], as: UTF8.self).unicodeScalars {
        switch scalar.value {
        case 0..<0x20, 0x22, 0x5C, 0x7F...0x9F, 0x2028, 0x2029: appendEscape(scalar.value)
        default: bytes.append(contentsOf: UTF8.encode(scalar)!)
        }
      }
    } else {
      bytes.append(contentsOf: utf8[start...])
    }
    append(UInt8(ascii: "\""))
  }

  private mutating func appendEscape(_ value: UInt32) {
    switch value {
    case 0x22: append("\\\"")
    case 0x5C: append("\\\\")
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    default:
      let digits = String(value, radix: 16, uppercase: true)
      append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    }
  }
}
