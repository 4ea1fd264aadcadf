import Glibc
import KithFoundation

/// A file, pipe or standard input, as stored.
final class RawSource: ByteStage {
  let path: String
  private let tap: ((UnsafeRawBufferPointer) -> Void)?
  private var descriptor: Int32 = -1
  private var opened: stat?
  private var head: ArraySlice<UInt8> = []
  private(set) var bytesRead = 0

  init(path: String, tap: ((UnsafeRawBufferPointer) -> Void)?) {
    self.path = path
    self.tap = tap
  }

  deinit { close() }

  var name: String { path == "-" ? "<stdin>" : path }
  var isRegular: Bool { opened.map { $0.st_mode & S_IFMT == S_IFREG } ?? false }
  var size: Int? { isRegular ? opened.map { Int($0.st_size) } : nil }

  func check() throws {
    if path == "-" {
      if isatty(STDIN_FILENO) == 1 {
        throw KithError(
          .usage,
          Diagnostic(
            "E701", "standard input is a terminal: there is nothing to read",
            help: "name a file, or pipe one in: kith inspect - < comments.csv"))
      }
      return
    }
    var info = stat()
    if stat(path, &info) != 0 { throw Self.failure(path: path, code: errno) }
    if info.st_mode & S_IFMT == S_IFDIR { throw Self.failure(path: path, code: EISDIR) }
    if access(path, R_OK) != 0 { throw Self.failure(path: path, code: errno) }
  }

  func open() throws {
    if descriptor >= 0 { return }
    try check()
    descriptor = path == "-" ? dup(STDIN_FILENO) : Glibc.open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw Self.failure(path: name, code: errno) }
    var info = stat()
    if fstat(descriptor, &info) != 0 { throw Self.failure(path: name, code: errno) }
    opened = info
    if isRegular { _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }
  }

  /// The first bytes, kept for `read`.
  func peek(_ count: Int) throws -> ArraySlice<UInt8> {
    while head.count < count {
      let missing = count - head.count
      let block = try [UInt8](unsafeUninitializedCapacity: missing) { buffer, used in
        used = try fetch(into: UnsafeMutableRawBufferPointer(buffer))
      }
      if block.isEmpty { break }
      head += block
    }
    return head
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if head.isEmpty { return try fetch(into: buffer) }
    let count = min(buffer.count, head.count)
    head.prefix(count).withUnsafeBytes { buffer.copyMemory(from: $0) }
    head = head.dropFirst(count)
    return count
  }

  private func fetch(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if descriptor < 0 || buffer.isEmpty { return 0 }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw Self.failure(path: name, code: errno)
      }
      if count == 0 {
        try checkUnchanged()
        close()
        return 0
      }
      bytesRead += count
      tap?(UnsafeRawBufferPointer(start: buffer.baseAddress, count: count))
      // A file that grows under its reader need not ever end.
      if let size, bytesRead > size { try checkUnchanged() }
      return count
    }
  }

  private func checkUnchanged() throws {
    guard isRegular, let opened else { return }
    var now = stat()
    if fstat(descriptor, &now) != 0 { throw Self.failure(path: name, code: errno) }
    let isSame =
      now.st_size == opened.st_size && Int(now.st_size) == bytesRead
      && now.st_mtim.tv_sec == opened.st_mtim.tv_sec && now.st_mtim.tv_nsec == opened.st_mtim.tv_nsec
    if !isSame {
      throw KithError(
        .ioError,
        Diagnostic(
          "E107",
          "\(name) changed while it was read: \(opened.st_size) bytes at first, \(bytesRead) read, \(now.st_size) now",
          at: Place(file: name), help: "read a copy, or wait until its writer is done"))
    }
  }

  private func close() {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
    descriptor = -1
  }

  private static func failure(path: String, code: Int32) -> KithError {
    let place = Place(file: path)
    switch code {
    case ENOENT, ENOTDIR:
      let near = NearFile.of(path)
      return KithError(
        .noInput,
        Diagnostic("E101", "\(path) does not exist", at: place, help: near.map { "did you mean \($0)?" }))
    case EACCES, EPERM:
      return KithError(
        .noInput,
        Diagnostic(
          "E102", "\(path) may not be read: permission denied", at: place,
          help: "ask its owner (\(owner(of: path))) for read permission, or run as that user"))
    case EISDIR:
      return KithError(
        .noInput,
        Diagnostic(
          "E103", "\(path) is a directory", at: place,
          help: "name its files: \(path.hasSuffix("/") ? path : path + "/")*.csv"))
    default:
      return KithError(
        .ioError, Diagnostic("E104", "\(path) cannot be read: \(String(cString: strerror(code)))", at: place))
    }
  }

  private static func owner(of path: String) -> String {
    var info = stat()
    if stat(path, &info) != 0 { return "unknown" }
    guard let entry = getpwuid(info.st_uid), let name = entry.pointee.pw_name else { return "user \(info.st_uid)" }
    return String(cString: name)
  }
}
