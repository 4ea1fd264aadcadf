import ArgumentParser
import KithFoundation
import KithGraph
import KithInput

/// Friends of a log's people from tables of their own.
struct OwnFriends {
  /// By the codes of the log's people.
  let log: InteractionLog
  let badRows: Int

  /// Read as the log is: its window, zone and what happens to bad rows hold for both. Nil where no table is named; rows
  /// about people who are not in the log are left out, and their number is said.
  init?(
    _ paths: [String], columns: String?, beside source: LogInput, _ window: WindowArguments,
    among main: InteractionLog, _ session: Session
  ) throws {
    if paths.isEmpty { return nil }
    let isStrict = source.options.onBadRow == .fail
    let arguments = try TasteArguments.parse(
      paths.flatMap { ["--friends", $0] } + (columns.map { ["--friends-columns", $0] } ?? [])
        + (isStrict ? [] : ["--on-bad-row", "skip"]))
    // Kinds are of the log; what ties friends is another.
    var window = window
    window.kinds = nil
    guard let reading = try arguments.readFriends(window, session) else { return nil }
    let codes = reading.value.people.indices.map { index in
      main.people.index(of: reading.value.people[index]).map { UInt32($0) } ?? InteractionLog.none
    }
    log = reading.value.recoded(people: main.people, codes)
    badRows = reading.badRows
    let strangers = codes.count { $0 == InteractionLog.none }
    if strangers > 0 {
      session.talk.note(
        "\(grouped(strangers)) of \(counted(codes.count, "person", "people")) with friends are not in the log: left out"
      )
    }
  }
}
