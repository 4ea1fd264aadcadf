import Glibc

/// A hidden file or folder next to its future place: `.report.kith-1f3a…`.
///
/// The maker holds a lock on it for as long as it lives, so a later run can tell one that was
/// left behind (by a crash or kill -9) from one that another run is still writing.
struct Aside {
  let path: String
  /// Open, and locked for this process.
  let descriptor: Int32

  static func prefix(of name: String) -> String { ".\(String(shortened: name, to: 200)).kith-" }

  init(besides path: String, isFolder: Bool) throws {
    let (folder, name) = splitPath(path)
    Self.removeStale(name, in: folder)
    for _ in 0..<100 {
      let random = String(UInt64.random(in: .min ... .max), radix: 36)
      let aside = "\(folder == "/" ? "" : folder)/\(Self.prefix(of: name))\(random)"
      let made = try Unfinished.shared.make(aside) {
        isFolder ? mkdir(aside, 0o777) : open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      }
      if made.result < 0 {
        if made.code == EEXIST { continue }
        throw SystemError.output(path, made.code)
      }
      let descriptor = isFolder ? open(aside, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : made.result
      if descriptor < 0 {
        let code = errno
        Unfinished.shared.forget(aside)
        // A folder may have been taken for a stale one between mkdir and open: then another name is tried.
        if code == ENOENT { continue }
        rmdir(aside)
        throw SystemError.output(path, code)
      }
      var facts = stat()
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno == ENOLCK || errno == ENOTSUP,
        fstat(descriptor, &facts) == 0, facts.st_nlink > 0
      {
        self.path = aside
        self.descriptor = descriptor
        return
      }
      close(descriptor)
      Unfinished.shared.forget(aside)
    }
    throw SystemError.output(path, EEXIST)
  }

  /// Removes what an earlier run left behind for the same output.
  static func removeStale(_ name: String, in folder: String) {
    let start = prefix(of: name)
    for other in namesInFolder(folder) ?? [] where other.utf8.starts(with: start.utf8) {
      let path = "\(folder)/\(other)"
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      if descriptor < 0 { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { removeTree(path) }
      close(descriptor)
    }
  }

  func discard() {
    removeTree(path)
    close(descriptor)
    Unfinished.shared.forget(path)
  }
}

extension String {
  /// At most `limit` bytes, cut between characters.
  init(shortened text: String, to limit: Int) {
    var result = ""
    var bytes = 0
    for character in text {
      bytes += character.utf8.count
      if bytes > limit { break }
      result.append(character)
    }
    self = result
  }
}
