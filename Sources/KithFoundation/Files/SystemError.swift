import Glibc

/// A failed system call turned into the diagnostic and exit code it deserves.
enum SystemError {
  /// What errno says, in words: "No space left on device".
  static func words(_ code: Int32) -> String { String(cString: strerror(code)) }

  /// The error for an output at `path` that failed with `code`.
  ///
  /// A full or broken device is an I/O error; everything else means the output cannot be made.
  static func output(_ path: String, _ code: Int32) -> KithError {
    switch code {
    case ENOSPC, EDQUOT:
      return KithError(
        .ioError,
        Diagnostic(
          "E601", "no space left while writing \(path)", at: Place(file: path),
          help: "free some space or write elsewhere; nothing was changed"))
    case EIO, EFBIG, EPIPE, EBADF:
      return KithError(
        .ioError, Diagnostic("E602", "cannot write \(path): \(words(code))", at: Place(file: path)))
    case ENOENT:
      return KithError(
        .cannotCreate,
        Diagnostic(
          "E603", "the folder of \(path) does not exist", at: Place(file: path), help: "create it first (mkdir -p)"))
    default:
      return KithError(
        .cannotCreate, Diagnostic("E604", "cannot create \(path): \(words(code))", at: Place(file: path)))
    }
  }

  /// The error for an output that is already there.
  static func exists(_ path: String) -> KithError {
    KithError(
      .cannotCreate,
      Diagnostic(
        "E605", "\(path) already exists", at: Place(file: path),
        help: "use --force to replace it, or choose another name"))
  }
}

/// The folder and the last component of a path, `.` where it has no folder.
func splitPath(_ path: String) -> (folder: String, name: String) {
  var bytes = Array(path.utf8)
  while bytes.count > 1, bytes.last == 0x2F { bytes.removeLast() }
  guard let slash = bytes.lastIndex(of: 0x2F) else { return (".", String(decoding: bytes, as: UTF8.self)) }
  let name = String(decoding: bytes[(slash + 1)...], as: UTF8.self)
  return (slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self), name)
}

/// Retries a system call that a signal interrupted.
func retrying(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}

/// Writes all bytes to a descriptor; returns errno, 0 when everything was taken.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
  var done = 0
  while done < bytes.count {
    let count = retrying { Glibc.write(descriptor, bytes.baseAddress! + done, min(bytes.count - done, 1 << 26)) }
    if count < 0 { return errno }
    done += count
  }
  return 0
}

/// Makes a rename in `folder` last through a power loss. Some file systems cannot: not an error.
func syncFolder(_ folder: String) {
  let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  if descriptor < 0 { return }
  _ = fsync(descriptor)
  close(descriptor)
}
