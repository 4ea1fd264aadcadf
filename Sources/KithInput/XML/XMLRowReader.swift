import Glibc
import KithFoundation

/// Reads XML files of one list of `<row name="value" …/>` elements, as database dumps write them, in one
/// pass and bounded memory.
///
///     let reader = XMLRowReader(source, limits: options.limits)
///     while let row = try reader.next() { row["Id"] }       // reader.root is "posts"
///
/// Attributes only: no text, no nesting. A document type is refused unread, so entities can neither
/// expand without end nor fetch files; the five predefined entities and character references are decoded.
final class XMLRowReader {
  private let source: ByteSource
  private let limit: Int
  private var buffer: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  private var isClosed = false
  /// The name of the outermost element, once its tag was read.
  private(set) var root: String?
  /// Physical line of the byte at `start`.
  private var line = 1
  private var lineStart = 0

  init(_ source: ByteSource, limits: InputLimits) {
    self.source = source
    limit = limits.record
    buffer = .allocate(byteCount: 1 << 20, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// Reads up to the outermost tag and returns its name.
  func readRoot() throws -> String {
    while root == nil {
      guard try skipToTag() else { throw failure("E312", "no XML element in the file", at: start) }
      _ = try readTag()
    }
    return root ?? ""
  }

  /// The next row; valid until the next call. Nil behind the last one.
  ///
  /// - Throws: `KithError` E311 for a document type, E312 for XML that is not such a list, E313 where it ends early.
  func next() throws -> XMLRow? {
    while try skipToTag() {
      if let row = try readTag() { return row }
    }
    guard isClosed else {
      throw failure(
        "E313", "the file ends before </\(root ?? "")>", at: end, help: "it was cut; fetch or unpack it again")
    }
    return nil
  }

  // MARK: Tags

  /// Moves to the next `<`; false at the end.
  private func skipToTag() throws -> Bool {
    while true {
      while start < end {
        let byte = buffer[start]
        if byte == 0x3c { return true }
        guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else {
          throw failure("E312", "text outside of a tag", at: start, help: "expected <row …/>")
        }
        advance(to: start + 1)
      }
      if try !fill() { return false }
    }
  }

  /// Reads what stands at `<`; returns a row if it is one.
  private func readTag() throws -> XMLRow? {
    if try has("<?") {
      let stop = try find("?>", from: start + 2)
      try checkDeclaration(UnsafeRawBufferPointer(rebasing: buffer[start..<stop]))
      advance(to: stop)
      return nil
    }
    if try has("<!--") {
      advance(to: try find("-->", from: start + 4))
      return nil
    }
    if try has("<!") {
      throw failure(
        "E311", "DTD not allowed", at: start, help: "Kith reads no document types and no entities of their making")
    }
    let stop = try endOfTag()
    let tag = UnsafeRawBufferPointer(rebasing: buffer[start..<stop])
    if let fault = TextFault.first(in: tag) {
      throw KithError(.badData, fault.diagnostic(in: tag, at: place(start + fault.offset)))
    }
    let row = try parse(tag)
    advance(to: stop)
    return row
  }

  private func parse(_ tag: UnsafeRawBufferPointer) throws -> XMLRow? {
    let isEnd = tag[1] == 0x2f
    var parser = XMLTagParser(tag, from: isEnd ? 2 : 1)
    guard let name = parser.name() else { throw failure("E312", "a tag without name", at: start) }
    if isEnd {
      guard parser.isAtClose, name == root || name == "row" else {
        throw failure("E312", "unexpected </\(name)>", at: start)
      }
      if name == root { isClosed = true }
      return nil
    }
    guard !isClosed else { throw failure("E312", "an element after </\(root ?? "")>", at: start) }
    var attributes: [XMLRow.Attribute] = []
    while true {
      switch parser.attribute() {
      case .found(let attribute):
        if attributes.contains(where: { bytesEqual($0.name, attribute.name) }) {
          throw failure("E312", "an attribute is given twice in one row", at: start + parser.at)
        }
        attributes.append(attribute)
      case .wrong(let message): throw failure("E312", message, at: start + parser.at)
      case .end(let isEmpty):
        if root == nil {
          root = name
          isClosed = isEmpty
          return nil
        }
        guard name == "row" else {
          throw failure("E312", "unexpected <\(name)>", at: start, help: "expected <row …/>")
        }
        return XMLRow(attributes: attributes, bytes: tag, place: place(start))
      }
    }
  }

  /// An encoding other than UTF-8 has to be asked for, as for any text.
  private func checkDeclaration(_ text: UnsafeRawBufferPointer) throws {
    let words = String(decoding: text, as: UTF8.self).lowercased()
    guard let at = words.firstRange(of: "encoding") else { return }
    let value = words[at.upperBound...].drop { $0 == "=" || $0 == " " }.dropFirst().prefix { $0 != "\"" && $0 != "'" }
    guard source.encoding == .utf8, !["utf-8", "utf8", "us-ascii"].contains(value) else { return }
    throw failure("E205", "the XML declares the encoding \"\(value)\"", at: start, help: "say so: --encoding \(value)")
  }

  // MARK: Bytes

  /// Whether the bytes at `start` are these; reads on if need be.
  private func has(_ word: StaticString) throws -> Bool {
    while end - start < word.utf8CodeUnitCount, try fill() {}
    guard end - start >= word.utf8CodeUnitCount else { return false }
    return memcmp(buffer.baseAddress! + start, word.utf8Start, word.utf8CodeUnitCount) == 0
  }

  /// The offset behind the next `word`.
  private func find(_ word: StaticString, from: Int) throws -> Int {
    let count = word.utf8CodeUnitCount
    var offset = from - start
    while true {
      while start + offset + count <= end {
        if memcmp(buffer.baseAddress! + start + offset, word.utf8Start, count) == 0 { return start + offset + count }
        offset += 1
      }
      if try !fill() { throw failure("E313", "the file ends inside of what starts here", at: start) }
    }
  }

  /// The offset behind the `>` that ends the tag at `start`; quotes may hide others.
  private func endOfTag() throws -> Int {
    var offset = 1
    var quote: UInt8 = 0
    while true {
      while start + offset < end {
        let byte = buffer[start + offset]
        offset += 1
        if quote != 0 {
          if byte == quote { quote = 0 }
        } else if byte == 0x22 || byte == 0x27 {
          quote = byte
        } else if byte == 0x3e {
          return start + offset
        }
      }
      if try !fill() { throw failure("E313", "the file ends inside of the tag that starts here", at: start) }
    }
  }

  private func advance(to next: Int) {
    for at in start..<next where buffer[at] == 0x0a {
      line += 1
      lineStart = at + 1
    }
    start = next
  }

  /// Reads on, keeping what stands from `start`; false at the end.
  private func fill() throws -> Bool {
    if isAtEnd { return false }
    let kept = end - start
    if kept > limit {
      throw KithError(
        .limit,
        Diagnostic(
          "E212", "element is longer than \(limit) bytes", at: place(start), help: "is this the right --format?"))
    }
    if start > 0 { memmove(buffer.baseAddress!, buffer.baseAddress! + start, kept) }
    lineStart -= start
    start = 0
    end = kept
    if kept * 2 > buffer.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer.count * 2, alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<kept]))
      buffer.deallocate()
      buffer = larger
    }
    do {
      let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[kept...]))
      isAtEnd = count == 0
      end += count
      return count > 0
    } catch let failure as StreamEnd {
      throw failure.error(afterLine: line)
    }
  }

  private func place(_ offset: Int) -> Place {
    var line = line
    var from = lineStart
    for at in start..<min(offset, end) where buffer[at] == 0x0a {
      line += 1
      from = at + 1
    }
    return Place(file: source.name, line: line, column: offset - from + 1)
  }

  private func failure(_ code: String, _ message: String, at offset: Int, help: String? = nil) -> KithError {
    KithError(.badData, Diagnostic(code, message, at: place(offset), help: help))
  }
}
