import KithFoundation
import KithGraph
import KithInfluence
import KithOutput

/// One tie by its six questions.
struct TieSheet {
  /// question, what, answer.
  private var rows: [(question: String, what: String, answer: String)] = []

  /// Times are told by a clock so many milliseconds ahead of UTC.
  init(_ profile: TieProfile, _ people: NameTable, clockOffset: Int64) {
    let (one, other) = (people[profile.person], people[profile.other])
    func real(_ value: Double) -> String { TerminalLayout.real(value) }
    rows = [
      ("with whom", "people", "\(one) and \(other)"),
      ("how much", "\(one) addressed \(other)", grouped(profile.given)),
      ("how much", "\(other) addressed \(one)", grouped(profile.received)),
      ("how much", "strength now", profile.strength.value.map(real) ?? profile.strength.undefined ?? ""),
      ("how much", "reciprocity", profile.reciprocity.value.map(real) ?? profile.reciprocity.undefined ?? ""),
    ]
    rows += Self.counts("how", "kinds", profile.kinds, none: "no kinds in the log")
    rows += Self.counts("why", "items", profile.items, none: "no items in the log")
    rows += Self.when(profile, clockOffset)
    rows += Self.counts("where", "channels", profile.channels, none: "no channels in the log")
  }

  private static func when(_ profile: TieProfile, _ offset: Int64) -> [(question: String, what: String, answer: String)]
  {
    guard let first = profile.first, let last = profile.last else {
      return [("when", "times", "none of their interactions has a time")]
    }
    var rows = [
      ("when", "first", TerminalLayout.time(Timestamp(milliseconds: first + offset))),
      ("when", "last", TerminalLayout.time(Timestamp(milliseconds: last + offset))),
    ]
    if let gap = profile.medianGap.value { rows.append(("when", "median gap", stretch(gap))) }
    let hours = profile.hours.enumerated().map { (name: "\($0)–\($0 + 1)", count: $1) }
    let days = zip(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], profile.weekdays).map { (name: $0, count: $1) }
    for (what, all) in [("hours", hours), ("days", days)] {
      let most = all.enumerated().filter { $0.element.count > 0 }.sorted {
        ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
      }
      rows.append(
        ("when", what, most.prefix(3).map { "\($0.element.name) ×\($0.element.count)" }.joined(separator: ", ")))
    }
    return rows
  }

  private static func counts(
    _ question: String, _ what: String, _ all: [TieProfile.Count], none: String
  ) -> [(question: String, what: String, answer: String)] {
    if all.isEmpty { return [(question, what, none)] }
    let rest = all.count - 5
    let most = all.prefix(5).map { "\($0.name) ×\($0.count)" } + (rest > 0 ? ["and \(grouped(rest)) more"] : [])
    return [(question, what, most.joined(separator: ", "))]
  }

  /// `3 days`, `5.2 hours`.
  static func stretch(_ milliseconds: Double) -> String {
    let units = [(86_400_000.0, "day"), (3_600_000, "hour"), (60_000, "minute"), (1000, "second")]
    let (size, name) = units.first { milliseconds >= $0.0 } ?? (1, "millisecond")
    let text = TerminalLayout.fixed(milliseconds / size, digits: 1)
    return "\(text) \(name)\(text == "1" ? "" : "s")"
  }

  func text(width: Int) -> String {
    let table = TerminalTable(
      header: ["question", "", "answer"],
      rows: rows.indices.map { row in
        [
          row > 0 && rows[row].question == rows[row - 1].question ? "" : rows[row].question, rows[row].what,
          rows[row].answer,
        ]
      }, alignment: [.whole, .left, .left])
    return table.lines(width: width).map { $0 + "\n" }.joined()
  }

  var table: Table {
    Table(
      schema: "kith.tie/1",
      columns: [
        Table.Column("question", .text(rows.map(\.question))), Table.Column("what", .text(rows.map(\.what))),
        Table.Column("answer", .text(rows.map(\.answer))),
      ])
  }
}
