/// Cuts the XML that Graphviz writes into tags and text; comments, prolog and document type are passed over.
///
/// Text and attribute values stay escaped as written. Throws `KithError` on anything else.
struct XMLScanner {
  struct Attribute: Equatable {
    var name: String
    var value: String
  }

  enum Token: Equatable {
    case open(String, [Attribute], isEmpty: Bool)
    case close(String)
    case text(String)
  }

  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() throws -> Token? {
    while index < bytes.count {
      if bytes[index] != UInt8(ascii: "<") {
        let start = index
        while index < bytes.count && bytes[index] != UInt8(ascii: "<") { index += 1 }
        return .text(String(decoding: bytes[start..<index], as: UTF8.self))
      }
      if starts(with: "<!--") {
        try skip(past: "-->")
      } else if starts(with: "<?") {
        try skip(past: "?>")
      } else if starts(with: "<!") {
        try skip(past: ">")
      } else {
        return try tag()
      }
    }
    return nil
  }

  private mutating func tag() throws -> Token {
    index += 1
    if index < bytes.count && bytes[index] == UInt8(ascii: "/") {
      index += 1
      let name = word()
      try expect(UInt8(ascii: ">"))
      return .close(name)
    }
    let name = word()
    if name.isEmpty { throw SVGFinisher.malformed("a tag has no name") }
    var attributes: [Attribute] = []
    while true {
      skipSpace()
      guard index < bytes.count else { throw SVGFinisher.malformed("it ends too early") }
      if bytes[index] == UInt8(ascii: ">") {
        index += 1
        return .open(name, attributes, isEmpty: false)
      }
      if bytes[index] == UInt8(ascii: "/") {
        index += 1
        try expect(UInt8(ascii: ">"))
        return .open(name, attributes, isEmpty: true)
      }
      let key = word()
      if key.isEmpty { throw SVGFinisher.malformed("an attribute has no name") }
      try expect(UInt8(ascii: "="))
      try expect(UInt8(ascii: "\""))
      let start = index
      while index < bytes.count && bytes[index] != UInt8(ascii: "\"") && bytes[index] != UInt8(ascii: "<") {
        index += 1
      }
      attributes.append(Attribute(name: key, value: String(decoding: bytes[start..<index], as: UTF8.self)))
      try expect(UInt8(ascii: "\""))
    }
  }

  private mutating func word() -> String {
    let start = index
    while index < bytes.count {
      let byte = bytes[index] | 0x20
      let isLetter = (0x61...0x7a).contains(byte) || (0x30...0x39).contains(bytes[index])
      if !isLetter && bytes[index] != UInt8(ascii: "-") && bytes[index] != UInt8(ascii: ":") { break }
      index += 1
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while index < bytes.count && [0x20, 0x0a, 0x0d, 0x09].contains(bytes[index]) { index += 1 }
  }

  private mutating func expect(_ byte: UInt8) throws {
    guard index < bytes.count && bytes[index] == byte else {
      throw SVGFinisher.malformed("byte \(index) is unexpected")
    }
    index += 1
  }

  private func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { index + $0.count <= bytes.count && bytes[index..<index + $0.count].elementsEqual($0) }
  }

  private mutating func skip(past text: StaticString) throws {
    while index < bytes.count {
      if starts(with: text) {
        index += text.utf8CodeUnitCount
        return
      }
      index += 1
    }
    throw SVGFinisher.malformed("it ends too early")
  }
}
