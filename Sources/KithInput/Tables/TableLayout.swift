import CByteScan
import KithFoundation

/// How a table is laid out, seen from a bounded stretch at its start: dialect, header, field count.
struct TableLayout {
  var dialect: Dialect
  var header: [String]?
  var fieldCount: Int
  /// Physical lines before the first row.
  var linesBefore: Int
  /// Some rows from the start, as text: to see what the columns hold.
  var sample: [[String]]
  var warnings: [Diagnostic] = []

  var columnNames: [String] { header ?? (0..<fieldCount).map { "column \($0 + 1)" } }

  /// How many bytes are looked at, unless the first record is longer.
  static let stretch = 1 << 16

  /// Looks at the source's start and, if asked to, consumes it up to the first row.
  ///
  /// Throws for an empty source (E201), one without usable delimiter, too many columns, text that is
  /// not UTF-8 in the first record.
  init(_ source: ByteSource, options: InputOptions, consumes: Bool = true) throws {
    let head = try Self.head(of: source, limits: options.limits)
    let isWhole = try Self.peek(source, head.count + 1).count == head.count
    let (start, remarkLines) = Self.afterRemarks(head)
    if start == head.count {
      let lines =
        remarkLines == 0 ? "" : " (\(remarkLines) \(remarkLines == 1 ? "line" : "lines"), all blank or remarks)"
      throw KithError(
        .badData,
        Diagnostic(
          "E201", "\(source.name) is empty: expected a header or an edge\(lines)", at: Place(file: source.name),
          help: "check that the export worked"))
    }
    let body = Array(head[start...])
    dialect = try Self.dialect(of: body, isWhole: isWhole, options: options, source: source)
    var records = Self.records(in: body, dialect: dialect, isWhole: isWhole, limit: .max)
    guard let first = records.first else {
      throw KithError(
        .badData,
        Diagnostic("E201", "\(source.name) is empty: expected a header or an edge", at: Place(file: source.name)))
    }
    fieldCount = first.fields.count
    if fieldCount > options.limits.columns {
      throw KithError(
        .limit,
        Diagnostic(
          "E212", "the first record has \(fieldCount) columns; the limit is \(options.limits.columns)",
          at: Place(file: source.name, line: remarkLines + 1),
          help: "is \"\(dialect.delimiterName)\" the right --delimiter?"))
    }
    try Self.checkText(body, until: first.end, line: remarkLines + 1, source: source)
    let isHeader = options.hasHeader ?? Self.isHeader(first.fields, options: options)
    if isHeader {
      header = first.fields
      linesBefore = remarkLines + first.lines
      warnings += Self.twiceNamed(first.fields, place: Place(file: source.name, line: remarkLines + 1))
      if consumes { source.skip(start + first.end) }
      records.removeFirst()
      if options.hasHeader == true, first.fields.contains(where: Self.isNumber) {
        warnings.append(
          Diagnostic(
            "W209", "the first row looks like data, but is taken as the header", severity: .warning,
            at: Place(file: source.name, line: remarkLines + 1), help: "--no-header?"))
      }
    } else {
      header = nil
      linesBefore = remarkLines
      if consumes { source.skip(start) }
    }
    sample = records.map(\.fields)
  }

  /// At least one whole record, if the source has one within the record limit.
  private static func head(of source: ByteSource, limits: InputLimits) throws -> ArraySlice<UInt8> {
    var size = stretch
    while true {
      let head = try peek(source, size)
      if head.count < size || head.contains(0x0A) || head.contains(0x0D) { return head }
      if size >= limits.recordBytes {
        throw KithError(
          .limit,
          Diagnostic(
            "E211", "the first line is longer than \(limits.recordBytes) bytes", at: Place(file: source.name, line: 1),
            help: "is this a text table? its lines must end with LF or CR"))
      }
      size = min(size * 4, limits.recordBytes)
    }
  }

  private static func peek(_ source: ByteSource, _ size: Int) throws -> ArraySlice<UInt8> {
    do { return try source.peek(size) } catch let end as StreamEnd {
      let whole = source.peekedSoFar
      throw end.error(afterLine: whole.count { $0 == 0x0A })
    }
  }

  /// Skips blank lines and lines that start with `#` or `%`.
  private static func afterRemarks(_ head: ArraySlice<UInt8>) -> (start: Int, lines: Int) {
    var start = head.startIndex
    var lines = 0
    while start < head.endIndex {
      let byte = head[start]
      var end = start
      while end < head.endIndex, head[end] != 0x0A, head[end] != 0x0D { end += 1 }
      let isRemark = byte == 0x23 || byte == 0x25
      let isBlank = head[start..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x1A }
      if !isRemark && !isBlank { break }
      if end < head.endIndex { lines += 1 } else if isRemark { lines += 1 }
      if end + 1 < head.endIndex, head[end] == 0x0D, head[end + 1] == 0x0A { end += 1 }
      start = min(end + 1, head.endIndex)
    }
    return (start - head.startIndex, lines)
  }

  /// A row of words that name roles is a header; a row with a number in it is not; else it is one.
  private static func isHeader(_ fields: [String], options: InputOptions) -> Bool {
    if let list = options.columnList {
      // The file may still name its columns: trust it if a name agrees with the role given to its place.
      return zip(fields, list).contains {
        ColumnNames.role(of: $0) != nil && ColumnNames.role(of: $0) == ColumnNames.role(of: $1)
      }
    }
    if fields.contains(where: { ColumnNames.role(of: $0) != nil }) { return true }
    let named = ColumnRole.allCases.compactMap { options.columns[$0] }
    if named.contains(where: { name in Int(name) == nil && fields.contains(name) }) { return true }
    return !fields.contains(where: isNumber)
  }

  /// Columns of one name are told apart by position; where a role is sought, `ColumnRoles` refuses them.
  private static func twiceNamed(_ header: [String], place: Place) -> [Diagnostic] {
    var positions: [[UInt8]: [Int]] = [:]
    for (index, name) in header.enumerated() { positions[Array(name.utf8), default: []].append(index + 1) }
    return positions.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }.map { found in
      Diagnostic(
        "W210",
        "columns \(found.map(String.init).joined(separator: " and ")) are both named \"\(header[found[0] - 1])\"",
        severity: .note, at: place, help: "choose between them by position")
    }
  }

  static func isNumber(_ text: String) -> Bool {
    var digits = 0
    for byte in text.utf8 {
      if 0x30...0x39 ~= byte { digits += 1 } else if ![0x2B, 0x2D, 0x2E].contains(byte) { return false }
    }
    return digits > 0
  }

  private static func checkText(_ body: [UInt8], until end: Int, line: Int, source: ByteSource) throws {
    try body.withUnsafeBytes { bytes in
      let record = UnsafeRawBufferPointer(rebasing: bytes[..<end])
      if let fault = TextFault.first(in: record) {
        throw KithError(.badData, fault.diagnostic(in: record, at: Place(file: source.name, line: line, column: 1)))
      }
    }
  }
}

/// A byte that no text may hold.
struct TextFault {
  let offset: Int
  let isNUL: Bool

  /// The first NUL or byte that is not UTF-8.
  static func first(in bytes: UnsafeRawBufferPointer) -> TextFault? {
    let invalid = UTF8Check.firstInvalid(in: bytes)
    let zero = bytes.firstIndex(of: 0)
    if let zero, zero < invalid ?? .max { return TextFault(offset: zero, isNUL: true) }
    return invalid.map { TextFault(offset: $0, isNUL: false) }
  }

  func diagnostic(in record: UnsafeRawBufferPointer, at place: Place) -> Diagnostic {
    if isNUL {
      return Diagnostic(
        "E206", "NUL byte at byte \(offset + 1) of the record", at: place,
        help: "remove it; if every other byte is NUL, try --encoding utf-16le")
    }
    let byte = record[offset]
    let hint = UTF8Check.hint(for: record).map { "looks like \($0.uppercased()); try --encoding \($0)" }
    return Diagnostic(
      "E205",
      "invalid UTF-8: byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16).uppercased()) at byte \(offset + 1) of the record",
      at: place, help: hint ?? "save the file as UTF-8, or give its --encoding")
  }
}
