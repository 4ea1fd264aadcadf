import KithFoundation

/// The bytes of one input, in order, decompressed and decoded to UTF-8 without byte order mark.
///
///     let source = ByteSource("comments.csv.gz", options: options)
///     let start = try source.peek(4096)          // does not consume
///     while try source.read(into: buffer) > 0 { … }
///
/// Opens lazily, never seeks (pipes work), closes at its end. Bytes said to be UTF-8 are passed on
/// unchecked: whoever cuts them into records knows the place to name (`UTF8Check`). One thread at a time.
final class ByteSource {
  /// The path as given.
  let path: String
  let index: Int
  let options: InputOptions
  /// True once known to be gzip.
  private(set) var isCompressed = false
  /// Known after the first `peek` or `read`.
  private(set) var encoding = TextEncoding.utf8
  private(set) var warnings: [Diagnostic] = []

  private let raw: RawSource
  private var stage: (any ByteStage)?
  private var peeked: [UInt8] = []
  private var peekedOffset = 0
  private var isAtEnd = false
  private var openFailure: (any Error)?

  init(
    _ path: String, index: Int = 0, options: InputOptions,
    tap: (@Sendable (_ file: Int, UnsafeRawBufferPointer) -> Void)? = nil
  ) {
    self.path = path
    self.index = index
    self.options = options
    raw = RawSource(path: path, tap: tap.map { tap in { tap(index, $0) } })
  }

  /// What messages call it.
  var name: String { raw.name }
  /// Bytes read so far, as stored.
  var bytesRead: Int { raw.bytesRead }
  /// As stored; nil for pipes.
  var size: Int? { raw.size }
  /// A pipe or terminal, whose end may be an accident.
  var isPipe: Bool { !raw.isRegular }

  /// Throws if it is absent, unreadable or a directory, without reading.
  func check() throws { try raw.check() }

  /// The first `count` bytes not yet read, or fewer at the end.
  func peek(_ count: Int) throws -> ArraySlice<UInt8> {
    try open()
    while peeked.count - peekedOffset < count {
      let missing = count - (peeked.count - peekedOffset)
      let block = try [UInt8](unsafeUninitializedCapacity: missing) { buffer, used in
        used = try stage?.read(into: UnsafeMutableRawBufferPointer(buffer)) ?? 0
      }
      if block.isEmpty {
        isAtEnd = true
        break
      }
      peeked += block
    }
    return peeked[peekedOffset..<min(peeked.count, peekedOffset + count)]
  }

  /// What `peek` has seen and nobody has read: all there is of a source that failed while peeked.
  var peekedSoFar: ArraySlice<UInt8> { peeked[peekedOffset...] }

  /// Consumes bytes that were peeked.
  func skip(_ count: Int) {
    precondition(peekedOffset + count <= peeked.count)
    peekedOffset += count
    releasePeeked()
  }

  /// Some bytes, as many as come at once; 0 only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    try open()
    if peekedOffset == peeked.count { return try stage?.read(into: buffer) ?? 0 }
    let count = min(buffer.count, peeked.count - peekedOffset)
    peeked.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[peekedOffset..<peekedOffset + count]))
    }
    peekedOffset += count
    releasePeeked()
    return count
  }

  /// Everything not yet read: for formats that need the whole.
  func readAll() throws -> [UInt8] {
    while !isAtEnd { _ = try peek(peeked.count - peekedOffset + (1 << 20)) }
    let all = Array(peekedSoFar)
    skip(all.count)
    return all
  }

  private func releasePeeked() {
    if peekedOffset < peeked.count { return }
    peeked = []
    peekedOffset = 0
  }

  private func open() throws {
    if stage != nil { return }
    if let openFailure { throw openFailure }
    do { try start() } catch {
      // Bytes were consumed: a second try would see a different file.
      openFailure = error
      throw error
    }
  }

  private func start() throws {
    try raw.open()
    let start = try raw.peek(1024)
    var lower: any ByteStage = raw
    if start.starts(with: [0x1F, 0x8B]) {
      isCompressed = true
      let gzip = GzipStage(raw, limits: options.limits)
      gzip.warn = { [weak self] in self?.warnings.append($0) }
      lower = gzip
    } else if path.hasSuffix(".gz") {
      warnings.append(
        Diagnostic(
          "W112", "\(name) is named .gz but is not compressed: read as it is", severity: .note, at: Place(file: name)))
    }
    let buffered = PeekStage(lower)
    let head = try buffered.peek(4096)
    try Magic.refuse(head, name: name)
    let (encoding, mark) = try TextEncoding.detected(from: head, named: options.encoding, name: name)
    self.encoding = encoding
    buffered.skip(mark)
    stage = encoding == .utf8 ? buffered : TranscodingStage(buffered, encoding: encoding, name: name)
  }
}

/// A step of reading: bytes out, in order.
protocol ByteStage: AnyObject {
  /// At least one byte unless at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Lets the next step look at the first bytes.
final class PeekStage: ByteStage {
  private let lower: any ByteStage
  private var head: ArraySlice<UInt8> = []

  init(_ lower: any ByteStage) { self.lower = lower }

  func peek(_ count: Int) throws -> ArraySlice<UInt8> {
    while head.count < count {
      let missing = count - head.count
      let block = try [UInt8](unsafeUninitializedCapacity: missing) { buffer, used in
        used = try lower.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      if block.isEmpty { break }
      head += block
    }
    return head
  }

  func skip(_ count: Int) { head = head.dropFirst(count) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if head.isEmpty { return try lower.read(into: buffer) }
    let count = min(buffer.count, head.count)
    head.prefix(count).withUnsafeBytes { buffer.copyMemory(from: $0) }
    head = head.dropFirst(count)
    return count
  }
}
