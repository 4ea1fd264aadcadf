import CZlib
import KithFoundation

/// Inflates gzip of any number of members, checking each one's CRC and length.
final class GzipStage: ByteStage {
  private let raw: RawSource
  private let limits: InputLimits
  private var stream = z_stream()
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
  private var isStarted = false
  /// Between members: nothing, padding or another member may follow.
  private var isBetween = false
  private var isDone = false
  private var produced = 0
  /// Receives what is odd but harmless.
  var warn: (Diagnostic) -> Void = { _ in }

  init(_ raw: RawSource, limits: InputLimits) {
    self.raw = raw
    self.limits = limits
  }

  deinit {
    if isStarted { inflateEnd(&stream) }
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if isDone || buffer.isEmpty { return 0 }
    if !isStarted {
      // 15 bits of window, + 16: gzip framing, CRC checked by zlib.
      let code = inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      if code != Z_OK {
        throw KithError(.limit, Diagnostic("E115", "no memory to unpack \(raw.name)", at: Place(file: raw.name)))
      }
      isStarted = true
    }
    let room = min(buffer.count, 1 << 30)
    stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_out = UInt32(room)
    while stream.avail_out == UInt32(room) {
      if stream.avail_in == 0, try !refill() { break }
      if isBetween, try !startsMember() { break }
      try step()
    }
    let count = room - Int(stream.avail_out)
    produced += count
    try checkLimits()
    return count
  }

  /// More stored bytes; at the end false, or an error inside a member.
  private func refill() throws -> Bool {
    let count = try raw.read(into: input)
    stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_in = UInt32(count)
    if count > 0 { return true }
    isDone = true
    if isBetween { return false }
    let offset = raw.bytesRead
    throw StreamEnd(
      exitCode: .badData, code: "E111", file: raw.name,
      message: { "gzip stream ends early at byte \(offset)\($0.map { " (after line \($0))" } ?? "")" },
      help: "the file is cut short: copy or download it again")
  }

  /// After a member: true if another one follows. Zero padding is skipped, anything else is warned of.
  private func startsMember() throws -> Bool {
    while true {
      while stream.avail_in > 0, stream.next_in.pointee == 0 {
        stream.next_in += 1
        stream.avail_in -= 1
      }
      if stream.avail_in > 0 { break }
      if try !refill() { return false }
    }
    if stream.next_in.pointee == 0x1F {
      inflateReset(&stream)
      isBetween = false
      return true
    }
    let offset = raw.bytesRead - Int(stream.avail_in)
    // Read on to the end, so that the whole file is seen by the tap and checked for change.
    while try raw.read(into: input) > 0 {}
    stream.avail_in = 0
    isDone = true
    warn(
      Diagnostic(
        "W111", "gzip data is followed by other bytes from byte \(offset + 1): ignored", severity: .warning,
        at: Place(file: raw.name)))
    return false
  }

  private func step() throws {
    let code = inflate(&stream, Z_NO_FLUSH)
    switch code {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isBetween = true
    default:
      let reason = stream.msg.map { String(cString: $0) } ?? "error \(code)"
      let offset = raw.bytesRead - Int(stream.avail_in)
      let isSum = reason.contains("check")
      throw StreamEnd(
        exitCode: .badData, code: isSum ? "E112" : "E113", file: raw.name,
        message: { line in
          let after = line.map { " (after line \($0))" } ?? ""
          return isSum
            ? "gzip CRC or length does not match at byte \(offset)\(after): \(reason)"
            : "gzip data is damaged at byte \(offset)\(after): \(reason)"
        },
        help: "the file is damaged: copy or download it again")
    }
  }

  private func checkLimits() throws {
    let isTooLarge = produced > limits.decompressed
    if !isTooLarge && (produced < 64 << 20 || produced / max(1, limits.ratio) < raw.bytesRead) { return }
    throw KithError(
      .limit,
      Diagnostic(
        "E114",
        isTooLarge
          ? "\(raw.name) unpacks to more than \(limits.decompressed) bytes"
          : "\(raw.name) unpacks to more than \(limits.ratio) times its size",
        at: Place(file: raw.name),
        help: isTooLarge
          ? "if that is right, raise the limit with --max-decompressed"
          : "this is how bombs are made; if the file is sound, unpack it first: gzip -dc FILE | kith … -"))
  }
}

/// A failure of the bytes themselves whose message wants the line it happened after.
struct StreamEnd: Error {
  let exitCode: ExitCode
  let code: String
  let file: String
  let message: @Sendable (_ line: Int?) -> String
  let help: String?

  func error(afterLine line: Int?) -> KithError {
    KithError(exitCode, Diagnostic(code, message(line), at: Place(file: file, line: line), help: help))
  }
}
