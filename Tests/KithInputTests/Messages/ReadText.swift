import Foundation
import KithFoundation
import KithGraph

@testable import KithInput

/// Reads texts as files with the given names, through the whole of `LogReader`.
func read(_ files: [(name: String, text: String)], _ change: (inout InputOptions) -> Void = { _ in }) throws
  -> LogReading
{
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kith-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for file in files { try Data(file.text.utf8).write(to: folder.appendingPathComponent(file.name)) }
  var options = InputOptions(sources: files.map { folder.appendingPathComponent($0.name).path })
  change(&options)
  return try LogReader(options).read()
}

/// The error that reading one file ends with: code, line and column.
func failure(
  _ name: String, _ text: String, _ change: (inout InputOptions) -> Void = { _ in }
) throws -> (code: String, line: Int?, column: Int?, error: KithError)? {
  do {
    _ = try read([(name, text)], change)
    return nil
  } catch let error as KithError {
    let place = error.diagnostic.place
    return (error.diagnostic.code, place?.line, place?.column, error)
  }
}
