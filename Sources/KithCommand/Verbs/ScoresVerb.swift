import ArgumentParser
import KithFoundation
import KithGraph
import KithInput
import KithMeasures
import KithOutput

struct ScoresVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "scores",
    abstract: "Measure people, relations or the whole network: whom attention reaches, who addresses, who connects.",
    discussion: Example.text(
      [
        Example("The ten people attention reaches most.", "kith scores comments.csv --top 10"),
        Example("Who answers most people?", "kith scores comments.csv --measure out-degree --kinds reply --top 10"),
        Example("Everybody's scores for a spreadsheet.", "kith scores comments.csv -o scores.csv --excel"),
        Example("The three at the top, day by day.", "kith scores comments.csv --window 1d --top 3"),
        Example("How firm are these ranks?", "kith scores comments.csv --top 5 --uncertainty"),
        Example("What will it take?", "kith scores comments.csv --measure pagerank --estimate"),
      ],
      """
      Rows come best first by the first measure; equal scores share a rank. Measures of people give a row a person,
      those of relations a row a relation, those of the whole network one row. `kith explain NAME` says what a
      measure means; `kith measures` lists them.
      """))

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Network") var network: NetworkArguments

  @Option(
    name: [.customLong("measure")],
    help: ArgumentHelp("Measures, separated by commas; the first one ranks.", valueName: "names"),
    completion: .list(MeasureRegistry.all.map(\.name)))
  var measures = "pagerank,in-degree,in-strength,out-degree,out-strength"

  @Option(help: "Only the best so many, of each window if there are several. (default: all; 20 on a terminal)")
  var top: Int?

  @Flag(help: "Rank from below, for measures where small values stand out: constraint, disparity.")
  var lowest = false

  @Flag(help: "Tell the memory it would take, and compute nothing.")
  var estimate = false

  @OptionGroup(title: "Uncertainty") var firmness: UncertaintyArguments
  @OptionGroup(title: "Measures") var options: MeasureArguments
  @OptionGroup(title: "Series") var series: SeriesArguments
  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be at least 1, not \(top)") }
    if firmness.uncertainty, series.isAsked {
      throw ValidationError("--uncertainty is for one ranking, not with --window")
    }
    if firmness.uncertainty, lowest {
      throw ValidationError("--uncertainty ranks the highest first: not with --lowest")
    }
  }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let request = try MeasureRequest(measures)
    try MeasureOption.check(options.given, usedBy: request.entries)
    if top != nil || lowest, request.result == .graph {
      throw ValidationError(
        "\(lowest ? "--lowest" : "--top") ranks people or relations; \(request.entries[0].name) has one value")
    }
    if firmness.uncertainty, request.result != .nodes {
      throw ValidationError("--uncertainty is about ranks of people; \(request.entries[0].name) has none")
    }
    let source = try LogInput(input, window, for: Self.self)
    let destination = output.destination
    try destination.check(inputs: source.options.sources)
    var settings = options.settings(seed: session.seed)
    if estimate {
      let estimate = try MemoryEstimate(source, request.entries, settings, network, session)
      try estimate.write(to: destination, session)
      return .success
    }
    let reading = try source.read(session)
    settings.restart = try PersonArgument.ids(settings.restart, in: reading.log.people)
    if series.isAsked {
      try writeSeries(of: request, settings, reading, source, destination, session)
    } else {
      try write(request, settings, reading, destination, session)
    }
    return source.exitCode(after: reading)
  }

  private var ranking: Ranking { Ranking(top: top, isLowestFirst: lowest) }

  private func write(
    _ request: MeasureRequest, _ settings: MeasureSettings, _ reading: LogReading, _ destination: Destination,
    _ session: Session
  ) throws {
    let graph = try network.graph(reading.log, session)
    for entry in request.entries {
      try entry.checkMemory(for: graph.size, settings: settings, threads: session.execution.threads)
    }
    var settings = settings
    // Below 1/n more paths would be drawn than searching from everyone takes.
    if let epsilon = settings.epsilon, epsilon > 0, epsilon * Double(graph.nodeCount) <= 1 {
      session.talk.note("an error of \(epsilon) takes more random paths than there are people: computed exactly")
      settings.epsilon = nil
    }
    if let slow = request.entries.first(where: { Self.takesLong($0, settings, graph) }) {
      session.talk.note(
        "\(slow.name) follows the paths of all \(grouped(graph.nodeCount)) people, which takes long; "
          + "--sources 500 estimates it")
    }
    let results = try ScoreResults(request.entries, settings, in: graph, session.execution)
    try results.checkHasAnswer()
    results.tell(session.talk) { count in
      request.result == .edges ? counted(count, "relation") : counted(count, "person", "people")
    }
    switch results {
    case .nodes(let all):
      var table = ScoreTables.nodes(all, people: reading.log.people, ranking)
      if firmness.uncertainty, case .nodes(let make) = request.entries[0].make {
        let firm = try firmness.columns(
          of: ranking.order(all[0].measure, all[0].values).rows, by: try make(settings), in: graph, log: reading.log,
          strength: network.strength, seed: session.seed, session.execution)
        table = Table(
          schema: table.schema,
          columns: [table.columns[0]] + firm.prefix(2) + table.columns.dropFirst() + firm.suffix(1))
      }
      try destination.write(table, session: session, atMost: top ?? 20)
    case .edges(let all):
      let table = ScoreTables.edges(all, people: reading.log.people, isDirected: graph.isDirected, ranking)
      try destination.write(table, session: session, atMost: top ?? 20)
    case .graph(let all): try Self.write(all, destination, session)
    }
  }

  /// Whether a measure is about to search from everyone in a network where that takes minutes.
  private static func takesLong(_ entry: MeasureEntry, _ settings: MeasureSettings, _ graph: Graph) -> Bool {
    entry.info.result != .graph && settings.sources == nil && settings.epsilon == nil
      && Double(graph.nodeCount) * Double(graph.edgeCount) > 1e11 && MeasureOption.sources.isUsed(by: entry)
  }

  /// Values of the whole network: a row in files, a line a measure on a terminal.
  private static func write(_ values: [GraphValue], _ destination: Destination, _ session: Session) throws {
    let table = ScoreTables.graphs([values])
    guard destination.effectiveFormat == .table else { return try destination.write(table, session: session) }
    let shown = TerminalLayout.table(table)
    let upright = TerminalTable(
      header: ["measure", "value"], rows: zip(shown.header, shown.rows[0]).map { [$0, $1] }, alignment: [.left, .right])
    try session.write(upright.lines(width: Terminal.width(of: 1)).joined(separator: "\n") + "\n")
  }

  private func writeSeries(
    of request: MeasureRequest, _ settings: MeasureSettings, _ reading: LogReading, _ source: LogInput,
    _ destination: Destination, _ session: Session
  ) throws {
    let windows = try series.windows(over: reading.log, since: source.options.since, zone: try window.zone())
    var table = SeriesTable(request, ranking)
    try WindowSeries(windows, over: reading.log, network).forEach(session.execution) { slice in
      try table.add(slice, settings, session.execution)
    }
    if let first = table.unanswered.first {
      session.talk.note(
        "\(grouped(table.unanswered.count)) of \(counted(windows.count, "window")) without an answer: \(first)")
    }
    try destination.write(table.table(reading.log.people), session: session, atMost: 60)
  }
}
