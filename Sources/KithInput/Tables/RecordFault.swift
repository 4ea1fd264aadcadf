import KithFoundation

/// What is wrong with a record before its fields are looked at.
enum RecordFault {
  /// Quoting, number of fields, text, field sizes: the first of these that fails, or nil.
  static func find(
    _ batch: FieldBatch, _ row: Int, _ base: UnsafePointer<UInt8>, _ block: RecordBlock, fieldCount: Int, isPipe: Bool,
    limits: InputLimits
  ) -> RowFailure? {
    let start = Int(batch.starts[row])
    let record = UnsafeBufferPointer(start: base + start, count: Int(batch.ends[row]) - start)
    let line = Int(batch.lines[row])
    let failure = { (code: String, message: String, help: String?, field: Int, extraLines: Int) in
      // Only the start of a monstrous record is worth keeping.
      RowFailure(
        code: code, message: message, help: help, exitCode: .badData, line: line + extraLines, field: field,
        record: Array(record.prefix(limits.field)))
    }
    if let fault = TextFault.first(in: UnsafeRawBufferPointer(record)) {
      let diagnostic = fault.diagnostic(in: UnsafeRawBufferPointer(record), at: Place(file: ""))
      let field =
        (0..<min(Int(batch.counts[row]), batch.width)).first { batch.span(row, $0).end > start + fault.offset } ?? 0
      return failure(diagnostic.code, diagnostic.message, diagnostic.help, field, 0)
    }
    let fault = batch.faults[row]
    if fault.kind == QuoteFault.unclosed {
      let opened = record.prefix(Int(fault.offset) - start)
      let lines = opened.indices.count { opened[$0] == 0x0A || opened[$0] == 0x0D && record[$0 + 1] != 0x0A }
      return failure(
        "E203", "a quote is opened here and never closed", "close the quote, or double it if it belongs to the text",
        Int(fault.field), lines)
    }
    if fault.kind == QuoteFault.textAfterQuote {
      let byte = Int(fault.offset) - start + 1
      return failure(
        "E204", "text after a closing quote, at byte \(byte) of the record",
        "a quote inside a quoted field must be doubled: \"\"", Int(fault.field), 0)
    }
    let count = Int(batch.counts[row])
    if count != fieldCount {
      let isCut = isPipe && block.isLast && Int(batch.ends[row]) == block.count && count < fieldCount
      return failure(
        "E202",
        isCut
          ? "unterminated record: the input ends inside it (expected \(fieldCount) fields, found \(count))"
          : "expected \(fieldCount) fields, found \(count)",
        isCut ? "its writer stopped early" : "quote fields that hold the delimiter, or check --delimiter",
        min(count, fieldCount) - 1 + (count > fieldCount ? 1 : 0), 0)
    }
    for field in 0..<fieldCount where batch.span(row, field).count > limits.field {
      var long = failure(
        "E217", "the field has \(batch.span(row, field).count) bytes; the limit is \(limits.field)",
        "is a quote missing before it? --on-bad-row skip drops such rows", field, 0)
      long.exitCode = .limit
      return long
    }
    return nil
  }
}

/// A row that could not be read, with its line still counted from the start of its block.
struct RowFailure {
  var code: String
  var message: String
  var help: String?
  var exitCode: ExitCode
  /// Line ends in the block before the record.
  var line: Int
  /// 0-based.
  var field: Int
  var record: [UInt8]

  func rejected(lineBase: Int, file: String, columns: [String]) -> RejectedRow {
    let place = Place(
      file: file, line: lineBase + line + 1, column: field + 1, columnName: field < columns.count ? columns[field] : nil
    )
    return RejectedRow(
      diagnostic: Diagnostic(
        code, message, at: place, excerpt: String(decoding: record.prefix(200), as: UTF8.self), help: help),
      record: record)
  }
}

extension Diagnostic {
  static func controlZ(file: String) -> Diagnostic {
    Diagnostic("W205", "a Ctrl-Z byte (0x1A) at the end was ignored", severity: .warning, at: Place(file: file))
  }
}

extension FieldBatch {
  /// Whether a record may be faulty in shape; `RecordFault.find` then says how. (Texts are checked by block.)
  @inline(__always)
  func needsCheck(_ row: Int, fieldCount: Int, limits: InputLimits) -> Bool {
    Int(counts[row]) != fieldCount || faults[row].kind != 0 || Int(ends[row]) - Int(starts[row]) > limits.field
  }
}
