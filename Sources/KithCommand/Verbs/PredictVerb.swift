import ArgumentParser
import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithInput
import KithOutput

struct PredictVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Forecast how far what is being shared will go, and who acts next.",
    discussion: Example.text(
      [
        Example("How often will each post have been shared in the end?", "kith predict comments.csv --size"),
        Example("The same, as it stood on the evening of 2 June.", "kith predict comments.csv --size --now 2026-06-02"),
        Example("Who joins in about p1 within a day?", "kith predict comments.csv --next p1 --contacts 1"),
      ],
      """
      Both are tried on a part of the log that nothing was learned from, and say how far they were off. Items are what
      the log calls them: posts, hashtags, products; --actions names a table of its own. Those who addressed someone
      see what that person does.
      """))

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Actions") var actions: ActionsArguments
  @OptionGroup(title: "People") var people: PeopleArguments

  @Flag(help: "How often every item will have been shared in the end.")
  var size = false

  @Option(help: ArgumentHelp("Who acts next about this item.", valueName: "item"))
  var next: String?

  @Option(
    help: ArgumentHelp(
      "The moment to forecast from; nothing later is looked at. (default: the last action)", valueName: "time"))
  var now: String?

  @Option(
    help: ArgumentHelp(
      "With --size: the column of --attributes with how many people see what each shares, such as followers. "
        + "(default: as many as addressed them)",
      valueName: "column"))
  var reach: String?

  @Option(
    help: ArgumentHelp(
      "With --size: how many people a share reaches on average. (default: as the shares so far did)",
      valueName: "people"))
  var expectedReach: Double?

  @Option(
    help: ArgumentHelp(
      "With --size: after how long an item is taken to have ended. (default: 7d, or a third of the log if that is less)",
      valueName: "width"))
  var horizon: String?

  @Option(help: "With --next: how many contacts must have acted. (default: 2)")
  var contacts: Int?

  @Option(
    help: ArgumentHelp("With --next: how far ahead the chances look. (default: 1d)", valueName: "width"))
  var within: String?

  @Option(help: "With --next: for how many such stretches what a contact did counts. (default: 7)")
  var memory: Int?

  @Option(help: "Only the first so many rows. (default: all; 20 on a terminal)")
  var top: Int?

  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  func validate() throws {
    if size == (next != nil) { throw ValidationError("choose one of --size and --next ITEM") }
    if let top, top < 1 { throw ValidationError("--top must be at least 1, not \(top)") }
    if let contacts, contacts < 1 { throw ValidationError("--contacts must be at least 1, not \(contacts)") }
    if let memory, !(1...100_000 ~= memory) {
      throw ValidationError("--memory must be from 1 to 100000, not \(memory)")
    }
    if let expectedReach, !(expectedReach >= 0 && expectedReach.isFinite) {
      throw ValidationError("--expected-reach must be 0 or more, not \(expectedReach)")
    }
    for (name, text) in [("--horizon", horizon), ("--within", within)] {
      if let text { _ = try Stretch(text, option: name) }
    }
    if (reach == nil) != (people.attributes == nil) {
      throw ValidationError("--reach COLUMN and --attributes FILE go together")
    }
    let ofSize = [
      ("--expected-reach", expectedReach != nil), ("--horizon", horizon != nil), ("--reach", reach != nil),
    ]
    let ofNext = [("--contacts", contacts != nil), ("--within", within != nil), ("--memory", memory != nil)]
    if let option = (size ? ofNext : ofSize).first(where: \.1) {
      throw ValidationError("\(option.0) goes with \(size ? "--next" : "--size")")
    }
  }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let source = try LogInput(input, window, for: Self.self)
    let destination = output.destination
    try destination.check(inputs: source.options.sources + [actions.actions, people.attributes].compactMap { $0 })
    let moment = try now.map { text -> Int64 in
      let moment = try Moment(text, in: try window.zone(), option: "--now")
      return moment.next.milliseconds - (moment.next == moment.first ? 0 : 1)
    }
    let reading = try source.read(session)
    let table = try actions.read(beside: source, among: reading.log.people, session)
    let data = try PredictionData(
      reading.log, try table?.actions ?? ActionLog(reading.log), now: moment)
    if let next {
      try writeNext(next, data, destination, session)
    } else {
      try writeSizes(data, destination, session)
    }
    let hasSkipped = (table?.badRows ?? 0) > 0 && !input.allowSkips
    return hasSkipped ? .rowsSkipped : source.exitCode(after: reading)
  }

  /// By person: as the table says, else how many addressed them by now.
  private func reach(_ data: PredictionData, _ session: Session) throws -> [Double] {
    guard let reach, let table = try people.read(among: data.log.people, session) else {
      let influence = data.influence(until: data.now, session.execution)
      return (0..<influence.nodeCount).map { Double(influence.out.degree($0)) }
    }
    let column = try table.column(named: reach).codes(for: data.log.people)
    let values = try column.names.strings.map { text -> Double in
      if let value = Double(text), value >= 0, value.isFinite { return value }
      throw KithError(
        .badData,
        Diagnostic(
          "E453", "column \(reach) of \(people.attributes ?? ""): \"\(text)\" is no number of people",
          help: "give numbers of 0 or more, and nothing where it is unknown"))
    }
    let unknown = column.codes.count { $0 == InteractionLog.none }
    if unknown > 0 {
      session.talk.note(
        "\(grouped(unknown)) of \(counted(column.codes.count, "person", "people")) have no \(reach): taken as 0")
    }
    return column.codes.map { $0 == InteractionLog.none ? 0 : values[Int($0)] }
  }

  private func writeSizes(_ data: PredictionData, _ destination: Destination, _ session: Session) throws {
    let forecasts = try SizeForecasts(
      data, reach: try reach(data, session), expectedReach: expectedReach,
      horizon: try horizon.map { Double(try Stretch($0, option: "--horizon").milliseconds) / 1000 }, top: top ?? .max,
      session.execution)
    for line in forecasts.summary { session.talk.note(line) }
    try destination.write(forecasts.table, session: session, atMost: top ?? 20)
  }

  private func writeNext(
    _ item: String, _ data: PredictionData, _ destination: Destination, _ session: Session
  ) throws {
    let period = try within.map { try Stretch($0, option: "--within").milliseconds } ?? TimeWindow.day
    let options = NextAdopters(
      contacts: contacts ?? 2, period: period, memory: memory ?? 7, seed: session.seed)
    let forecast = try NextForecast(options, of: item, data, session.execution)
    for line in forecast.summary { session.talk.note(line) }
    for line in forecast.details { session.talk.detail(line) }
    try destination.write(forecast.table.prefix(top ?? .max), session: session, atMost: top ?? 20)
  }
}
