import ArgumentParser
import Foundation
import KithFoundation
import KithGraph
import KithInfluence
import KithInput
import KithMaps
import KithMeasures
import KithOutput
import KithReport

struct ReportVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the report of a log: page, map, tables and everything needed to check them.",
    discussion: Example.text(
      [
        Example("The whole report into a new folder.", "kith report comments.csv -o report"),
        Example("In Korean, told in Korean time.", "kith report comments.csv --lang ko --time-zone Asia/Seoul -o ko"),
        Example(
          "Was it the campaign or the customers?", "kith report comments.csv --brand mina -o report"),
        Example("Alike, or influenced?", "kith report comments.csv --actions actions.csv -o report"),
        Example(
          "What would their friends choose?",
          "kith report comments.csv --actions actions.csv --friends friends.csv -o next"),
        Example("Where Graphviz is not installed.", "kith report comments.csv -o report --no-map"),
      ],
      """
      Writes report.html (one file, opens offline), report.md, report.json, scores.csv, communities.csv, edges.csv,
      map.svg, map.dot and run.json; where it shows who followed whom, cascades.csv, triggers.csv, cascade.svg and
      cascade.dot too; with --actions, influence.csv, spreading.csv and, where friends are proven to help, offers.csv.
      --attributes with the columns consent and may_contact say whose actions may be used and who may be offered
      something. Prints the path of the page.
      """))

  /// Every file a report may hold: `--force` replaces a folder only if it holds nothing else.
  static let owned: Set<String> = [
    "report.html", "report.md", "report.json", "scores.csv", "communities.csv", "edges.csv", "cascades.csv",
    "triggers.csv", "influence.csv", "spreading.csv", "offers.csv", "map.svg", "map.dot", "cascade.svg", "cascade.dot",
    "run.json",
  ]

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Network") var network: StrengthArguments
  @OptionGroup(title: "Beside the log") var actions: ActionsArguments
  @OptionGroup var attributes: PeopleArguments

  @Option(
    help: ArgumentHelp(
      "With --actions: who is whose friend, a log or a table of ties, to tell what friends would choose. Repeat it for "
        + "more files. (default: the log)", valueName: "file"),
    completion: .file())
  var friends: [String] = []

  @Option(
    help: ArgumentHelp(
      "What the columns of --friends are, in order: from,to,at,weight; _ skips one. (default: seen by their names)",
      valueName: "roles"))
  var friendsColumns: String?

  @OptionGroup(title: "What people take up") var adopting: AdoptionArguments

  @Option(
    help: ArgumentHelp(
      "With --actions: how soon after a friend counts as following: 1d, 6h. (default: 1d)", valueName: "width"))
  var within: String?

  @Option(help: ArgumentHelp("With --actions: random draws of a test. (default: 999)", valueName: "n"))
  var draws: Int?

  @Option(name: [.short, .long], help: "The folder to make.", completion: .directory)
  var output: String

  @Flag(help: "Replace an earlier report in that folder.")
  var force = false

  @Flag(inversion: .prefixedNo, help: "Draw the map and the largest cascade; without them Graphviz is not needed.")
  var map = true

  @OptionGroup(title: "Map") var mapping: MapArguments

  @Option(help: "The language of the report's own words: en or ko.")
  var lang: ReportLanguage = .english

  @Option(help: "Leiden's resolution: above 1 finds more and smaller communities.")
  var resolution = 1.0

  @Option(help: "PageRank's chance of following one more relation.")
  var damping = 0.85

  @Option(help: "Communities described.")
  var communities = 8

  @Option(help: "Quotes for each person at the core; 0 keeps users' texts out of the pages.")
  var quotes = 3

  @Option(
    help: ArgumentHelp("The brand's own accounts, separated by commas; the rest are customers.", valueName: "ids"))
  var brand: [String] = []

  @Flag(help: "CSV files for spreadsheets: byte order mark, and ' before text that would run as a formula.")
  var excel = false

  @OptionGroup(title: "Run") var run: RunArguments

  func validate() throws {
    if !(resolution > 0 && resolution.isFinite) {
      throw ValidationError("--resolution must be above 0, not \(resolution)")
    }
    if !(damping >= 0 && damping < 1) {
      throw ValidationError("--damping must be at least 0 and below 1, not \(damping)")
    }
    if !actions.isGiven {
      let idle = [
        ("--attributes", attributes.attributes != nil), ("--friends", !friends.isEmpty),
        ("--about", adopting.about != nil),
        ("--any-item", adopting.anyItem), ("--period", adopting.period != nil), ("--traits", adopting.traits != nil),
        ("--within", within != nil), ("--draws", draws != nil),
      ].first(where: \.1)
      if let idle { throw ValidationError("\(idle.0) goes with --actions") }
    }
    let tables = input.inputs + [actions.actions, attributes.attributes].compactMap { $0 } + friends
    if tables.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input (-) can be read only once") }
    if friendsColumns != nil, friends.isEmpty { throw ValidationError("--friends-columns goes with --friends") }
    if adopting.traits != nil, attributes.attributes == nil {
      throw ValidationError("--traits are columns of --attributes")
    }
    if let within { _ = try Stretch(within, option: "--within") }
    if let draws, !(40...100_000).contains(draws) {
      throw ValidationError("--draws must be between 40 and 100000, not \(draws)")
    }
    if communities < 0 || quotes < 0 { throw ValidationError("--communities and --quotes cannot be negative") }
  }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let source = try LogInput(input, window, for: Self.self, keepsText: true)
    try OutputDirectory.check(output, overwriting: force, owned: Self.owned)
    let renderer = map ? try GraphvizHelper.renderer() : nil

    let digests = InputDigests()
    let reading = try source.read(session, tap: digests.tap)
    var options = reportOptions(for: reading, zone: try window.zone())
    options.brand = try PersonArgument.ids(brand, in: reading.log.people)
    let analysis = try Analysis(reading: reading, options: options, execution: session.execution)
    var drawing: MapDrawing?
    var picture: [UInt8]?
    if let renderer, analysis.graph.edgeCount > 0 {
      session.talk.detail("drawing the map")
      let drawn = try analysis.map(options: mapping.options(seed: session.seed)).drawing(execution: session.execution)
      picture = try renderer.render(drawn, as: .svg, execution: session.execution)
      drawing = drawn
    }
    let tree = map ? analysis.cascadeMap(beside: drawing)?.tree() : nil
    let treePicture = try tree.flatMap { try renderer?.render($0, as: .svg, execution: session.execution) }
    let beside = try actions.read(beside: source, among: analysis.log.people, session)
    let known = beside == nil ? nil : try attributes.read(among: analysis.log.people, session)
    let influence = try beside.flatMap { try self.influence(on: analysis, $0.actions, known, session) }
    let friends = try OwnFriends(
      friends, columns: friendsColumns, beside: source, window,
      among: analysis.log, session)
    let choices = try beside.map { try self.choices(on: analysis, $0.actions, known, friends?.log, session) }
    let manifest = try manifest(source, reading, options, digests)
    let report = Report(
      analysis: analysis, drawing: drawing, mapSVG: picture, cascade: tree, cascadeSVG: treePicture,
      influence: influence, choices: choices, run: manifest)
    let folder = try OutputDirectory(output, overwriting: force, owned: Self.owned)
    let files = try report.files(execution: session.execution)
    for file in files { try folder.write(file.bytes, to: file.name) }
    try folder.commit()
    try session.write("\(output)/report.html\n")
    session.talk.detail("\(counted(files.count, "file")) in \(output)")
    return source.exitCode(after: reading, badRowsElsewhere: (beside?.badRows ?? 0) + (friends?.badRows ?? 0))
  }

  /// Alike, or influenced; nil where the actions tell nothing.
  private func influence(
    on analysis: Analysis, _ actions: ActionLog, _ known: PersonTable?, _ session: Session
  ) throws -> InfluenceFindings? {
    let chosen = adopting.traits?.split(separator: ",").map { $0.trimmingPrefix { $0 == " " }.description }
    let traits = try known?.traits(chosen, of: analysis.log.people) ?? []
    do {
      let adoption = try Adoption(adopting, actions, zone: window.zone())
      session.talk.detail("weighing influence")
      return try InfluenceFindings(
        of: analysis, actions: actions, times: adoption.times, item: adoption.item, width: adoption.width,
        traits: traits, within: try Stretch(within ?? "1d", option: "--within").milliseconds, draws: draws ?? 999,
        execution: session.execution)
    } catch let reason as Unanswerable {
      var diagnostic = reason.diagnostic
      (diagnostic.code, diagnostic.severity) = ("W405", .warning)
      session.talk.show(diagnostic)
      return nil
    }
  }

  /// What friends would choose.
  private func choices(
    on analysis: Analysis, _ actions: ActionLog, _ known: PersonTable?, _ friends: InteractionLog?, _ session: Session
  ) throws -> ChoiceFindings {
    session.talk.detail("asking whether friends help to foretell what people take")
    return try ChoiceFindings(
      of: analysis, actions: actions, consent: ChoiceConsent(known, people: analysis.log.people),
      friends: friends, execution: session.execution)
  }

  private func reportOptions(for reading: LogReading, zone: TimeZone) -> ReportOptions {
    ReportOptions(
      title: mapping.title, language: lang, strength: network.strength, damping: damping, resolution: resolution,
      seed: run.seed, core: mapping.core, communities: communities, quotes: quotes,
      utcOffsetMinutes: offset(zone, at: reading.log.period?.lowerBound), isForExcel: excel)
  }

  private func manifest(
    _ source: LogInput, _ reading: LogReading, _ options: ReportOptions, _ digests: InputDigests
  ) throws -> RunManifest {
    var manifest = RunManifest(
      version: KithCommand.version, command: "report",
      arguments: ResultArguments.of(Array(CommandLine.arguments.dropFirst(2))),
      options: ["input": source.options.manifest, "report": options.manifest, "map": map ? mapping.manifest : .null],
      seed: run.seed)
    manifest.inputs = reading.summary.files.enumerated().map { RunManifest.Input($1, digest: digests[$0]) }
    for path in [actions.actions, attributes.attributes].compactMap({ $0 }) + friends where path != "-" {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      manifest.inputs.append(
        RunManifest.Input(path: path, bytes: bytes.count, sha256: SHA256Digest.of(bytes).hexadecimal))
    }
    manifest.warnings = reading.summary.warnings
    return manifest
  }
}

/// Minutes a zone is ahead of UTC at a moment.
func offset(_ zone: TimeZone, at moment: Timestamp?) -> Int {
  zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment?.milliseconds ?? 0) / 1000)) / 60
}

extension ReportLanguage: ExpressibleByArgument {}
