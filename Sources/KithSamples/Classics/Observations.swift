import KithOutput

/// Compact tables of observed data: one person a line, `person …: neighbour neighbour*weight …`.
enum Observations {
  /// The columns from, to and weight, in the order written; no weight means 1.
  static func edges(in table: String) -> [Table.Column] {
    var from: [String] = []
    var to: [String] = []
    var weight: [String] = []
    for line in table.split(separator: "\n") {
      let sides = line.split(separator: ":", omittingEmptySubsequences: false)
      guard sides.count == 2, let person = sides[0].split(separator: " ").first else { continue }
      for neighbour in sides[1].split(separator: " ") {
        let parts = neighbour.split(separator: "*")
        from.append(String(person))
        to.append(String(parts[0]))
        weight.append(parts.count > 1 ? String(parts[1]) : "1")
      }
    }
    return [
      Table.Column("from", .text(from)), Table.Column("to", .text(to)), Table.Column("weight", .text(weight)),
    ]
  }

  /// The values before the colon, the person first; `-` means not observed.
  static func values(in table: String) -> [[String?]] {
    table.split(separator: "\n").map { line in
      line.prefix { $0 != ":" }.split(separator: " ").map { $0 == "-" ? nil : String($0) }
    }
  }
}
