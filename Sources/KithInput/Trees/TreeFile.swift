import Foundation

/// A file that holds, or may hold, one tree.
struct TreeFile {
  let path: String
  /// Named by the caller, not found in a folder.
  let isNamed: Bool

  private static let endings = [".txt.gz", ".txt"]

  /// The file itself; of a folder all files of trees below it, by path.
  static func all(at path: String) throws -> [TreeFile] {
    var isFolder = ObjCBool(false)
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      try RawSource(path: path, tap: nil).check()
      return [TreeFile(path: path, isNamed: true)]
    }
    let found = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    let root = path.hasSuffix("/") ? path : path + "/"
    return found.filter { name in endings.contains { name.hasSuffix($0) } }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { TreeFile(path: root + $0, isNamed: false) }
  }

  /// Folders from the outside in, and the name without its ending.
  private var parts: [String] {
    var parts = path.split(separator: "/").map(String.init)
    if let name = parts.popLast() {
      parts.append(Self.endings.first { name.hasSuffix($0) }.map { String(name.dropLast($0.count)) } ?? name)
    }
    return parts
  }

  /// What each is called: its name, and before it the folders that tell it from others of the name. A path given
  /// twice is one tree, so its steps count as repeated.
  static func names(of files: [TreeFile]) -> [String] {
    let parts = files.map(\.parts)
    var names = parts.map { $0.last ?? "" }
    var groups: [String: [Int]] = [:]
    for (file, name) in names.enumerated() { groups[name, default: []].append(file) }
    for group in groups.values where group.count > 1 {
      let distinct = Set(group.map { parts[$0] }).count
      let deepest = group.map { parts[$0].count }.max()!
      let depth = (1...deepest).first { depth in Set(group.map { parts[$0].suffix(depth) }).count == distinct }!
      for file in group { names[file] = parts[file].suffix(depth).joined(separator: "/") }
    }
    return names
  }
}
