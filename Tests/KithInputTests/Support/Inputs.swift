import Foundation
import KithFoundation
import KithGraph

@testable import KithInput

/// A folder of its own that goes away with its owner.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "kith-input-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }
}

/// Reads one file's bytes under options.
func reading(
  _ bytes: [UInt8], name: String = "log.csv", threads: Int = 1, _ change: (inout InputOptions) -> Void = { _ in }
) throws -> LogReading {
  let folder = try Folder()
  var options = InputOptions(sources: [try folder.write(name, bytes)])
  change(&options)
  return try LogReader(options).read(execution: Execution(threads: threads))
}

func reading(_ text: String, name: String = "log.csv", _ change: (inout InputOptions) -> Void = { _ in }) throws
  -> LogReading
{
  try reading(Array(text.utf8), name: name, change)
}

/// The error that reading the bytes ends with; nil if it does not.
func failure(
  _ bytes: [UInt8], name: String = "log.csv", _ change: (inout InputOptions) -> Void = { _ in }
) throws -> KithError? {
  do {
    _ = try reading(bytes, name: name, change)
    return nil
  } catch let error as KithError { return error }
}

func failure(_ text: String, name: String = "log.csv", _ change: (inout InputOptions) -> Void = { _ in }) throws
  -> KithError?
{
  try failure(Array(text.utf8), name: name, change)
}

/// A row as words, to compare logs whatever their codes: actor, target, time, kind, channel, item, weight, line.
func rows(_ log: InteractionLog) -> [String] {
  let name = { (table: NameTable, code: UInt32) in code == InteractionLog.none ? "-" : table[Int(code)] }
  return (0..<log.count).map { row in
    var words = [name(log.people, log.actors[row]), name(log.people, log.targets[row])]
    if let times = log.times {
      words.append(times[row] == Timestamp.missing ? "-" : Timestamp(milliseconds: times[row]).iso8601)
    }
    for column in [log.kinds, log.channels, log.items] {
      if let column { words.append(name(column.names, column.codes[row])) }
    }
    if let weights = log.weights { words.append("\(weights[row])") }
    if let texts = log.texts { words.append(texts[row]) }
    return words.joined(separator: "|")
  }
}
