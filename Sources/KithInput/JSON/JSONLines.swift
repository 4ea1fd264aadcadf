/// What the JSON formats have in common.
enum JSONLines {
  /// Whether a line holds nothing; a lone Ctrl-Z ends files of old systems.
  static func isBlank(_ line: UnsafeRawBufferPointer) -> Bool {
    line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d } || line.count == 1 && line[0] == 0x1a
  }

  /// Whether the text starts like an object or an array of objects.
  static func looksLike(_ start: some Collection<UInt8>) -> Bool {
    let text = start.drop(while: isSpace)
    switch text.first {
    case UInt8(ascii: "{"):
      let next = text.dropFirst().drop(while: isSpace).first
      return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
    case UInt8(ascii: "["):
      let next = text.dropFirst().drop(while: isSpace).first
      return next == UInt8(ascii: "{") || next == UInt8(ascii: "]")
    default: return false
    }
  }

  /// Whether the text starts like an array.
  static func isArray(_ start: some Collection<UInt8>) -> Bool { start.first { !isSpace($0) } == UInt8(ascii: "[") }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
}
