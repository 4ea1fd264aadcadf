import CByteScan
import Glibc
import KithFoundation

/// A stretch of input that holds whole records; reused from stretch to stretch.
final class RecordBlock {
  /// Bytes readable past the records, so that scanners need no check at the end.
  static let slack = 64

  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  /// Bytes of records.
  var count = 0
  /// 0, 1, 2, … within a source.
  var index = 0
  /// No bytes follow in this source.
  var isLast = false

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: capacity + Self.slack)
  }

  deinit { base.deallocate() }

  func grow(to newCapacity: Int, keeping used: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity + Self.slack)
    larger.update(from: base, count: used)
    base.deallocate()
    base = larger
    capacity = newCapacity
  }

  /// Line ends among the first `used` bytes: LF, CRLF and CR alone each count once.
  func lineEnds(_ used: Int) -> Int {
    var lines = 0
    for i in 0..<used where base[i] == 0x0A || base[i] == 0x0D && (i + 1 == used || base[i + 1] != 0x0A) { lines += 1 }
    return lines
  }
}

/// Cuts a source into blocks of whole records, exactly, whatever the quoting; the same cuts on every run.
///
/// Only this step is serial: it reads (and unpacks), follows the quotes, and keeps the bytes after the
/// last whole record for the next block. One thread at a time.
final class RecordBlocks {
  private let source: ByteSource
  private let dialect: Dialect
  private let limits: InputLimits
  private let blockBytes: Int
  private var carry: [UInt8] = []
  private var nextIndex = 0
  private var isDone = false
  /// The input ended with a Ctrl-Z, which is dropped.
  private(set) var droppedControlZ = false

  init(_ source: ByteSource, dialect: Dialect, limits: InputLimits, blockBytes: Int) {
    self.source = source
    self.dialect = dialect
    self.limits = limits
    self.blockBytes = min(blockBytes, limits.recordBytes)
  }

  /// Fills the block; false at the end. A `BlockFailure` says how many lines of the block were whole.
  func next(_ block: RecordBlock) throws -> Bool {
    if isDone { return false }
    block.index = nextIndex
    nextIndex += 1
    block.isLast = false
    if block.capacity < carry.count { block.grow(to: carry.count, keeping: 0) }
    carry.withUnsafeBufferPointer { if let bytes = $0.baseAddress { block.base.update(from: bytes, count: $0.count) } }
    var used = carry.count
    carry = []
    var wanted = max(blockBytes, used)
    var cut = BoundaryScan(dialect: dialect)
    while true {
      if block.capacity < wanted { block.grow(to: wanted, keeping: used) }
      let isAtEnd = try fill(block, from: &used, to: wanted)
      memset(block.base + used, 0, RecordBlock.slack)
      if isAtEnd {
        isDone = true
        finish(block, used: used)
        return block.count > 0
      }
      cut.scan(block.base, to: used)
      if cut.boundary > 0 {
        carry.append(contentsOf: UnsafeBufferPointer(start: block.base + cut.boundary, count: used - cut.boundary))
        memset(block.base + cut.boundary, 0, min(RecordBlock.slack, used - cut.boundary))
        block.count = cut.boundary
        return true
      }
      if used >= limits.recordBytes { throw tooLong(block, used: used, opened: cut.openedAt) }
      wanted = min(limits.recordBytes, used * 2)
    }
  }

  private func fill(_ block: RecordBlock, from used: inout Int, to wanted: Int) throws -> Bool {
    while used < wanted {
      do {
        let room = UnsafeMutableRawBufferPointer(start: block.base + used, count: wanted - used)
        let count = try source.read(into: room)
        if count == 0 { return true }
        used += count
      } catch let end as StreamEnd {
        throw BlockFailure(index: block.index, linesInBlock: block.lineEnds(used)) { end.error(afterLine: $0) }
      } catch let error as KithError {
        throw BlockFailure(index: block.index, linesInBlock: 0) { _ in error }
      }
    }
    return false
  }

  private func finish(_ block: RecordBlock, used: Int) {
    var used = used
    if used > 0, block.base[used - 1] == 0x1A {
      used -= 1
      droppedControlZ = true
      block.base[used] = 0
    }
    block.count = used
    block.isLast = true
  }

  private func tooLong(_ block: RecordBlock, used: Int, opened: Int?) -> BlockFailure {
    let (name, limit) = (source.name, limits.recordBytes)
    if let opened {
      let before = block.lineEnds(opened)
      return BlockFailure(index: block.index, linesInBlock: before) { line in
        KithError(
          .badData,
          Diagnostic(
            "E203", "a quote opened on this line is not closed within \(limit) bytes",
            at: Place(file: name, line: line + 1), help: "close the quote, or double it if it belongs to the text"))
      }
    }
    return BlockFailure(index: block.index, linesInBlock: 0) { line in
      KithError(
        .limit,
        Diagnostic(
          "E211", "a record is longer than \(limit) bytes", at: Place(file: name, line: line + 1),
          help: "is this a text table? its lines must end with LF or CR"))
    }
  }
}

/// A failure inside a block, whose line is known once the lines of the blocks before it are.
struct BlockFailure: Error {
  let index: Int
  let linesInBlock: Int
  /// From the number of lines that were whole before it.
  let error: @Sendable (_ line: Int) -> KithError
}

/// Follows quotes to find where the last whole record of a block ends.
private struct BoundaryScan {
  let dialect: Dialect
  /// The byte after the last record end that is certain; 0 while there is none.
  private(set) var boundary = 0
  private var scanned = 0
  private var isOpen = false
  private var closed = -2
  private var opened = 0

  init(dialect: Dialect) { self.dialect = dialect }

  /// Where the quote that is open now was opened.
  var openedAt: Int? { isOpen ? opened : nil }

  /// Goes on to `end`; `base` is readable for 64 bytes more, which are zero.
  mutating func scan(_ base: UnsafePointer<UInt8>, to end: Int) {
    if !dialect.quotes {
      lastLineEnd(base, end)
      return
    }
    let delimiter = dialect.delimiter
    var block = scanned
    while block < end {
      let left = end - block
      let valid = left >= 64 ? ~0 : (1 as UInt64) << UInt64(left) - 1
      let quotes = kith_mask_of(base + block, 0x22) & valid
      if quotes == 0 && isOpen {
        block += 64
        continue
      }
      // The delimiter is no line end: asking for LF twice leaves LF and CR.
      let lineEnds = kith_scan64(base + block, 0x0A, 0x0A).ends & valid
      if quotes == 0 {
        if lineEnds != 0 { note(lineEnds, base, block, end) }
        block += 64
        continue
      }
      var bits = quotes | lineEnds
      while bits != 0 {
        let i = block + bits.trailingZeroBitCount
        bits &= bits &- 1
        let byte = base[i]
        if byte != 0x22 {
          if !isOpen { note(1, base, i, end) }
        } else if isOpen {
          isOpen = false
          closed = i
        } else if closed == i - 1 {
          isOpen = true
        } else if i == 0 || base[i - 1] == delimiter || base[i - 1] == 0x0A || base[i - 1] == 0x0D {
          isOpen = true
          opened = i
        }
      }
      block += 64
    }
    scanned = end
  }

  @inline(__always)
  private mutating func note(_ lineEnds: UInt64, _ base: UnsafePointer<UInt8>, _ block: Int, _ end: Int) {
    var rest = lineEnds
    while rest != 0 {
      let bit = 63 - rest.leadingZeroBitCount
      let i = block + bit
      // A CR as last byte may yet be half of a CRLF; the LF after a CR counts by itself.
      if base[i] == 0x0A || i + 1 < end && base[i + 1] != 0x0A {
        boundary = i + 1
        return
      }
      rest &= ~((1 as UInt64) << UInt64(bit))
    }
  }

  private mutating func lastLineEnd(_ base: UnsafePointer<UInt8>, _ end: Int) {
    var i = end - 1
    while i >= scanned {
      if base[i] == 0x0A || base[i] == 0x0D && i + 1 < end && base[i + 1] != 0x0A {
        boundary = i + 1
        break
      }
      i -= 1
    }
    scanned = max(0, end - 1)
  }
}
