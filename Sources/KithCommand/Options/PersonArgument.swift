import KithFoundation
import KithGraph

/// People by the ids users type.
enum PersonArgument {
  /// The node of an id; E411 with the nearest id when nobody is called that.
  static func node(of id: String, in people: NameTable) throws -> Int {
    if let node = people.index(of: id) { return node }
    let near = people.count <= 200_000 ? Suggestion.nearest(to: id, in: people.strings) : nil
    throw KithError(
      .answerIsNo,
      Diagnostic("E411", "nobody is called \"\(id)\" in this log", help: near.map { "did you mean \"\($0)\"?" }))
  }

  /// The ids of a list: each entry is an id as it stands, else several separated by commas.
  static func ids(_ entries: [String], in people: NameTable) throws -> [String] {
    try entries.flatMap { entry -> [String] in
      if people.index(of: entry) != nil { return [entry] }
      let parts = entry.split(separator: ",").map(String.init)
      for part in parts.isEmpty ? [entry] : parts { _ = try node(of: part, in: people) }
      return parts
    }
  }
}
