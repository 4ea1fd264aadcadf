import ArgumentParser
import KithFoundation
import KithGraph
import KithInput

/// A table beside the log: who did what, and when.
struct ActionsArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A table of who did what and when: person, item, time. The log then only says who is in touch with whom.",
      valueName: "file"),
    completion: .file())
  var actions: String?

  @Option(
    help: ArgumentHelp(
      "What the columns of --actions are, in order: from,item,at; _ skips one. (default: seen by their names)",
      valueName: "roles"))
  var actionsColumns: String?

  func validate() throws {
    if actionsColumns != nil, actions == nil { throw ValidationError("--actions-columns goes with --actions") }
  }

  var isGiven: Bool { actions != nil }

  /// The actions of the network's people; nil where no table was named.
  ///
  /// The table is read as the log is: its window, zone, limits and what happens to bad rows hold for both. E405 (exit
  /// 1) for a table without times.
  func read(beside source: LogInput, among people: NameTable, _ session: Session) throws -> ActionsReading? {
    guard let all = try read(source, session) else { return nil }
    let (known, left) = all.actions.among(people)
    if left > 0 {
      session.talk.note(
        "\(grouped(left)) of \(counted(all.actions.count, "action")) are of people who are not in the network: left out"
      )
    }
    return ActionsReading(actions: known, badRows: all.badRows)
  }

  /// Everybody's actions, by the codes of the table's own people.
  func read(_ source: LogInput, _ session: Session) throws -> ActionsReading? {
    guard let actions else { return nil }
    if actions == "-", source.options.sources.contains("-") {
      throw ValidationError("standard input (-) can be read only once")
    }
    session.talk.detail("reading \(actions)")
    let reading = try relabelled { try LogReader(options(actions, source)).read(execution: session.execution) }
    session.talk.show(reading.summary.warnings)
    if reading.summary.badRows > 0 {
      session.talk.show(
        reading.summary.rejects.prefix(3).map { row in
          var diagnostic = row.diagnostic
          diagnostic.severity = .warning
          return diagnostic
        })
      session.talk.note(
        "\(counted(reading.summary.badRows, "bad row")) of \(grouped(reading.summary.rowsRead)) in \(actions) left out")
    }
    let (people, isEmpty) = (reading.log.people, reading.log.count == 0)
    let all =
      isEmpty
      ? ActionLog(people: people, items: NameTable([]), persons: [], itemCodes: [], times: [])
      : try relabelled { try ActionLog(reading.log) }
    if isEmpty { session.talk.note("\(actions) holds no action") }
    return ActionsReading(actions: all, badRows: reading.summary.badRows)
  }

  private func options(_ path: String, _ source: LogInput) -> InputOptions {
    var options = source.options
    options.sources = [path]
    options.isOfActions = true
    options.keepsText = false
    options.format = nil
    options.columns = ColumnMapping()
    options.columnList = actionsColumns?.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingPrefix { $0 == " " }.description
    }
    (options.delimiter, options.hasHeader, options.encoding) = (nil, nil, nil)
    options.kinds = []
    // Rejects go to one file, which is the log's.
    if options.onBadRow == .collect { options.onBadRow = .skip }
    return options
  }

  /// Advice that names the log's options names the table's instead.
  private func relabelled<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as KithError
      where ["E207", "E208", "E405", "E703", "E704"].contains(error.diagnostic.code)
    {
      var diagnostic = error.diagnostic
      diagnostic.message = diagnostic.message.replacing("--columns", with: "--actions-columns")
      diagnostic.help = "say what the columns are, in order: --actions-columns from,item,at"
      throw KithError(error.exitCode, diagnostic)
    }
  }
}

/// Actions, and how many rows could not be read.
struct ActionsReading {
  let actions: ActionLog
  let badRows: Int
}
