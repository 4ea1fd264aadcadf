import KithFoundation

/// One `<row …/>`; valid until the reader moves on.
struct XMLRow {
  struct Attribute {
    let name: UnsafeRawBufferPointer
    /// Between the quotes, not yet decoded.
    let value: UnsafeRawBufferPointer
  }

  let attributes: [Attribute]
  let bytes: UnsafeRawBufferPointer
  let place: Place

  /// An attribute's text, decoded; nil where it is absent.
  ///
  /// - Throws: E314 for an entity that XML does not define or a character it does not allow.
  func text(_ name: StaticString) throws -> String? {
    let wanted = UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    guard let attribute = attributes.first(where: { bytesEqual($0.name, wanted) }) else { return nil }
    guard let text = Self.decoded(attribute.value) else {
      throw failure("E314", name, "holds an entity or character that XML does not have")
    }
    return text
  }

  /// An attribute's whole number.
  func integer(_ name: StaticString) throws -> Int? {
    guard let text = try text(name), !text.isEmpty else { return nil }
    guard let number = Int(text) else { throw failure("E315", name, "is not a whole number: \"\(text)\"") }
    return number
  }

  func required(_ name: StaticString) throws -> Int {
    guard let number = try integer(name) else { throw failure("E315", name, "is missing") }
    return number
  }

  /// An attribute's moment; without offset it is UTC.
  func time(_ name: StaticString) throws -> Timestamp? {
    guard let text = try text(name), !text.isEmpty else { return nil }
    guard let time = Timestamp(iso8601: text) else {
      throw failure("E213", name, "is not an ISO 8601 time: \"\(text)\"")
    }
    return time
  }

  private func failure(_ code: String, _ name: StaticString, _ message: String) -> KithError {
    var place = place
    place.columnName = "\(name)"
    return KithError(
      .badData,
      Diagnostic(code, "the attribute \(name) \(message)", at: place, help: "use --on-bad-row skip to drop such rows"))
  }

  /// The five entities and character references replaced; line ends and tabs are blanks, as XML has it.
  private static func decoded(_ value: UnsafeRawBufferPointer) -> String? {
    guard value.contains(where: { $0 == 0x26 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }) else {
      return String(decoding: value, as: UTF8.self)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(value.count)
    var at = 0
    while at < value.count {
      let byte = value[at]
      guard byte == 0x26 else {
        bytes.append(byte == 0x0a || byte == 0x0d || byte == 0x09 ? 0x20 : byte)
        at += 1
        continue
      }
      guard let stop = value[at..<min(at + 12, value.count)].firstIndex(of: 0x3b),
        let scalar = scalar(String(decoding: value[(at + 1)..<stop], as: UTF8.self))
      else { return nil }
      bytes.append(contentsOf: Array(String(scalar).utf8))
      at = stop + 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func scalar(_ entity: String) -> Unicode.Scalar? {
    switch entity {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard entity.hasPrefix("#") else { return nil }
      let isHex = entity.hasPrefix("#x")
      let digits = entity.dropFirst(isHex ? 2 : 1)
      guard digits.utf8.allSatisfy({ isASCIIHexDigit($0) }), let value = UInt32(digits, radix: isHex ? 16 : 10),
        value >= 0x20 || value == 0x09 || value == 0x0a || value == 0x0d, value != 0xfffe, value != 0xffff
      else { return nil }
      return Unicode.Scalar(value)
    }
  }

  private static func isASCIIHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }
}

/// Cuts one tag into its name and attributes.
struct XMLTagParser {
  enum Part {
    case found(XMLRow.Attribute)
    /// `>` or, empty, `/>`.
    case end(isEmpty: Bool)
    case wrong(String)
  }

  private let tag: UnsafeRawBufferPointer
  private(set) var at: Int

  /// - Parameter tag: from `<` to `>`.
  init(_ tag: UnsafeRawBufferPointer, from: Int) {
    self.tag = tag
    at = from
  }

  mutating func name() -> String? {
    let name = word()
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  /// Whether only blanks stand before `>`.
  var isAtClose: Bool { tag[at..<(tag.count - 1)].allSatisfy(Self.isBlank) }

  mutating func attribute() -> Part {
    let before = at
    skipBlanks()
    if tag[at] == 0x3e { return .end(isEmpty: false) }
    if tag[at] == 0x2f {
      return at + 2 == tag.count ? .end(isEmpty: true) : .wrong("\"/\" where an attribute should be")
    }
    if before == at { return .wrong("no blank between two attributes") }
    let name = word()
    if name.isEmpty { return .wrong("expected an attribute") }
    skipBlanks()
    guard tag[at] == 0x3d else { return .wrong("expected \"=\" after the attribute's name") }
    at += 1
    skipBlanks()
    let quote = tag[at]
    guard quote == 0x22 || quote == 0x27 else { return .wrong("expected a quoted value") }
    let start = at + 1
    guard let stop = tag[start...].firstIndex(of: quote) else { return .wrong("the value does not end") }
    if let less = tag[start..<stop].firstIndex(of: 0x3c) {
      at = less
      return .wrong("\"<\" in a value: write &lt;")
    }
    at = stop + 1
    return .found(.init(name: name, value: UnsafeRawBufferPointer(rebasing: tag[start..<stop])))
  }

  private mutating func word() -> UnsafeRawBufferPointer {
    let start = at
    while at < tag.count - 1, !Self.isBlank(tag[at]), !Self.isPunctuation(tag[at]) { at += 1 }
    return UnsafeRawBufferPointer(rebasing: tag[start..<at])
  }

  private mutating func skipBlanks() { while at < tag.count - 1, Self.isBlank(tag[at]) { at += 1 } }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 }

  /// `" ' / < = >`
  private static func isPunctuation(_ byte: UInt8) -> Bool {
    byte == 0x22 || byte == 0x27 || byte == 0x2f || (0x3c...0x3e).contains(byte)
  }
}
