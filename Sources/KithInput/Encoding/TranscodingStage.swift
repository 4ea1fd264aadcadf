import KithFoundation

/// Turns UTF-16, CP949, EUC-KR or Latin-1 into UTF-8.
final class TranscodingStage: ByteStage {
  private let lower: any ByteStage
  private let encoding: TextEncoding
  private let name: String
  private var input = [UInt8](repeating: 0, count: 1 << 16)
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  /// Lines ended so far, for messages.
  private var lines = 0
  private var lastWasCR = false

  init(_ lower: any ByteStage, encoding: TextEncoding, name: String) {
    self.lower = lower
    self.encoding = encoding
    self.name = name
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var written = 0
    // A character takes at most four bytes.
    while written + 4 <= buffer.count {
      if end - start < 4, !isAtEnd { try refill() }
      if start == end { break }
      guard let scalar = try next() else { continue }
      if scalar == 0x0A ? !lastWasCR : scalar == 0x0D { lines += 1 }
      lastWasCR = scalar == 0x0D
      written += Self.encode(scalar, at: buffer.baseAddress! + written)
    }
    return written
  }

  private func refill() throws {
    input.withUnsafeMutableBytes { bytes in
      bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    }
    end -= start
    start = 0
    while end < input.count {
      let count = try input.withUnsafeMutableBytes {
        try lower.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[end...]))
      }
      if count == 0 {
        isAtEnd = true
        return
      }
      end += count
    }
  }

  private func next() throws -> UInt32? {
    let first = input[start]
    switch encoding {
    case .utf8, .latin1:
      start += 1
      return UInt32(first)
    case .utf16LE, .utf16BE:
      guard end - start >= 2 else { throw failure("a lone last byte", bytes: 1) }
      let unit = unit(at: start)
      if unit & 0xF800 != 0xD800 {
        start += 2
        return UInt32(unit)
      }
      guard unit < 0xDC00, end - start >= 4, self.unit(at: start + 2) & 0xFC00 == 0xDC00 else {
        throw failure("an unpaired surrogate", bytes: 2)
      }
      let low = self.unit(at: start + 2)
      start += 4
      return 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))
    case .cp949, .eucKR:
      if first < 0x80 {
        start += 1
        return UInt32(first)
      }
      guard end - start >= 2, let unit = KoreanTable.cp949.unit(lead: first, trail: input[start + 1]) else {
        throw failure("not a character", bytes: min(2, end - start))
      }
      if encoding == .eucKR && (first < 0xA1 || input[start + 1] < 0xA1) {
        throw failure("a character of CP949 that EUC-KR lacks; try --encoding cp949", bytes: 2)
      }
      start += 2
      return UInt32(unit)
    }
  }

  private func unit(at index: Int) -> UInt16 {
    let (a, b) = (UInt16(input[index]), UInt16(input[index + 1]))
    return encoding == .utf16LE ? b << 8 | a : a << 8 | b
  }

  private func failure(_ what: String, bytes: Int) -> KithError {
    let shown = input[start..<start + bytes].map { "0x" + (($0 < 16 ? "0" : "") + String($0, radix: 16).uppercased()) }
    return KithError(
      .badData,
      Diagnostic(
        "E120", "invalid \(encoding.rawValue): \(shown.joined(separator: " ")) is \(what)",
        at: Place(file: name, line: lines + 1), help: "check --encoding, or save the file as UTF-8"))
  }

  private static func encode(_ scalar: UInt32, at out: UnsafeMutableRawPointer) -> Int {
    let tail = { (shift: UInt32) in UInt8(0x80 | scalar >> shift & 0x3F) }
    let bytes = out.assumingMemoryBound(to: UInt8.self)
    switch scalar {
    case ..<0x80:
      bytes[0] = UInt8(scalar)
      return 1
    case ..<0x800:
      bytes[0] = UInt8(0xC0 | scalar >> 6)
      bytes[1] = tail(0)
      return 2
    case ..<0x10000:
      bytes[0] = UInt8(0xE0 | scalar >> 12)
      bytes[1] = tail(6)
      bytes[2] = tail(0)
      return 3
    default:
      bytes[0] = UInt8(0xF0 | scalar >> 18)
      bytes[1] = tail(12)
      bytes[2] = tail(6)
      bytes[3] = tail(0)
      return 4
    }
  }
}
