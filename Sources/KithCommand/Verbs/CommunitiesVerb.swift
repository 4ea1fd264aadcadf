import ArgumentParser
import KithFoundation
import KithGraph
import KithInput
import KithMeasures
import KithOutput

struct CommunitiesVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "communities",
    abstract: "Find groups of people who interact more among themselves than chance would have it.",
    discussion: Example.text(
      [
        Example("The communities, largest first.", "kith communities comments.csv"),
        Example("Who belongs where.", "kith communities comments.csv --members -o members.csv"),
        Example("More and smaller ones.", "kith communities comments.csv --resolution 2"),
        Example("Who leads each, and what it talks about.", "kith communities comments.csv --describe"),
        Example("How far to believe them.", "kith communities comments.csv --consensus 10 --members"),
        Example("What became of them, day by day.", "kith communities comments.csv --window 2d --step 1d"),
      ],
      """
      Leiden on the undirected weighted graph unless --method says otherwise; communities are numbered from 1, largest
      first, or in order of appearance over --window.
      """))

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Network") var network: NetworkArguments
  @OptionGroup(title: "Method") var finding: CommunityArguments

  @Flag(help: "List every person with their community instead.")
  var members = false

  @Flag(help: "Describe the largest ones instead: people, ties, words where the log has texts.")
  var describe = false

  @Option(
    help: ArgumentHelp(
      "With --describe: a table of people (id and traits); tells what members have in common.", valueName: "file"),
    completion: .file())
  var attributes: String?

  @Flag(help: "Add how well each holds together: share inside, conductance, density.")
  var quality = false

  @Option(
    help: ArgumentHelp(
      "Compare with known groups instead: a table of people, their id and group.", valueName: "file"),
    completion: .file())
  var compare: String?

  @Flag(help: "Tell the memory it would take, and compute nothing.")
  var estimate = false

  @Option(help: "Only the first so many rows. (default: all; 20 on a terminal)")
  var top: Int?

  @OptionGroup(title: "Series") var series: SeriesArguments
  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be at least 1, not \(top)") }
    let forms = [("--members", members), ("--describe", describe), ("--compare", compare != nil)].filter(\.1)
    if forms.count > 1 { throw ValidationError("choose one of \(forms.map(\.0).joined(separator: " and "))") }
    if attributes != nil, !describe { throw ValidationError("--attributes goes with --describe") }
    if quality, let form = forms.first {
      throw ValidationError("--quality adds columns to the list of communities: not with \(form.0)")
    }
    if series.isAsked {
      let single = [("--describe", describe), ("--compare", compare != nil), ("--quality", quality)].first(where: \.1)
      if let single { throw ValidationError("\(single.0) is for one division, not with --window") }
    }
  }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let entry = try finding.entry()
    let source = try LogInput(input, window, for: Self.self, keepsText: describe)
    let destination = output.destination
    let tables = [attributes, compare].compactMap { $0 }
    try destination.check(inputs: source.options.sources + tables)
    if estimate {
      try MemoryEstimate(source, [entry], finding.settings(seed: session.seed), network, session)
        .write(to: destination, session)
      return .success
    }
    let people = try tables.first.map { try PersonTable(contentsOf: $0, execution: session.execution) }
    let reading = try source.read(session)
    if series.isAsked {
      try writeSeries(reading, source, destination, session)
    } else {
      try write(reading, people, destination, session)
    }
    return source.exitCode(after: reading)
  }

  private func write(
    _ reading: LogReading, _ people: PersonTable?, _ destination: Destination, _ session: Session
  ) throws {
    let names = reading.log.people
    let graph = try network.graph(reading.log, session)
    try finding.entry().checkMemory(
      for: graph.size, settings: finding.settings(seed: session.seed), threads: session.execution.threads)
    let found = try FoundCommunities(finding, in: graph, seed: session.seed, session.execution)
    found.tell(session.talk)
    people?.tellMatches(names, session.talk)
    if describe {
      let portraits = try CommunityPortraits(
        found, in: graph, log: reading.log, attributes: people, count: top ?? 10, session.execution)
      if destination.effectiveFormat == .table {
        try session.write(portraits.sheet(width: Terminal.width(of: 1) ?? 100))
      } else {
        try destination.write(portraits.table, session: session)
      }
      return
    }
    let table: Table
    if let people, compare != nil {
      table = CommunityTables.comparison(
        found.partition, with: people.columns.map { ($0.name, $0.codes(for: names)) })
    } else if members {
      table = CommunityTables.members(found, names)
    } else {
      let scores = try PageRank().scores(in: graph, execution: session.execution)
      table = CommunityTables.communities(found, scores, graph, names, hasQuality: quality)
    }
    try destination.write(table.prefix(top ?? .max), session: session, atMost: top ?? 20)
  }

  private func writeSeries(
    _ reading: LogReading, _ source: LogInput, _ destination: Destination, _ session: Session
  ) throws {
    let windows = try series.windows(over: reading.log, since: source.options.since, zone: try window.zone())
    var found = CommunitySeries()
    try WindowSeries(windows, over: reading.log, network).forEach(session.execution) { slice in
      try found.add(slice, finding, seed: session.seed, session.execution)
    }
    let table = try members ? found.members(reading.log.people) : found.table(reading.log.people)
    try destination.write(table.prefix(top ?? .max), session: session, atMost: top ?? 60)
  }
}
