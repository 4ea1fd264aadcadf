/// A field's place in a block, packed in 8 bytes: bits 0–31 start, 32–61 end, 62 quoted, 63 holds doubled quotes.
///
/// Quoted fields leave out their outer quotes.
struct FieldSpan {
  let packed: UInt64

  @inline(__always) init(_ packed: UInt64) { self.packed = packed }
  @inline(__always) var start: Int { Int(packed & 0xFFFF_FFFF) }
  @inline(__always) var end: Int { Int(packed >> 32 & 0x3FFF_FFFF) }
  @inline(__always) var count: Int { end &- start }
  @inline(__always) var isQuoted: Bool { packed >> 62 & 1 != 0 }
  @inline(__always) var hasDoubledQuotes: Bool { packed >> 63 != 0 }

  static let quoted: UInt64 = 1 << 62
  static let doubled: UInt64 = 1 << 63
  /// Blocks must stay below this many bytes.
  static let limit = 1 << 30
}

/// Some records of a block, cut into fields.
final class FieldBatch {
  /// Fields stored for each record; further ones are only counted.
  let width: Int
  let capacity: Int
  /// Records held.
  var rows = 0
  /// `spans[row * width + field]`; valid below `min(counts[row], width)`.
  let spans: UnsafeMutablePointer<UInt64>
  /// Fields met in each record.
  let counts: UnsafeMutablePointer<Int32>
  /// Where each record starts in the block, and where it ends without its line end.
  let starts: UnsafeMutablePointer<Int32>
  let ends: UnsafeMutablePointer<Int32>
  /// Line ends before each record, within the block.
  let lines: UnsafeMutablePointer<UInt32>
  /// The first quoting fault of each record.
  let faults: UnsafeMutablePointer<QuoteFault>

  init(width: Int) {
    self.width = width
    capacity = max(1, min(512, 32768 / max(1, width)))
    spans = .allocate(capacity: capacity * max(1, width))
    counts = .allocate(capacity: capacity)
    starts = .allocate(capacity: capacity)
    ends = .allocate(capacity: capacity)
    lines = .allocate(capacity: capacity)
    faults = .allocate(capacity: capacity)
  }

  deinit {
    spans.deallocate()
    counts.deallocate()
    starts.deallocate()
    ends.deallocate()
    lines.deallocate()
    faults.deallocate()
  }

  @inline(__always) func span(_ row: Int, _ field: Int) -> FieldSpan { FieldSpan(spans[row &* width &+ field]) }
}

/// What is wrong with a record's quotes: nothing, or where (an offset in the block).
struct QuoteFault {
  /// 0 sound, 1 text after a closing quote, 2 a quote never closed.
  var kind: UInt8 = 0
  /// 0-based field.
  var field: Int32 = 0
  var offset: Int32 = 0

  static let textAfterQuote: UInt8 = 1
  static let unclosed: UInt8 = 2
}
