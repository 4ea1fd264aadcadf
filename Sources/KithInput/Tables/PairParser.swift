import Glibc
import KithFoundation

/// One row of a table of users and items, its names by the numbers of whoever read it.
struct PairRow {
  /// `none` where the table has no users.
  var user: UInt32
  var item: UInt32
  /// Physical line: within the block, then within the file.
  var line: UInt32
  /// Bytes of the score as written, in the arena of texts.
  var textCount: UInt32
  var text: Int
  /// Larger is better; 0 without scores.
  var score: Double

  static let none = UInt32.max
}

/// The rows of one block.
final class PairChunk: ParsedBlock {
  let worker: Int
  let index: Int
  var rows: [PairRow] = []
  var texts: [UInt8] = []
  var recordsMet = 0
  var lineEnds = 0
  var badRows = 0
  var failures: [RowFailure] = []

  init(worker: Int, index: Int) {
    self.worker = worker
    self.index = index
  }

  var hasFailed: Bool { badRows > 0 }
}

/// Turns blocks of a table of users and items into rows. One a thread; keeps its numbers for names.
final class PairParser {
  let number: Int
  let users = ColumnInterner(capacity: 1 << 12)
  let items = ColumnInterner(capacity: 1 << 12)
  private let columns: PairColumns
  private let skipsBadRows: Bool
  private let scratch = ByteScratch()
  /// How many rows the next block probably has.
  private var lastRows = 0

  init(number: Int, columns: PairColumns, skipsBadRows: Bool) {
    self.number = number
    self.columns = columns
    self.skipsBadRows = skipsBadRows
  }

  func parse(_ block: RecordBlock, _ layout: TableLayout, isPipe: Bool, limits: InputLimits) -> PairChunk {
    let chunk = PairChunk(worker: number, index: block.index)
    chunk.rows.reserveCapacity(lastRows + lastRows / 16)
    chunk.texts.reserveCapacity(columns.score == nil ? 0 : lastRows * 8)
    let batch = FieldBatch(width: max(1, layout.fieldCount))
    let base = UnsafePointer(block.base)
    let isClean =
      UTF8Check.isValid(UnsafeBufferPointer(start: base, count: block.count)) && memchr(base, 0, block.count) == nil
    var scanner = FieldScanner(base, count: block.count, dialect: layout.dialect)
    while scanner.fill(batch) {
      chunk.recordsMet += batch.rows
      scratch.reset()
      for row in 0..<batch.rows {
        var failure: RowFailure?
        if !isClean || batch.needsCheck(row, fieldCount: layout.fieldCount, limits: limits) {
          failure = RecordFault.find(
            batch, row, base, block, fieldCount: layout.fieldCount, isPipe: isPipe, limits: limits)
        }
        if let failure = failure ?? take(batch, row, base, limits, chunk) {
          chunk.badRows += 1
          if chunk.failures.count < ReadingSummary.rejectsShown { chunk.failures.append(failure) }
          if !skipsBadRows { return chunk }
        }
      }
    }
    lastRows = chunk.rows.count
    chunk.lineEnds = Int(scanner.line)
    return chunk
  }

  /// Nil when the row was sound.
  @inline(__always)
  private func take(
    _ batch: FieldBatch, _ row: Int, _ base: UnsafePointer<UInt8>, _ limits: InputLimits, _ chunk: PairChunk
  ) -> RowFailure? {
    let failure = { (fault: PairFault, field: Int) in
      RowFailure(
        code: fault.code, message: fault.message, help: fault.help, exitCode: fault.exitCode,
        line: Int(batch.lines[row]), field: field,
        record: Array(
          UnsafeBufferPointer(
            start: base + Int(batch.starts[row]), count: Int(batch.ends[row] - batch.starts[row]))))
    }
    var user: UnsafeBufferPointer<UInt8>?
    if let field = columns.user {
      let text = scratch.text(of: batch.span(row, field), in: base)
      if let fault = PairFault.ofName(text.count, "user", limits) { return failure(fault, field) }
      user = text
    }
    let item = scratch.text(of: batch.span(row, columns.item), in: base)
    if let fault = PairFault.ofName(item.count, "item", limits) { return failure(fault, columns.item) }
    var score = 0.0
    let start = chunk.texts.count
    if let field = columns.score {
      let text = Self.trimmed(scratch.text(of: batch.span(row, field), in: base))
      switch PairFault.score(text, isRanked: columns.isRanked) {
      case .success(let value): score = value
      case .failure(let fault): return failure(fault, field)
      }
      chunk.texts.append(contentsOf: text)
    }
    chunk.rows.append(
      PairRow(
        user: user.map { users.code($0) } ?? PairRow.none, item: items.code(item), line: batch.lines[row],
        textCount: UInt32(truncatingIfNeeded: chunk.texts.count - start), text: start, score: score))
    return nil
  }

  @inline(__always)
  private static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, text.count)
    while start < end, text[start] == 0x20 { start &+= 1 }
    while end > start, text[end &- 1] == 0x20 { end &-= 1 }
    return start == 0 && end == text.count ? text : UnsafeBufferPointer(rebasing: text[start..<end])
  }
}

/// What is wrong with a row of users and items.
struct PairFault: Error {
  var code: String
  var message: String
  var help: String
  var exitCode = ExitCode.badData

  /// Nil for a name of sound length.
  @inline(__always)
  static func ofName(_ bytes: Int, _ what: String, _ limits: InputLimits) -> PairFault? {
    bytes > 0 && bytes <= limits.id ? nil : badName(bytes, what, limits)
  }

  private static func badName(_ bytes: Int, _ what: String, _ limits: InputLimits) -> PairFault {
    if bytes == 0 { return missing(what) }
    return PairFault(
      code: "E216", message: "the \(what) has \(bytes) bytes; the limit is \(limits.id)",
      help: "is this the right column?", exitCode: .limit)
  }

  static func missing(_ what: String) -> PairFault {
    PairFault(
      code: "E226", message: "the row has no \(what)", help: "fill it, or use --on-bad-row skip to drop such rows")
  }

  /// The number that orders the list: a score, or a place turned round.
  @inline(__always)
  static func score(_ text: UnsafeBufferPointer<UInt8>, isRanked: Bool) -> Result<Double, PairFault> {
    if let value = DecimalParser.parse(text), !isRanked || value >= 1 && value == value.rounded() {
      return .success(isRanked ? -value : value)
    }
    return .failure(badScore(text, isRanked: isRanked))
  }

  private static func badScore(_ text: UnsafeBufferPointer<UInt8>, isRanked: Bool) -> PairFault {
    if text.isEmpty { return missing(isRanked ? "rank" : "score") }
    let shown = String(decoding: text.prefix(40), as: UTF8.self)
    let comma = text.contains(0x2C) ? "write a point, not a comma; " : ""
    return isRanked
      ? PairFault(
        code: "E227", message: "the rank is \"\(shown)\"", help: "ranks are whole numbers from 1, the best first")
      : PairFault(
        code: "E227", message: "the score is not a finite number: \"\(shown)\"",
        help: comma + "use --on-bad-row skip to drop such rows")
  }
}
