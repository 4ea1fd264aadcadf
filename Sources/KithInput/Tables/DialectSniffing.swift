import KithFoundation

extension TableLayout {
  /// One record of the stretch looked at.
  struct SampleRecord {
    let fields: [String]
    /// The offset after it and its line end.
    let end: Int
    /// Physical lines it takes.
    let lines: Int
    let isSound: Bool
    /// Quotes were doubled in a quoted field.
    let hasDoubledQuotes: Bool
    let isAllQuoted: Bool
  }

  /// The dialect given, or the one under which the first records agree best.
  static func dialect(
    of body: [UInt8], isWhole: Bool, options: InputOptions, source: ByteSource
  ) throws -> Dialect {
    if let given = options.delimiter {
      var dialect = try named(given)
      if dialect.delimiter == 0x09 { dialect.quotes = tabQuotes(body, isWhole: isWhole) }
      return dialect
    }
    var best: (dialect: Dialect, share: Double, fields: Int)?
    for var dialect in candidates {
      if dialect.delimiter == 0x09 { dialect.quotes = tabQuotes(body, isWhole: isWhole) }
      let records = records(in: body, dialect: dialect, isWhole: isWhole, limit: 50)
      guard let fields = records.first?.fields.count, fields > 1 else { continue }
      let share = Double(records.count { $0.fields.count == fields && $0.isSound }) / Double(records.count)
      if dialect.collapses && (share < 0.9 || best.map { $0.share >= 0.9 } ?? false) { continue }
      if best.map({ (share, fields) > ($0.share, $0.fields) }) ?? true { best = (dialect, share, fields) }
    }
    if let best { return best.dialect }
    if options.columnList?.count == 1 || options.hasHeader != nil && options.format == .messages {
      return Dialect(delimiter: 0x2C)
    }
    let line = String(decoding: body.prefix { $0 != 0x0A && $0 != 0x0D }.prefix(60), as: UTF8.self)
    throw KithError(
      .badData,
      Diagnostic(
        "E210", "only one column found", at: Place(file: source.name, line: 1), excerpt: line,
        help: "if the columns are separated by something else than , ; | tab or blanks, say so with --delimiter"))
  }

  private static let candidates: [Dialect] = [
    Dialect(delimiter: 0x09), Dialect(delimiter: 0x2C), Dialect(delimiter: 0x3B), Dialect(delimiter: 0x7C),
    Dialect(delimiter: 0x20, collapses: true, quotes: false, skipsRemarks: true),
  ]

  static func named(_ name: String) throws -> Dialect {
    switch name.lowercased() {
    case "comma": return Dialect(delimiter: 0x2C)
    case "tab", "\\t": return Dialect(delimiter: 0x09)
    case "semicolon": return Dialect(delimiter: 0x3B)
    case "pipe": return Dialect(delimiter: 0x7C)
    case "space", " ": return Dialect(delimiter: 0x20, collapses: true, quotes: false, skipsRemarks: true)
    default:
      let bytes = Array(name.utf8)
      guard bytes.count == 1, bytes[0] < 0x80, ![0x0A, 0x0D, 0x22, 0x00].contains(bytes[0]) else {
        throw KithError(
          .usage,
          Diagnostic(
            "E705", "--delimiter \"\(name)\" is not one ASCII character",
            help: "give one character (not a quote or line end), or tab, space, comma, semicolon, pipe"))
      }
      return Dialect(delimiter: bytes[0])
    }
  }

  /// In tab-separated text quotes are usually plain text, as in a comment that is one quotation: they count
  /// only where each that opens a field closes it, and the text shows that its writer meant them: by doubling
  /// them, by quoting the whole first record, or by hiding tabs or line ends inside them.
  private static func tabQuotes(_ body: [UInt8], isWhole: Bool) -> Bool {
    guard body.contains(0x22) else { return false }
    let records = records(in: body, dialect: Dialect(delimiter: 0x09), isWhole: isWhole, limit: .max)
    guard let first = records.first, records.allSatisfy({ $0.isSound && $0.fields.count == first.fields.count })
    else { return false }
    if first.isAllQuoted || records.contains(where: \.hasDoubledQuotes) { return true }
    // Only as far as both agree to have read: a stray quote near the cut swallows what follows it.
    let end = records[records.count - 1].end
    let plain = Self.records(
      in: body, dialect: Dialect(delimiter: 0x09, quotes: false), isWhole: isWhole, limit: .max
    ).filter { $0.end <= end }
    return plain.count != records.count || plain.contains { $0.fields.count != first.fields.count }
  }

  /// The whole records of a stretch, with the same scanner that reads the rest.
  static func records(in body: [UInt8], dialect: Dialect, isWhole: Bool, limit: Int) -> [SampleRecord] {
    var padded = body
    padded.append(contentsOf: repeatElement(0, count: RecordBlock.slack))
    return padded.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return [] }
      var result: [SampleRecord] = []
      var scanner = FieldScanner(base, count: body.count, dialect: dialect)
      let batch = FieldBatch(width: 256)
      var wide: FieldBatch?
      let scratch = ByteScratch()
      reading: while scanner.fill(batch) {
        for row in 0..<batch.rows {
          let end = Int(batch.ends[row])
          scratch.reset()
          // The stretch may cut its last record.
          if end >= body.count && !isWhole { break reading }
          var next = end
          if next < body.count, base[next] == 0x0D { next += 1 }
          if next < body.count, base[next] == 0x0A, next == end || base[next - 1] == 0x0D { next += 1 }
          let start = Int(batch.starts[row])
          var count = Int(batch.counts[row])
          var source = (batch, row)
          if count > batch.width {
            // Very wide records are cut again, alone.
            count = min(count, 1 << 20)
            wide = FieldBatch(width: count)
            var again = FieldScanner(base, count: next, from: start, dialect: dialect)
            if let wide, again.fill(wide) { source = (wide, 0) }
          }
          let fields = (0..<count).map { field -> String in
            let span = source.0.span(source.1, field)
            return String(decoding: scratch.text(of: span, in: base), as: UTF8.self)
          }
          var lines = 0
          for i in start..<next where base[i] == 0x0A || base[i] == 0x0D && base[i + 1] != 0x0A { lines += 1 }
          result.append(
            SampleRecord(
              fields: fields, end: next, lines: lines, isSound: batch.faults[row].kind == 0,
              hasDoubledQuotes: (0..<count).contains { source.0.span(source.1, $0).hasDoubledQuotes },
              isAllQuoted: (0..<count).allSatisfy { source.0.span(source.1, $0).isQuoted }))
          if result.count >= limit { break reading }
        }
      }
      return result
    }
  }
}
