import Foundation
import KithFoundation
import KithGraph
import KithInput

/// People named in options and files, as nodes of a network.
enum ListedPeople {
  /// In the order given, each once.
  ///
  /// An entry is an id as it stands, else a file of ids, else several ids separated by commas. E452 (exit 65) with the
  /// nearest id for somebody who is not in the log, and with the line where they stand in a file.
  static func nodes(_ entries: [String], in people: NameTable, _ execution: Execution) throws -> [Int] {
    var seen = Set<Int>()
    var nodes: [Int] = []
    func add(_ id: String, at place: Place?) throws {
      guard let node = people.index(of: id) else { throw unknown(id, at: place, in: people) }
      if seen.insert(node).inserted { nodes.append(node) }
    }
    for entry in entries {
      if people.index(of: entry) != nil {
        try add(entry, at: nil)
      } else if FileManager.default.fileExists(atPath: entry) {
        let list = try PersonList(contentsOf: entry, execution: execution)
        for (id, place) in zip(list.ids, list.places) { try add(id, at: place) }
      } else {
        let parts = entry.split(separator: ",").map(String.init)
        for id in parts.isEmpty ? [entry] : parts { try add(id, at: nil) }
      }
    }
    return nodes
  }

  private static func unknown(_ id: String, at place: Place?, in people: NameTable) -> KithError {
    let near = people.count <= 200_000 ? Suggestion.nearest(to: id, in: people.strings) : nil
    let file = place == nil ? ", and no file has that name" : ""
    return KithError(
      .badData,
      Diagnostic(
        "E452", "nobody is called \"\(id)\" in this log\(file)", at: place,
        help: near.map { "did you mean \"\($0)\"?" } ?? "`kith scores` lists the people of a log"))
  }
}
