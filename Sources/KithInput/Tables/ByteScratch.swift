/// Room for fields whose doubled quotes had to be undone; what it gives out lives until `reset`.
final class ByteScratch {
  private var chunks: [UnsafeMutablePointer<UInt8>] = []
  private var capacity = 0
  private var used = 0

  deinit { for chunk in chunks { chunk.deallocate() } }

  func reset() {
    if chunks.count > 1 {
      for chunk in chunks { chunk.deallocate() }
      chunks = []
      capacity = 0
    }
    used = 0
  }

  /// A field's bytes, readable for 8 bytes more.
  @inline(__always)
  func text(of span: FieldSpan, in base: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    if span.hasDoubledQuotes { return undoubled(span, base) }
    return UnsafeBufferPointer(start: base + span.start, count: span.count)
  }

  private func undoubled(_ span: FieldSpan, _ base: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    if used + span.count + 64 > capacity {
      capacity = max(1 << 16, span.count + 64)
      chunks.append(.allocate(capacity: capacity))
      used = 0
    }
    let out = chunks[chunks.count - 1] + used
    var count = 0
    var i = span.start
    while i < span.end {
      out[count] = base[i]
      count += 1
      i += base[i] == 0x22 && i + 1 < span.end && base[i + 1] == 0x22 ? 2 : 1
    }
    used += count + 16
    return UnsafeBufferPointer(start: out, count: count)
  }
}
