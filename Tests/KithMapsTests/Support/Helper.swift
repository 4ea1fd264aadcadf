import Foundation

/// The `kith-graphviz` built beside these tests.
let helperPath: String = {
  let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
  for folder in [
    tests.deletingLastPathComponent(), URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
  ] {
    let path = folder.appendingPathComponent("kith-graphviz").path
    if FileManager.default.isExecutableFile(atPath: path) { return path }
  }
  return "kith-graphviz"
}()

/// A shell script in a folder of its own, removed when released.
final class Script {
  let folder: URL
  var path: String { folder.appendingPathComponent("run").path }

  init(_ body: String) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("kith-maps-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("#!/bin/sh\n\(body)\n".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    waitForWriters()
  }

  /// A child that another test forks while we write holds our descriptor until it becomes its program, and a file
  /// open for writing cannot be run. A read lease is granted once nobody has it open so.
  private func waitForWriters() {
    let setLease: Int32 = 1024  // F_SETLEASE, which the importer does not see
    let file = open(path, O_RDONLY)
    defer { close(file) }
    for _ in 0..<5000 where fcntl(file, setLease, F_RDLCK) != 0 && errno == EAGAIN { usleep(1000) }
    _ = fcntl(file, setLease, F_UNLCK)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
