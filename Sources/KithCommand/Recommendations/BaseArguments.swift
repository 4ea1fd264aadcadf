import ArgumentParser
import KithFoundation
import KithInput

/// Somebody's recommendations, and what must not be among them.
struct BaseArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Any recommender's output: user, item, and score or rank; CSV, TSV, JSON Lines, RecBole or LibRec; - is standard input.",
      valueName: "base"), completion: .file())
  var base: String

  @Option(
    help: ArgumentHelp(
      "What the columns of the base are, in order: user,item,score,rank; _ skips one. (default: seen by their names)",
      valueName: "roles"))
  var baseColumns: String?

  @Flag(help: "Leave out what a person already took, by --actions.")
  var dropTaken = false

  @Option(
    help: ArgumentHelp(
      "Leave out these: a table of items, or of user and item.", valueName: "file"), completion: .file())
  var exclude: String?

  var files: [String] { [base] + [exclude].compactMap { $0 } }

  func read(_ taste: TasteArguments, _ session: Session) throws -> RecommendationTable {
    session.talk.detail("reading \(base)")
    let roles = baseColumns?.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingPrefix { $0 == " " }.description
    }
    let table = try RecommendationTable(
      contentsOf: base, columns: roles, option: "--base-columns", skipsBadRows: taste.onBadRow == .skip,
      execution: session.execution)
    session.talk.show(table.warnings)
    taste.tell(table.rejects, badRows: table.badRows, of: table.rowsRead, in: table.file, session)
    if table.count == 0 {
      throw KithError(
        .answerIsNo,
        Diagnostic("E405", "\(table.file) holds no recommendation", help: "give a table of user, item and score"))
    }
    session.talk.note(
      "\(counted(table.users.count, "person", "people")) with \(counted(table.count, "recommendation")) of "
        + "\(counted(table.items.count, "item")) in \(table.file)" + (table.isRanked ? ", by places in a list" : ""))
    if table.negativeCount > 0 {
      session.talk.note("\(counted(table.negativeCount, "score")) of \(table.file) below 0")
    }
    return table
  }

  func readExclusions(_ taste: TasteArguments, _ session: Session) throws -> PairTable? {
    try exclude.map { try taste.readPairs($0, needsUsers: false, session) }
  }
}

extension TasteArguments {
  /// A table of pairs beside the others, under the same rule for bad rows.
  func readPairs(_ path: String, needsUsers: Bool, _ session: Session) throws -> PairTable {
    session.talk.detail("reading \(path)")
    let table = try PairTable(
      contentsOf: path, needsUsers: needsUsers, skipsBadRows: onBadRow == .skip, execution: session.execution)
    session.talk.show(table.warnings)
    tell(table.rejects, badRows: table.badRows, of: table.count + table.badRows, in: path, session)
    return table
  }

  /// Says which rows were left out because they could not be read.
  func tell(_ rejects: [Diagnostic], badRows: Int, of rows: Int, in name: String, _ session: Session) {
    if badRows == 0 { return }
    session.talk.show(
      rejects.prefix(3).map { reject in
        var diagnostic = reject
        diagnostic.severity = .warning
        return diagnostic
      })
    session.talk.note("\(counted(badRows, "bad row")) of \(grouped(rows)) in \(name) left out")
  }
}
