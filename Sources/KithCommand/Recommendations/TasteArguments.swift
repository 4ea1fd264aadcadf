import ArgumentParser
import KithFoundation
import KithGraph
import KithInput

/// Who took what, and who is whose friend: the same in every verb that recommends.
struct TasteArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("A table of who took what, and when if known: person, item, time.", valueName: "file"),
    completion: .file())
  var actions: String?

  @Option(
    help: ArgumentHelp(
      "What the columns of --actions are, in order: from,item,at; _ skips one. (default: seen by their names)",
      valueName: "roles"))
  var actionsColumns: String?

  @Option(
    help: ArgumentHelp(
      "Who is in touch with whom: a log, or a table of ties. Repeat it for more files.", valueName: "file"),
    completion: .file())
  var friends: [String] = []

  @Option(
    help: ArgumentHelp(
      "What the columns of --friends are, in order: from,to,at,weight; _ skips one. (default: seen by their names)",
      valueName: "roles"))
  var friendsColumns: String?

  @Option(help: "What to do with a row that cannot be read: fail or skip. (default: fail)")
  var onBadRow: BadRowPolicy?

  @Flag(help: "End with 0 although rows were skipped (otherwise 2).")
  var allowSkips = false

  func validate() throws {
    if actionsColumns != nil, actions == nil { throw ValidationError("--actions-columns goes with --actions") }
    if friendsColumns != nil, friends.isEmpty { throw ValidationError("--friends-columns goes with --friends") }
    if onBadRow == .collect { throw ValidationError("--on-bad-row is fail or skip here, not collect") }
  }

  var sources: [String] { (actions.map { [$0] } ?? []) + friends }

  /// The actions; people and items by their own codes. Actions need no times.
  func readActions(_ window: WindowArguments, _ session: Session) throws -> TasteReading<ActionLog> {
    guard let actions else {
      throw ValidationError("name the table of who took what: --actions actions.csv")
    }
    session.talk.detail("reading \(actions)")
    var options = InputOptions(sources: [actions], onBadRow: onBadRow ?? .fail, isOfActions: true)
    options.columnList = Self.roles(actionsColumns)
    try window.apply(to: &options)
    options.kinds = []
    let reading = try relabelled("--actions-columns", "from,item,at") {
      try LogReader(options).read(execution: session.execution)
    }
    tell(reading.summary, in: actions, "--actions-columns", session)
    let log = try relabelled("--actions-columns", "from,item,at") {
      try ActionLog(reading.log, allowsUntimed: true)
    }
    if log.count == 0 {
      throw KithError(
        .answerIsNo,
        Diagnostic("E405", "\(actions) holds no action: nobody took anything", help: "give a table of person and item"))
    }
    let nameless = reading.log.count - log.count
    if nameless > 0 {
      session.talk.note("\(counted(nameless, "row")) of \(actions) without a person or an item: left out")
    }
    return TasteReading(value: log, badRows: reading.summary.badRows)
  }

  /// The log of who is in touch with whom; nil where none was named.
  func readFriends(_ window: WindowArguments, _ session: Session) throws -> TasteReading<InteractionLog>? {
    if friends.isEmpty { return nil }
    session.talk.detail("reading \(friends.joined(separator: ", "))")
    var options = InputOptions(sources: friends, onBadRow: onBadRow ?? .fail)
    options.columnList = Self.roles(friendsColumns)
    try window.apply(to: &options)
    let part = TimeWindow(from: options.since, to: options.until)
    (options.since, options.until) = (nil, nil)
    let reading = try relabelled("--friends-columns", "from,to") {
      try LogReader(options).read(execution: session.execution)
    }
    tell(reading.summary, in: friends.joined(separator: ", "), "--friends-columns", session)
    var log = reading.log
    if part.start != nil || part.end != nil {
      if log.times == nil {
        // A list of friends has no times: cutting it by time would leave nobody.
        session.talk.note("no row of the friends has a time: --since and --until do not cut them")
      } else {
        log = log.filtered(window: part)
        if log.count < reading.log.count {
          session.talk.note(
            "\(grouped(reading.log.count - log.count)) of \(counted(reading.log.count, "row")) in "
              + "\(friends.joined(separator: ", ")) lie outside the window")
        }
      }
    }
    return TasteReading(value: log, badRows: reading.summary.badRows)
  }

  private static func roles(_ text: String?) -> [String]? {
    text?.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingPrefix { $0 == " " }.description }
  }

  private func tell(_ summary: ReadingSummary, in name: String, _ option: String, _ session: Session) {
    session.talk.show(
      summary.warnings.map { warning in
        var warning = warning
        warning.help = warning.help?.replacing("--columns", with: option)
        return warning
      })
    if summary.filteredByWindow > 0 {
      session.talk.note(
        "\(grouped(summary.filteredByWindow)) of \(counted(summary.rowsRead, "row")) in \(name) lie outside the window")
    }
    tell(summary.rejects.map(\.diagnostic), badRows: summary.badRows, of: summary.rowsRead, in: name, session)
  }

  /// Advice that names the options of a log names this table's instead.
  private func relabelled<Result>(_ option: String, _ example: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as KithError
      where ["E207", "E208", "E405", "E703", "E704"].contains(error.diagnostic.code)
    {
      var diagnostic = error.diagnostic
      diagnostic.message = diagnostic.message.replacing("--columns", with: option)
      diagnostic.help = "say what the columns are, in order: \(option) \(example)"
      throw KithError(error.exitCode, diagnostic)
    }
  }
}

/// What a table holds, and how many of its rows could not be read.
struct TasteReading<Value> {
  let value: Value
  let badRows: Int
}

extension TasteReading where Value == ActionLog {
  /// Nobody took anything.
  static var nothing: TasteReading {
    TasteReading(
      value: ActionLog(people: NameTable([]), items: NameTable([]), persons: [], itemCodes: [], times: []), badRows: 0)
  }
}
