import Glibc
import Synchronization

/// What must be undone if the process ends now: half-written files and folders, running children.
///
/// Writers register what they make and take it off when it is finished; the command's signal
/// handling calls `abandon()` and exits. After that nothing can be finished any more, so an
/// interrupted run never leaves a mixture of old and new.
public final class Unfinished: Sendable {
  public static let shared = Unfinished()

  private struct State {
    var paths: [String] = []
    var children: [Int32] = []
    var finished: [String] = []
    var isAbandoned = false
  }
  private let state = Mutex(State())

  public init() {}

  /// Outputs finished so far.
  public var finished: [String] { state.withLock { $0.finished } }

  /// Makes something with a system call, unless the run has been abandoned: `path` is to be undone, or
  /// nil where it lies inside something that is.
  ///
  /// Held together, so that nothing appears in a folder while it is being removed.
  func make(_ path: String?, _ call: () -> Int32) throws -> (result: Int32, code: Int32) {
    try state.withLock { state in
      if state.isAbandoned { throw CancellationError() }
      let result = call()
      let code = errno
      if result >= 0, let path { state.paths.append(path) }
      return (result, code)
    }
  }

  func forget(_ path: String) { state.withLock { state in state.paths.removeAll { $0 == path } } }

  /// Runs the step that makes an output visible, unless the run has been abandoned.
  func finish(_ path: String, as output: String, _ step: () throws -> Void) throws {
    try state.withLock { state in
      if state.isAbandoned { throw CancellationError() }
      try step()
      state.paths.removeAll { $0 == path }
      state.finished.append(output)
    }
  }

  /// A child process to be killed, with its group if it leads one, when the run is abandoned.
  ///
  /// A child added after that is killed at once.
  public func add(child: Int32) {
    state.withLock { state in
      if state.isAbandoned { Self.end(child) } else { state.children.append(child) }
    }
  }

  /// The child has been waited for: its number may belong to somebody else from here on.
  public func remove(child: Int32) { state.withLock { state in state.children.removeAll { $0 == child } } }

  /// Kills the children, removes what is half-written, and lets nothing finish afterwards.
  public func abandon() {
    state.withLock { state in
      state.isAbandoned = true
      for child in state.children { Self.end(child) }
      for path in state.paths { removeTree(path) }
      state.paths = []
    }
  }

  private static func end(_ child: Int32) {
    if getpgid(child) == child { kill(-child, SIGKILL) }
    kill(child, SIGKILL)
  }
}

/// Removes a file, or a folder with what is in it; links are removed, not followed.
func removeTree(_ path: String) {
  if unlink(path) == 0 || (errno != EISDIR && errno != EPERM) { return }
  for name in namesInFolder(path) ?? [] { removeTree(path + "/" + name) }
  rmdir(path)
}

/// The names in a folder, ascending by bytes; nil when it cannot be read.
func namesInFolder(_ path: String) -> [String]? {
  guard let stream = opendir(path) else { return nil }
  defer { closedir(stream) }
  var names: [[UInt8]] = []
  while let entry = readdir(stream) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
    if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
  }
  return names.sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
}
