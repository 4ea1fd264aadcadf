import Glibc
import KithFoundation

/// Finds the file the user probably meant.
enum NearFile {
  /// A file with a similar name in the same directory, or nil.
  static func of(_ path: String) -> String? {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { String(path[..<$0]) }
    let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    guard let handle = opendir(folder.map { $0.isEmpty ? "/" : $0 } ?? ".") else { return nil }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle), names.count < 10_000 {
      let found = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if found != "." && found != ".." { names.append(found) }
    }
    // A directory lists its files in no order: the first of equals is to be the same every time.
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return Suggestion.nearest(to: name, in: names).map { near in folder.map { $0 + "/" + near } ?? near }
  }
}
