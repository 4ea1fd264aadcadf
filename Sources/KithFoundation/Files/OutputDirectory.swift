import Glibc

/// A folder of results that appears complete or not at all.
///
///     let folder = try OutputDirectory("report", overwriting: false, owned: ["report.html", "run.json"])
///     try folder.write(bytes, to: "report.html")
///     try folder.commit()
///
/// It is built as a hidden sibling and renamed. A name that is taken by an empty folder is taken
/// over; anything else there is refused without `overwriting`. With it the old folder is exchanged
/// in one step where the system can, provided that it holds nothing but `owned` names: a folder
/// with other people's files in it is never replaced.
///
/// Errors: as `AtomicFile`.
public struct OutputDirectory: ~Copyable {
  public let path: String
  private let isOverwriting: Bool
  private let owned: Set<String>
  private let aside: Aside

  public init(_ path: String, overwriting: Bool = false, owned: Set<String>) throws {
    try Self.check(path, overwriting: overwriting, owned: owned)
    aside = try Aside(besides: path, isFolder: true)
    self.path = path
    isOverwriting = overwriting
    self.owned = owned
  }

  deinit { aside.discard() }

  /// Throws at once what `init` would throw: call it before long work.
  public static func check(_ path: String, overwriting: Bool = false, owned: Set<String>) throws {
    var facts = stat()
    if path.isEmpty { throw SystemError.output(path, ENOENT) }
    try checkFolder(splitPath(path).folder, of: path)
    if lstat(path, &facts) != 0 {
      if errno != ENOENT { throw SystemError.output(path, errno) }
      return
    }
    if facts.st_mode & S_IFMT != S_IFDIR {
      throw KithError(
        .cannotCreate,
        Diagnostic("E606", "\(path) exists and is not a folder", at: Place(file: path), help: "choose another name"))
    }
    guard let names = namesInFolder(path) else { throw SystemError.output(path, errno) }
    if names.isEmpty { return }
    if !overwriting { throw SystemError.exists(path) }
    if let foreign = names.first(where: { !owned.contains($0) }) {
      throw KithError(
        .cannotCreate,
        Diagnostic(
          "E607", "\(path) holds \"\(foreign)\", which this command did not write", at: Place(file: path),
          help: "--force replaces only earlier results; choose another folder or move that file away"))
    }
  }

  /// Writes one file into the folder under a plain name.
  public func write(_ bytes: [UInt8], to name: String) throws {
    precondition(!name.isEmpty && name != "." && name != ".." && !name.utf8.contains(0x2F), "a plain file name")
    let shown = path + "/" + name
    let file = aside.path + "/" + name
    let (descriptor, failure) = try Unfinished.shared.make(nil) {
      open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    }
    if descriptor < 0 { throw SystemError.output(shown, failure) }
    var code = bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
    if code == 0, fsync(descriptor) != 0, errno != EINVAL { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code != 0 { throw SystemError.output(shown, code) }
  }

  /// Makes the folder visible under its name.
  public consuming func commit() throws {
    syncFolder(aside.path)
    let path = path
    try Self.check(path, overwriting: isOverwriting, owned: owned)
    try Unfinished.shared.finish(aside.path, as: path) {
      if rename(aside.path, path) == 0 { return }  // nothing there, or an empty folder
      if errno != EEXIST && errno != ENOTEMPTY { throw SystemError.output(path, errno) }
      if !isOverwriting { throw SystemError.exists(path) }
      if exchange(aside.path, path) { return removeTree(aside.path) }
      let old = aside.path + "-old"
      if rename(path, old) != 0 { throw SystemError.output(path, errno) }
      if rename(aside.path, path) != 0 {
        let code = errno
        rename(old, path)
        throw SystemError.output(path, code)
      }
      removeTree(old)
    }
    syncFolder(splitPath(path).folder)
  }
}

/// Swaps two names in one step (Linux renameat2 with RENAME_EXCHANGE); false where that is not possible.
private func exchange(_ first: String, _ second: String) -> Bool {
  typealias Call = @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
  // Looked up by name: the call is a GNU extension that the C module does not declare.
  guard let program = dlopen(nil, RTLD_NOW), let symbol = dlsym(program, "renameat2") else { return false }
  return unsafeBitCast(symbol, to: Call.self)(AT_FDCWD, first, AT_FDCWD, second, 2) == 0
}
