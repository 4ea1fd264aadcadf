import CByteScan

/// Cuts a block of whole records into fields, some records at a time.
///
/// Walks 64 bytes at a step: a bit mask says where delimiters, line ends and quotes stand, so the
/// bytes between them are never looked at. Stretches without quotes take a shorter loop.
///
/// A quote opens a quoted field only as the field's first byte; elsewhere in an unquoted field it is
/// text. Line ends are LF, CRLF and CR alone. Blank lines are no records.
struct FieldScanner {
  private let base: UnsafePointer<UInt8>
  private let count: Int
  private let dialect: Dialect
  /// Where the next record starts.
  private(set) var position: Int
  /// Line ends met so far.
  private(set) var line: UInt32 = 0

  /// `base` must be readable for 64 bytes past `count`.
  init(_ base: UnsafePointer<UInt8>, count: Int, from position: Int = 0, dialect: Dialect) {
    precondition(count < FieldSpan.limit)
    self.base = base
    self.count = count
    self.position = position
    self.dialect = dialect
  }

  /// Fills the batch; false when there was nothing left.
  mutating func fill(_ batch: FieldBatch) -> Bool {
    batch.rows = 0
    if dialect.collapses { scan(batch, collapses: true) } else { scan(batch, collapses: false) }
    return batch.rows > 0
  }

  @inline(__always)
  private mutating func scan(_ batch: FieldBatch, collapses: Bool) {
    let base = base
    let count = count
    let first = dialect.delimiter
    let second: UInt8 = collapses ? (first == 0x20 ? 0x09 : 0x20) : first
    let skipsRemarks = dialect.skipsRemarks
    let usesQuotes = dialect.quotes
    let width = batch.width
    let capacity = batch.capacity

    var row = 0
    var spans = batch.spans
    var line = line
    var recordLine = line
    var recordStart = position
    var start = position
    var field = 0
    var fault = QuoteFault()
    // The state of a quoted field: open, or closed at `closed`.
    var isQuoted = false
    var isOpen = false
    var hasDoubled = false
    var closed = -2

    var block = position
    scanning: while block < count {
      var masks = kith_scan64(base + block, first, second)
      if block &+ 64 > count {
        let valid = (1 as UInt64) << UInt64(count &- block) &- 1
        masks.ends &= valid
        masks.quotes &= valid
      }
      var bits = usesQuotes ? masks.ends | masks.quotes : masks.ends
      while bits != 0 {
        let i = block &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        let byte = base[i]
        if byte == 0x22 && usesQuotes {
          if isOpen {
            isOpen = false
            closed = i
          } else if i == start {
            isOpen = true
            isQuoted = true
          } else if isQuoted && closed == i &- 1 {
            isOpen = true
            hasDoubled = true
          }
          continue
        }
        if isOpen {
          if byte == 0x0A || byte == 0x0D && base[i &+ 1] != 0x0A { line &+= 1 }
          continue
        }
        let isLineEnd = byte == 0x0A || byte == 0x0D
        if byte == 0x0D && base[i &+ 1] == 0x0A && i &+ 1 < count { continue }
        var end = i
        if byte == 0x0A && end > start && base[end &- 1] == 0x0D { end &-= 1 }
        if collapses && end == start {
          // Blanks in a row, or before the line's first or after its last field.
          start = i &+ 1
          if !isLineEnd { continue }
        } else {
          var packed = UInt64(UInt32(truncatingIfNeeded: start)) | UInt64(end) << 32
          if isQuoted {
            packed = Self.quotedSpan(start, closed, end, hasDoubled, field, &fault)
            isQuoted = false
            hasDoubled = false
            closed = -2
          }
          if field < width { spans[field] = packed }
          field &+= 1
          start = i &+ 1
          if !isLineEnd { continue }
        }
        line &+= 1
        let isBlank = collapses ? field == 0 : field == 1 && end == recordStart
        if !isBlank && !(skipsRemarks && Self.isRemark(base[recordStart])) {
          batch.counts[row] = Int32(truncatingIfNeeded: field)
          batch.starts[row] = Int32(truncatingIfNeeded: recordStart)
          batch.ends[row] = Int32(truncatingIfNeeded: end)
          batch.lines[row] = recordLine
          batch.faults[row] = fault
          row &+= 1
          spans += width
        }
        field = 0
        fault.kind = 0
        recordStart = start
        recordLine = line
        if row == capacity { break scanning }
      }
      block &+= 64
    }

    if row < capacity && recordStart < count {
      // The last record of the input, without line end.
      if isOpen {
        fault = QuoteFault(
          kind: QuoteFault.unclosed, field: Int32(truncatingIfNeeded: field), offset: Int32(truncatingIfNeeded: start))
        if field < width { spans[field] = UInt64(start &+ 1) | UInt64(count) << 32 | FieldSpan.quoted }
        field &+= 1
      } else if !(collapses && start == count) {
        var end = count
        if end > start && base[end &- 1] == 0x0D { end &-= 1 }
        let packed =
          isQuoted
          ? Self.quotedSpan(start, closed, end, hasDoubled, field, &fault) : UInt64(start) | UInt64(end) << 32
        if field < width { spans[field] = packed }
        field &+= 1
      }
      if field > 0 && !(skipsRemarks && Self.isRemark(base[recordStart])) {
        batch.counts[row] = Int32(truncatingIfNeeded: field)
        batch.starts[row] = Int32(truncatingIfNeeded: recordStart)
        batch.ends[row] = Int32(truncatingIfNeeded: count)
        batch.lines[row] = recordLine
        batch.faults[row] = fault
        row &+= 1
      }
      recordStart = count
    }
    batch.rows = row
    position = recordStart
    self.line = line
  }

  /// A quoted field that began at `start`, was closed at `closed` and ended at `end`.
  @inline(__always)
  private static func quotedSpan(
    _ start: Int, _ closed: Int, _ end: Int, _ hasDoubled: Bool, _ field: Int, _ fault: inout QuoteFault
  ) -> UInt64 {
    if closed != end &- 1 && fault.kind == 0 {
      fault = QuoteFault(
        kind: QuoteFault.textAfterQuote, field: Int32(truncatingIfNeeded: field),
        offset: Int32(truncatingIfNeeded: closed &+ 1))
    }
    let span = UInt64(UInt32(truncatingIfNeeded: start &+ 1)) | UInt64(closed) << 32 | FieldSpan.quoted
    return hasDoubled ? span | FieldSpan.doubled : span
  }

  @inline(__always) static func isRemark(_ byte: UInt8) -> Bool { byte == 0x23 || byte == 0x25 }
}
