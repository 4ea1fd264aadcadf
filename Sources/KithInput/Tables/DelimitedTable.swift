import KithFoundation

/// A delimited text table, record by record: for readers that need every field.
///
///     let table = try DelimitedTable(source, options: options)
///     try table.forEachRecord { record in
///       record.line                 // physical line where it starts
///       record[2]                   // the third field's bytes, quotes removed
///     }
///
/// The bytes are those of UTF-8 whatever the source's encoding; each record was checked to be UTF-8
/// without NUL and to have as many fields as the header (or the first record).
final class DelimitedTable {
  let source: ByteSource
  let options: InputOptions
  let dialect: Dialect
  /// Nil when the table has no header.
  let header: [String]?
  let fieldCount: Int
  /// Header names, or "column 1", …
  var columnNames: [String] { header ?? (0..<fieldCount).map { "column \($0 + 1)" } }
  /// What was skipped under `.skip` or `.collect`.
  private(set) var badRows = 0
  private(set) var rejects: [RejectedRow] = []

  init(_ source: ByteSource, options: InputOptions) throws {
    self.source = source
    self.options = options
    dialect = Dialect(delimiter: 0x2C)
    header = nil
    fieldCount = 0
  }

  /// Calls `body` for each record after the header. A `KithError` thrown by it is treated as that
  /// record's fault: it ends the reading or, by `options.onBadRow`, counts the record as bad.
  func forEachRecord(_ body: (borrowing FieldRecord) throws -> Void) throws {}
}

/// One record of a table; valid only during the call it is given to.
struct FieldRecord: ~Copyable {
  /// Physical line (1-based) where the record starts.
  let line: Int
  let file: String
  let columnNames: [String]

  var count: Int { 0 }
  /// A field's bytes, quotes and doubling removed.
  subscript(field: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }
  func string(_ field: Int) -> String { String(decoding: self[field], as: UTF8.self) }

  /// The error to throw for a bad field (0-based).
  func failure(_ code: String, _ message: String, field: Int, help: String? = nil) -> KithError {
    KithError(.badData, Diagnostic(code, message, at: Place(file: file, line: line, column: field + 1), help: help))
  }
}
