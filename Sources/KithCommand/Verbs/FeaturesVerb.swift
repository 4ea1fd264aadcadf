import ArgumentParser
import Foundation
import KithFoundation
import KithGraph
import KithInput
import KithOutput
import KithRecommend

struct FeaturesVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Write what friends tell as columns for another recommender: people, ties, and what may be recommended.",
    discussion: Example.text(
      [
        Example(
          "Tables for pandas, implicit or LightFM.", "kith features --actions actions.csv --friends friends.csv -o feed"
        ),
        Example(
          "People and items as numbers, for matrices.",
          "kith features --actions actions.csv --friends friends.csv --ids numbers -o f"),
        Example(
          "What the network alone tells of people.",
          "kith features --friends comments.csv --attributes people.csv -o feed"),
      ],
      """
      Writes users (scores, community, what their friends did), ties (how much each heeds each, in several ways),
      interactions, candidates (what friends say about each item that may be recommended), dictionary.csv, README.md and
      run.json into a folder. Candidates are the rows of --candidates, any recommender's lists; without, what friends
      took and the person did not. --layout recbole and librec write the files those programs read; --until tells
      things as they stood, to foretell what came after. Without --actions, only what the network tells. Prints the
      path of the README.
      """))

  @OptionGroup(title: "Input") var taste: TasteArguments

  @Option(
    help: ArgumentHelp(
      "What may be recommended, by any recommender: user, item, score or rank. (default: what friends took and the "
        + "person did not)", valueName: "file"),
    completion: .file())
  var candidates: String?

  @OptionGroup var wishes: PeopleRuleArguments

  @Option(
    help: ArgumentHelp("Columns of --attributes to hand on, separated by commas. (default: all)", valueName: "names"))
  var traits: String?

  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Friends") var ties: TiesArguments

  @Option(
    help: ArgumentHelp("How long before the last action counts as lately: 30d, 12h.", valueName: "width"))
  var lately = "30d"

  @Option(
    help: ArgumentHelp(
      "At most so many candidates a person, the first of their list. (default: all of --candidates, else 100)",
      valueName: "n"))
  var top: Int?

  @Option(help: ArgumentHelp("People from whom betweenness is sampled; all where there are no more.", valueName: "n"))
  var sources = 256

  @Option(help: "Leiden's resolution: above 1 finds more and smaller communities.")
  var resolution = 1.0

  @Option(name: [.short, .long], help: "The folder to make.", completion: .directory)
  var output: String

  @Option(help: "csv, recbole or librec.")
  var layout: FeedLayout = .csv

  @Option(help: "names as they are, or numbers from 0 with tables that say whose they are.")
  var ids: IDs = .names

  enum IDs: String, CaseIterable, ExpressibleByArgument { case names, numbers }

  @Flag(help: "Replace earlier features in that folder.")
  var force = false

  @OptionGroup(title: "Run") var run: RunArguments

  func validate() throws {
    if taste.friends.isEmpty {
      throw ValidationError("name who is in touch with whom: --friends comments.csv, or a table of ties")
    }
    if taste.actions == nil {
      if candidates != nil { throw ValidationError("--candidates goes with --actions") }
      if layout != .csv { throw ValidationError("--layout \(layout.rawValue) needs --actions: who took what") }
      if ties.kind == .taste { throw ValidationError("--ties taste needs --actions: who took what") }
    }
    if layout == .librec, candidates != nil {
      throw ValidationError("LibRec has no place for candidates: choose --layout csv")
    }
    if traits != nil, wishes.files.isEmpty { throw ValidationError("--traits are columns of --attributes") }
    // The table of people is read for what they agreed to, and for their traits.
    if inputs.count(where: { $0 == "-" }) + wishes.files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input (-) can be read only once; --attributes must be a file")
    }
    _ = try Stretch(lately, option: "--lately")
    if let top, top < 1 { throw ValidationError("--top must be at least 1, not \(top)") }
    if sources < 1 { throw ValidationError("--sources must be at least 1, not \(sources)") }
    if !(resolution > 0 && resolution.isFinite) {
      throw ValidationError("--resolution must be above 0, not \(resolution)")
    }
  }

  /// The folder's own name, after which RecBole's files are called.
  static func name(of folder: String) -> String { folder.split(separator: "/").last.map(String.init) ?? "features" }

  /// Every file a folder of features may hold: `--force` replaces one only if it holds nothing else.
  static func owned(_ folder: String) -> Set<String> {
    FeedWriter.names(folder: name(of: folder)).union(["README.md", "run.json"])
  }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    try OutputDirectory.check(output, overwriting: force, owned: Self.owned(output))
    let base = try candidates.map { try CandidateTable(contentsOf: $0, taste, session) }
    var data = try TasteData(
      taste, window, needsActions: false, furtherPeople: base.map { [$0.table.users] } ?? [],
      furtherItems: base.map { [$0.table.items] } ?? [], session)
    let rules = try PeopleRules(wishes, among: data.people, session)
    rules.apply(to: &data)
    let feed = try tables(data, base, rules, session)
    let writer = FeedWriter(layout: layout, numbersIDs: ids == .numbers, folder: Self.name(of: output))
    try writer.check(feed.tables)
    let files =
      feed.tables.compactMap(writer.file)
      + writer.numbering(people: data.people, items: data.items, isShown: rules.mayBeUsed)
      + [writer.dictionary(feed.tables)]
    let readme = guide(writer, files, feed)
    let folder = try OutputDirectory(output, overwriting: force, owned: Self.owned(output))
    for file in files { try folder.write(file.bytes, to: file.name) }
    try folder.write(Array(readme.text.utf8), to: "README.md")
    try folder.write(try manifest(data, files).json.bytes(.pretty), to: "run.json")
    try folder.commit()
    for file in files { session.talk.note("\(file.name): \(counted(file.rows, "row"))") }
    try session.write("\(output.hasSuffix("/") ? output : output + "/")README.md\n")
    return data.exitCode(taste, badRowsElsewhere: base?.table.badRows ?? 0)
  }

  private var inputs: [String] {
    taste.sources + [candidates, ties.learned].compactMap { $0 } + wishes.files
  }

  private func guide(_ writer: FeedWriter, _ files: [FeedWriter.File], _ feed: Feed) -> FeedGuide {
    var guide = FeedGuide(
      writer: writer, files: files, inputs: inputs, until: window.until, moment: feed.moment, lately: lately,
      ties: ties.kind, notes: [])
    guide.notes = feed.notes + [guide.weights]
    return guide
  }

  private func manifest(_ data: TasteData, _ files: [FeedWriter.File]) throws -> RunManifest {
    var manifest = RunManifest(
      version: KithCommand.version, command: "features",
      arguments: ResultArguments.of(Array(CommandLine.arguments.dropFirst(2))),
      options: [
        "layout": .string(layout.rawValue), "ids": .string(ids.rawValue), "ties": .string(ties.kind.rawValue),
        "second_hop": .real(ties.secondHop), "lately": .string(lately), "top": JSONValue(top),
        "sources": .integer(sources), "resolution": .real(resolution), "until": JSONValue(window.until),
        "since": JSONValue(window.since),
      ], seed: run.seed)
    for path in inputs where path != "-" {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      manifest.inputs.append(
        RunManifest.Input(path: path, bytes: bytes.count, sha256: SHA256Digest.of(bytes).hexadecimal))
    }
    manifest.graph = [
      "people": .integer(data.people.count), "items": .integer(data.items.count),
      "rows": .object(files.map { .init($0.name, .integer($0.rows)) }),
    ]
    manifest.outputs = files.map { RunManifest.Output(name: $0.name, content: $0.bytes) }
    return manifest
  }
}

extension FeedLayout: ExpressibleByArgument {}
