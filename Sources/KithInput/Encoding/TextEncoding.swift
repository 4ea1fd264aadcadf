import KithFoundation

/// How characters were turned into bytes.
enum TextEncoding: String, Sendable {
  case utf8 = "utf-8"
  case utf16LE = "utf-16le"
  case utf16BE = "utf-16be"
  case cp949
  case eucKR = "euc-kr"
  case latin1 = "latin-1"

  /// The encoding of a source and how many bytes its byte order mark takes.
  static func detected(
    from head: ArraySlice<UInt8>, named: String?, name: String
  ) throws -> (encoding: TextEncoding, mark: Int) {
    let mark = byteOrderMark(of: head)
    if let named {
      let wanted = named.lowercased().replacing("_", with: "-")
      if wanted == "utf-16" || wanted == "utf16" { return (mark?.0 ?? .utf16LE, mark?.1 ?? 0) }
      guard let encoding = byName[wanted] else {
        throw KithError(
          .usage,
          Diagnostic(
            "E702", "unknown encoding \"\(named)\"",
            help: "one of utf-8, utf-16, utf-16le, utf-16be, cp949, euc-kr, latin-1"))
      }
      return (encoding, mark.map { $0.0 == encoding ? $0.1 : 0 } ?? 0)
    }
    if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw KithError(
        .badData, Diagnostic("E121", "\(name) is UTF-32", at: Place(file: name), help: "save it as UTF-8"))
    }
    if let mark { return mark }
    try refuseHidden16Bit(head, name: name)
    return (.utf8, 0)
  }

  private static let byName: [String: TextEncoding] = [
    "utf-8": .utf8, "utf8": .utf8, "utf-16le": .utf16LE, "utf16le": .utf16LE, "utf-16be": .utf16BE,
    "utf16be": .utf16BE, "cp949": .cp949, "ms949": .cp949, "uhc": .cp949, "windows-949": .cp949,
    "euc-kr": .eucKR, "euckr": .eucKR, "latin-1": .latin1, "latin1": .latin1, "iso-8859-1": .latin1,
  ]

  private static func byteOrderMark(of head: ArraySlice<UInt8>) -> (encoding: TextEncoding, mark: Int)? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if head.starts(with: [0xFF, 0xFE]) { return (.utf16LE, 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (.utf16BE, 2) }
    return nil
  }

  /// UTF-16 without mark shows as NUL bytes on one side of every pair.
  private static func refuseHidden16Bit(_ head: ArraySlice<UInt8>, name: String) throws {
    var zeros = [0, 0]
    for (offset, byte) in head.enumerated() where byte == 0 { zeros[offset & 1] += 1 }
    if zeros[0] + zeros[1] == 0 || zeros[0] > 0 && zeros[1] > 0 { return }
    let guess: TextEncoding = zeros[1] > 0 ? .utf16LE : .utf16BE
    if zeros[0] + zeros[1] < 2 { return }
    throw KithError(
      .badData,
      Diagnostic(
        "E122", "\(name) holds NUL bytes in every other place: it looks like UTF-16 without a byte order mark",
        at: Place(file: name, line: 1), help: "try --encoding \(guess.rawValue)"))
  }
}
