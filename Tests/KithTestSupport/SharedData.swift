import Foundation
import KithGraph

/// The path of a file under `../shared`, beside the package's folder; nil where it is absent.
///
///     @Test(.enabled(if: sharedData("reference/karate.json") != nil, "../shared is absent"))
public func sharedData(_ path: String, from source: String = #filePath) -> String? {
  var folder = URL(fileURLWithPath: source).deletingLastPathComponent()
  while folder.path != "/" {
    let candidate = folder.deletingLastPathComponent().appendingPathComponent("shared/\(path)").path
    let isRoot = FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path)
    if isRoot { return FileManager.default.fileExists(atPath: candidate) ? candidate : nil }
    folder.deleteLastPathComponent()
  }
  return nil
}
