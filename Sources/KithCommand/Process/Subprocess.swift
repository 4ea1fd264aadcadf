import Foundation
import KithFoundation

/// Runs a small helper program and returns what it printed; nil when it cannot be run or fails.
func outputOf(_ program: String, _ arguments: [String]) -> String? {
  let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  guard let path = folders.map({ String($0) + "/" + program }).first(where: { access($0, X_OK) == 0 }) else {
    return nil
  }
  let process = Process()
  let pipe = Pipe()
  process.executableURL = URL(fileURLWithPath: path)
  process.arguments = arguments
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = pipe
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return nil }
  Unfinished.shared.add(child: process.processIdentifier)
  let bytes = (try? pipe.fileHandleForReading.readToEnd()) ?? nil
  process.waitUntilExit()
  Unfinished.shared.remove(child: process.processIdentifier)
  return process.terminationStatus == 0 ? String(decoding: bytes ?? Data(), as: UTF8.self) : nil
}
