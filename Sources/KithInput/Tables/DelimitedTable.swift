import CByteScan
import Glibc
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
  let layout: TableLayout
  /// How many bytes are cut at a time; results do not depend on it.
  var blockBytes = 1 << 20
  /// Records met.
  private(set) var rowsRead = 0
  /// What was skipped under `.skip` or `.collect`.
  private(set) var badRows = 0
  private(set) var rejects: [RejectedRow] = []
  private(set) var warnings: [Diagnostic]

  /// Nil when the table has no header.
  var header: [String]? { layout.header }
  var fieldCount: Int { layout.fieldCount }
  /// Header names, or "column 1", …
  var columnNames: [String] { layout.columnNames }

  /// Looks at the start of the source; throws as `TableLayout` does.
  init(_ source: ByteSource, options: InputOptions) throws {
    self.source = source
    self.options = options
    layout = try TableLayout(source, options: options)
    warnings = layout.warnings
  }

  /// What the summary says of this source, but for roles and times.
  func facts(format: InputFormat) -> ReadingSummary.FileFacts {
    var facts = ReadingSummary.FileFacts(path: source.path, format: format)
    facts.bytes = source.bytesRead
    facts.encoding = source.encoding.rawValue
    facts.isCompressed = source.isCompressed
    facts.delimiter = layout.dialect.delimiterName
    facts.hasHeader = header != nil
    facts.columns = columnNames
    facts.rows = rowsRead
    return facts
  }

  /// Calls `body` for each record after the header, in order.
  ///
  /// A `KithError` with `ExitCode.badData` thrown by it is taken as that record's fault: it ends the
  /// reading or, by `options.onBadRow`, counts the record as bad. Every other error ends the reading.
  func forEachRecord(execution: Execution = .serial, _ body: (borrowing FieldRecord) throws -> Void) throws {
    let blocks = RecordBlocks(source, dialect: layout.dialect, limits: options.limits, blockBytes: blockBytes)
    let block = RecordBlock(capacity: blockBytes + 4096)
    let batch = FieldBatch(width: max(1, fieldCount))
    let scratch = ByteScratch()
    var line = layout.linesBefore
    while try nextBlock(blocks, block, line) {
      try execution.checkCancellation()
      execution.report("reading \(source.name)", done: source.bytesRead, of: source.size, unit: "bytes")
      let base = UnsafePointer(block.base)
      let isClean =
        UTF8Check.isValid(UnsafeBufferPointer(start: base, count: block.count)) && memchr(base, 0, block.count) == nil
      var scanner = FieldScanner(base, count: block.count, dialect: layout.dialect)
      while scanner.fill(batch) {
        scratch.reset()
        for row in 0..<batch.rows {
          rowsRead += 1
          let record = FieldRecord(
            line: line + Int(batch.lines[row]) + 1, file: source.name, batch: batch, row: row, base: base,
            scratch: scratch)
          if !isClean || batch.needsCheck(row, fieldCount: fieldCount, limits: options.limits),
            let fault = RecordFault.find(
              batch, row, base, block, fieldCount: fieldCount, isPipe: source.isPipe, limits: options.limits)
          {
            try reject(fault, lineBase: line)
            continue
          }
          do { try body(record) } catch let error as KithError where error.exitCode == .badData {
            try reject(error, record.bytes)
          }
        }
      }
      line += Int(scanner.line)
    }
    if blocks.droppedControlZ { warnings.append(.controlZ(file: source.name)) }
  }

  private func nextBlock(_ blocks: RecordBlocks, _ block: RecordBlock, _ line: Int) throws -> Bool {
    do { return try blocks.next(block) } catch let failure as BlockFailure {
      throw failure.error(line + failure.linesInBlock)
    }
  }

  private func reject(_ failure: RowFailure, lineBase: Int) throws {
    let row = failure.rejected(lineBase: lineBase, file: source.name, columns: columnNames)
    try reject(KithError(failure.exitCode, row.diagnostic), row.record)
  }

  private func reject(_ error: KithError, _ record: [UInt8]) throws {
    if options.onBadRow == .fail { throw error }
    badRows += 1
    if options.onBadRow == .collect || rejects.count < ReadingSummary.rejectsShown {
      rejects.append(RejectedRow(diagnostic: error.diagnostic, record: record))
    }
  }
}

/// One sound record of a table; valid only during the call it is given to.
struct FieldRecord: ~Copyable {
  /// Physical line (1-based) where the record starts.
  let line: Int
  let file: String
  fileprivate let batch: FieldBatch
  fileprivate let row: Int
  fileprivate let base: UnsafePointer<UInt8>
  fileprivate let scratch: ByteScratch

  fileprivate init(
    line: Int, file: String, batch: FieldBatch, row: Int, base: UnsafePointer<UInt8>, scratch: ByteScratch
  ) {
    self.line = line
    self.file = file
    self.batch = batch
    self.row = row
    self.base = base
    self.scratch = scratch
  }

  var count: Int { Int(batch.counts[row]) }

  /// A field's bytes, outer quotes and doubling removed; readable for 8 bytes more.
  subscript(field: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(field < count)
    return scratch.text(of: batch.span(row, field), in: base)
  }

  func string(_ field: Int) -> String { String(decoding: self[field], as: UTF8.self) }

  /// The record as it stands, without its line end.
  var bytes: [UInt8] {
    let start = Int(batch.starts[row])
    return Array(UnsafeBufferPointer(start: base + start, count: Int(batch.ends[row]) - start))
  }

  /// The error to throw for a bad field (0-based).
  func failure(_ code: String, _ message: String, field: Int, name: String? = nil, help: String? = nil) -> KithError {
    KithError(
      .badData,
      Diagnostic(
        code, message, at: Place(file: file, line: line, column: field + 1, columnName: name),
        excerpt: String(decoding: bytes.prefix(200), as: UTF8.self), help: help))
  }
}
