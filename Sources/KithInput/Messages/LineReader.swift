import Glibc
import KithFoundation

/// Cuts a source into lines ended by LF or CR LF, in one pass and bounded memory.
final class LineReader {
  private let source: ByteSource
  private let limit: Int
  private var buffer: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  /// Number of the line `next` returned last.
  private(set) var line = 0
  /// Bytes of the lines returned so far, decoded.
  private(set) var bytesRead = 0

  init(_ source: ByteSource, limits: InputLimits) {
    self.source = source
    limit = limits.record
    buffer = .allocate(byteCount: 1 << 20, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// The next line without its end; valid until the next call. Nil at the end of the source.
  func next() throws -> UnsafeRawBufferPointer? {
    var searched = start
    while true {
      if let found = memchr(buffer.baseAddress! + searched, 0x0a, end - searched) {
        let stop = UnsafeMutableRawPointer(found) - buffer.baseAddress!
        return take(upTo: stop, next: stop + 1)
      }
      if isAtEnd { return start == end ? nil : take(upTo: end, next: end) }
      searched = try fill()
    }
  }

  private func take(upTo stop: Int, next: Int) -> UnsafeRawBufferPointer {
    let last = stop > start && buffer[stop - 1] == 0x0d ? stop - 1 : stop
    let text = UnsafeRawBufferPointer(rebasing: buffer[start..<last])
    bytesRead += next - start
    start = next
    line += 1
    return text
  }

  /// Reads on; returns where the unread bytes start.
  private func fill() throws -> Int {
    let kept = end - start
    if kept > limit {
      throw KithError(
        .limit,
        Diagnostic(
          "E212", "line is longer than \(limit) bytes", at: Place(file: source.name, line: line + 1),
          help: "one record stands on one line; is this the right --format?"))
    }
    if start > 0 {
      memmove(buffer.baseAddress!, buffer.baseAddress! + start, kept)
    }
    if kept * 2 > buffer.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer.count * 2, alignment: 64)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<kept]))
      buffer.deallocate()
      buffer = larger
    }
    start = 0
    end = kept
    do {
      let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[kept...]))
      isAtEnd = count == 0
      end += count
    } catch let failure as StreamEnd {
      throw failure.error(afterLine: line)
    }
    return kept
  }
}
