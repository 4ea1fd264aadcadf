import ArgumentParser
import KithFoundation
import KithGraph
import KithInput

/// A table beside the log: what is known of people.
struct PeopleArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("A table of people: their id and traits.", valueName: "file"), completion: .file())
  var attributes: String?

  /// The table; nil where none was named. Says how many of the log's people it knows.
  func read(among people: NameTable, _ session: Session) throws -> PersonTable? {
    guard let attributes else { return nil }
    let table = try PersonTable(contentsOf: attributes, execution: session.execution)
    table.tellMatches(people, session.talk)
    return table
  }
}

extension PersonTable {
  /// The columns that say what people agreed to, unless others are named.
  static let (consent, mayContact) = ("consent", "may_contact")

  /// The trait of a name as typed; E705 (exit 64) with the nearest where there is none.
  func column(named name: String) throws -> Column {
    if let column = columns.first(where: { Array($0.name.utf8) == Array(name.utf8) }) { return column }
    let names = columns.map(\.name)
    throw KithError(
      .usage,
      Diagnostic(
        "E705", "the table of people has no column \"\(name)\"",
        help: Suggestion.nearest(to: name, in: names).map { "did you mean \"\($0)\"?" }
          ?? "its columns are \(names.joined(separator: ", "))"))
  }

  /// Says how many of a log's people the table knows, where it is not all and only them.
  func tellMatches(_ names: NameTable, _ talk: Talk) {
    let known = ids.count { names.index(of: $0) != nil }
    if known < ids.count || known < names.count {
      talk.note(
        "\(grouped(known)) of \(counted(names.count, "person", "people")) are in the table; "
          + "\(grouped(ids.count - known)) of its rows are of nobody in the log")
    }
  }
}
