import KithFoundation
import KithGraph

extension Graph {
  /// The node of an id: its number where the graph has no names. O(log nodes).
  ///
  /// Throws E721 (usage), with the nearest id there is, for one the graph does not hold.
  func node(withID id: String) throws -> Int {
    if let names {
      if let node = names.index(of: id) { return node }
    } else if let node = Int(id), node >= 0, node < nodeCount {
      return node
    }
    let near = names.flatMap { Suggestion.nearest(to: id, in: $0.likely(for: id)) }
    let help =
      near.map { "did you mean \"\($0)\"?" }
      ?? (names == nil && nodeCount > 0
        ? "this network's people are numbered 0 to \(nodeCount - 1)" : "ids are compared letter by letter")
    throw KithError(.usage, Diagnostic("E721", "nobody in this network has the id \"\(id)\"", help: help))
  }
}

extension NameTable {
  /// Names that could be a slip for `typed`: few enough to compare letter by letter.
  fileprivate func likely(for typed: String) -> [String] {
    let length = typed.utf8.count
    var likely: [String] = []
    for index in indices where likely.count < 20_000 {
      let size = offsets[index + 1] - offsets[index]
      if size <= 2 * length + 3 && 2 * size + 3 >= length { likely.append(self[index]) }
    }
    return likely
  }
}
