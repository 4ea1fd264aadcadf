/// Compact tables of observed data: one person a line, `person …: neighbour neighbour*weight …`.
enum Observations {
  struct Edge: Equatable {
    var from: String
    var to: String
    var weight: String
  }

  /// The edges, in the order written; no weight means 1.
  static func neighbours(in table: String) -> [Edge] {
    var edges: [Edge] = []
    for line in table.split(separator: "\n") {
      let sides = line.split(separator: ":", omittingEmptySubsequences: false)
      guard sides.count == 2, let from = sides[0].split(separator: " ").first else { continue }
      for neighbour in sides[1].split(separator: " ") {
        let parts = neighbour.split(separator: "*")
        edges.append(Edge(from: String(from), to: String(parts[0]), weight: parts.count > 1 ? String(parts[1]) : "1"))
      }
    }
    return edges
  }

  /// The values before the colon, the person first; `-` (not observed) becomes an empty field.
  static func values(in table: String) -> [[String]] {
    table.split(separator: "\n").map { line in
      line.prefix { $0 != ":" }.split(separator: " ").map { $0 == "-" ? "" : String($0) }
    }
  }
}
