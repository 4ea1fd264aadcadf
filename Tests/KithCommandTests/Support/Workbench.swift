import Foundation
import Testing

/// A folder of its own with the built `kith` to run in it; removed at the end.
final class Workbench {
  let folder: URL

  init() throws {
    folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("kith-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The folder of the test executable, where `kith` and `kith-graphviz` are built too.
  static let products: String = {
    let path =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return (path as NSString).deletingLastPathComponent
  }()

  struct Outcome {
    var status: Int32
    var out: String
    var err: String
  }

  /// Runs `kith` with these arguments and waits for it. Standard input is empty unless given.
  @discardableResult
  func kith(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws -> Outcome {
    try run("kith", arguments, input: input, environment: environment)
  }

  /// Runs a shell line in the folder, with `kith` on the PATH.
  @discardableResult
  func shell(_ line: String, environment: [String: String] = [:]) throws -> Outcome {
    try run("/bin/bash", ["-c", line], input: "", environment: environment)
  }

  func put(_ text: String, _ name: String) throws { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
  func put(_ bytes: [UInt8], _ name: String) throws { try Data(bytes).write(to: folder.appendingPathComponent(name)) }

  func text(_ name: String) -> String? {
    (try? Data(contentsOf: folder.appendingPathComponent(name))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Everything in the folder, hidden files too, ascending.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }

  private func run(
    _ program: String, _ arguments: [String], input: String, environment: [String: String]
  ) throws -> Outcome {
    // Files, not pipes: no amount of output can block.
    let streams = try ["in", "out", "err"].map { name -> URL in
      let url = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("kith-\(name)-\(UUID().uuidString)")
      try Data((name == "in" ? input : "").utf8).write(to: url)
      return url
    }
    defer { for url in streams { try? FileManager.default.removeItem(at: url) } }
    let path = program.hasPrefix("/") ? program : Self.products + "/" + program
    let status = try wait(
      for: spawn(["/usr/bin/env", "-C", folder.path, path] + arguments, variables(environment), streams.map(\.path)))
    let read = { (url: URL) in String(decoding: (try? Data(contentsOf: url)) ?? Data(), as: UTF8.self) }
    return Outcome(status: status, out: read(streams[1]), err: read(streams[2]))
  }

  private func variables(_ changes: [String: String]) -> [String: String] {
    var variables = ProcessInfo.processInfo.environment
    variables["PATH"] = Self.products + ":" + (variables["PATH"] ?? "/usr/bin:/bin")
    // A crashed child's backtracer can hang a pipeline.
    variables["SWIFT_BACKTRACE"] = "enable=no"
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "KITH_THREADS", "KITH_GRAPHVIZ", "COLUMNS"] { variables[name] = nil }
    return variables.merging(changes) { $1 }
  }

  /// posix_spawn rather than Foundation's Process, which can miss the end of children started side by side.
  private func spawn(_ arguments: [String], _ variables: [String: String], _ streams: [String]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, path) in streams.enumerated() {
      posix_spawn_file_actions_addopen(&actions, Int32(descriptor), path, descriptor == 0 ? O_RDONLY : O_WRONLY, 0)
    }
    var argv = arguments.map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var child: pid_t = 0
    try #require(posix_spawn(&child, arguments[0], &actions, nil, &argv, &envp) == 0)
    return child
  }

  /// The exit code, 128 + signal when one ended it; a child that takes longer than two minutes is killed.
  private func wait(for child: pid_t) throws -> Int32 {
    var status: Int32 = 0
    for attempt in 0..<24_000 {
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child { return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F }
      try #require(ended == 0 || errno == EINTR)
      if attempt == 23_998 { kill(child, SIGKILL) }
      usleep(5000)
    }
    return -1
  }
}
