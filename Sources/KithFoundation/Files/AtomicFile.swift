import Glibc

/// A file that appears complete or not at all.
///
///     try AtomicFile.write(bytes, to: "scores.csv", overwriting: false)
///
/// Bytes go to a hidden sibling (`.scores.csv.kith-…`), which is synced and renamed over the
/// name; until then the old file, if any, stays as it is. Discarding the value, an error, or an
/// interrupt removes the sibling. The mode follows the umask. A device or named pipe is written
/// directly. A symbolic link is replaced, never followed.
///
/// Errors: `KithError` 73 when the file exists (without `overwriting`) or cannot be created, 74
/// when the device is full or failing; `CancellationError` when the run has been abandoned.
public struct AtomicFile: ~Copyable {
  public let path: String
  private let isOverwriting: Bool
  private let aside: Aside?
  private let descriptor: Int32

  public init(_ path: String, overwriting: Bool = false) throws {
    let made: Aside?
    let opened: Int32
    switch try Self.standing(at: path, overwriting: overwriting) {
    case .stream:
      made = nil
      opened = open(path, O_WRONLY | O_CLOEXEC)
      if opened < 0 { throw SystemError.output(path, errno) }
    case .file:
      let aside = try Aside(besides: path, isFolder: false)
      made = aside
      opened = aside.descriptor
    }
    self.path = path
    isOverwriting = overwriting
    aside = made
    descriptor = opened
  }

  deinit { if let aside { aside.discard() } else { close(descriptor) } }

  /// Throws at once what `init` would throw for a file that exists or a folder that does not:
  /// call it before long work.
  public static func check(_ path: String, overwriting: Bool = false) throws {
    guard try standing(at: path, overwriting: overwriting) == .file else { return }
    try checkFolder(splitPath(path).folder, of: path)
  }

  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    let code = writeAll(bytes, to: descriptor)
    if code != 0 { throw SystemError.output(path, code) }
  }

  public func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }

  /// Makes the file visible under its name.
  public consuming func commit() throws {
    guard let aside else { return }
    if fsync(descriptor) != 0, errno != EINVAL { throw SystemError.output(path, errno) }
    try Unfinished.shared.finish(aside.path, as: path) {
      if isOverwriting {
        if rename(aside.path, path) != 0 { throw SystemError.output(path, errno) }
      } else if link(aside.path, path) == 0 {
        unlink(aside.path)
      } else if errno == EEXIST {
        throw SystemError.exists(path)
      } else if rename(aside.path, path) != 0 {  // a file system without hard links
        throw SystemError.output(path, errno)
      }
    }
    syncFolder(splitPath(path).folder)
  }

  /// Writes a whole file.
  public static func write(_ bytes: [UInt8], to path: String, overwriting: Bool = false) throws {
    let file = try AtomicFile(path, overwriting: overwriting)
    try file.write(bytes)
    try file.commit()
  }

  private enum Standing { case file, stream }

  private static func standing(at path: String, overwriting: Bool) throws -> Standing {
    var facts = stat()
    if lstat(path, &facts) != 0 {
      if errno == ENOENT { return .file }
      throw SystemError.output(path, errno)
    }
    // A link to a device (/dev/stdout) counts as the device.
    var target = stat()
    if stat(path, &target) == 0 {
      switch target.st_mode & S_IFMT {
      case S_IFCHR, S_IFIFO, S_IFSOCK, S_IFBLK: return .stream
      case S_IFDIR: throw SystemError.output(path, EISDIR)
      default: break
      }
    }
    if !overwriting { throw SystemError.exists(path) }
    return .file
  }
}

/// Throws unless `folder` exists and files can be made in it.
func checkFolder(_ folder: String, of path: String) throws {
  var facts = stat()
  if stat(folder, &facts) != 0 { throw SystemError.output(path, errno) }
  if facts.st_mode & S_IFMT != S_IFDIR { throw SystemError.output(path, ENOTDIR) }
  if access(folder, W_OK | X_OK) != 0 { throw SystemError.output(path, errno) }
}
