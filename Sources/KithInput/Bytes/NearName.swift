import Glibc

/// Finds what the user probably meant.
enum NearName {
  /// The candidate closest to `word`, if close enough to be a slip of the finger; ties by bytes.
  static func of(_ word: String, among candidates: some Sequence<String>) -> String? {
    let limit = max(1, word.utf8.count / 3)
    let target = Array(word.lowercased().utf8)
    var best: (distance: Int, name: String)?
    for candidate in candidates where !candidate.isEmpty && candidate != word {
      let distance = editDistance(target, Array(candidate.lowercased().utf8))
      if distance > limit { continue }
      if let found = best, (found.distance, Array(found.name.utf8)) <= (distance, Array(candidate.utf8)) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// A file with a similar name in the same directory.
  static func ofFile(_ path: String) -> String? {
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
    return of(name, among: names).map { near in folder.map { $0 + "/" + near } ?? near }
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). O(|a|·|b|).
  static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if a.count > 200 || b.count > 200 { return max(a.count, b.count) }
    var before: [Int] = []
    var last = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var row = [i + 1]
      for (j, y) in b.enumerated() {
        var best = min(row[j] + 1, last[j + 1] + 1, last[j] + (x == y ? 0 : 1))
        if i > 0, j > 0, x == b[j - 1], y == a[i - 1] { best = min(best, before[j - 1] + 1) }
        row.append(best)
      }
      before = last
      last = row
    }
    return last[b.count]
  }
}

private func <= (a: (Int, [UInt8]), b: (Int, [UInt8])) -> Bool {
  a.0 != b.0 ? a.0 < b.0 : !b.1.lexicographicallyPrecedes(a.1)
}
