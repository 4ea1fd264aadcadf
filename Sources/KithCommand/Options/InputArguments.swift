import ArgumentParser
import Foundation
import KithGraph
import KithInput

/// What to read and how to understand it: the same in every verb that reads a log.
struct InputArguments: ParsableArguments {
  @Argument(
    help: "Logs to read: CSV, TSV, JSON Lines, XML dumps, plain or gzip; - is standard input.", completion: .file())
  var inputs: [String] = []

  @Option(help: ArgumentHelp("Column of who acted, by name or number.", valueName: "column"))
  var from: String?
  @Option(help: ArgumentHelp("Column of whom they addressed.", valueName: "column"))
  var to: String?
  @Option(help: ArgumentHelp("Column of the time.", valueName: "column"))
  var at: String?
  @Option(help: ArgumentHelp("Column of the kind: reply, mention, share …", valueName: "column"))
  var kind: String?
  @Option(help: ArgumentHelp("Column of the channel.", valueName: "column"))
  var channel: String?
  @Option(help: ArgumentHelp("Column of the post, hashtag or product.", valueName: "column"))
  var item: String?
  @Option(help: ArgumentHelp("Column of the weight.", valueName: "column"))
  var weight: String?
  @Option(help: ArgumentHelp("Column of the text.", valueName: "column"))
  var text: String?
  @Option(help: ArgumentHelp("Column of the message's id.", valueName: "column"))
  var id: String?
  @Option(help: ArgumentHelp("Column of the id of the message answered.", valueName: "column"))
  var parent: String?

  @Option(
    help: ArgumentHelp(
      "What the columns are, in order, for tables without header: from,to,at,kind; _ skips one.", valueName: "roles"))
  var columns: String?

  @Option(help: "How the input is laid out. (default: seen from its content)")
  var inputFormat: InputFormat?

  @Option(help: "What separates the columns: comma, tab, semicolon, space, pipe or a character. (default: seen)")
  var delimiter: String?

  @Flag(help: "The first row is data.")
  var noHeader = false

  @Option(help: "utf-8, utf-16, cp949, euc-kr, latin-1 … (default: utf-8, or as the file's first bytes say)")
  var encoding: String?

  @Option(help: "What to do with a row that cannot be read. (default: fail)")
  var onBadRow: BadRowPolicy?

  @Option(
    help: ArgumentHelp("Write bad rows with their reasons to this file; implies collect.", valueName: "file"),
    completion: .file())
  var rejects: String?

  @Flag(help: "End with 0 although rows were skipped (otherwise 2).")
  var allowSkips = false

  @Flag(help: "Remove blanks around ids.")
  var trim = false

  @Option(
    help: ArgumentHelp("Stop when a compressed input grows past this: 500MB, 32GB. (default: 16GB)", valueName: "size"))
  var maxDecompressed: String?

  @Option(help: ArgumentHelp("Stop at a field longer than this. (default: 1MiB)", valueName: "size"))
  var maxField: String?

  @Option(help: ArgumentHelp("Stop at an id longer than this. (default: 4KiB)", valueName: "size"))
  var maxId: String?

  func validate() throws {
    if rejects != nil, let onBadRow, onBadRow != .collect {
      throw ValidationError("--rejects goes with --on-bad-row collect, not \(onBadRow.rawValue)")
    }
    for (name, size) in [("--max-decompressed", maxDecompressed), ("--max-field", maxField), ("--max-id", maxId)] {
      if let size, ByteCount.bytes(size) == nil {
        throw ValidationError("\(name) takes a size such as 500MB or 32GB, not \"\(size)\"")
      }
    }
    if inputs.filter({ $0 == "-" }).count > 1 { throw ValidationError("standard input (-) can be read only once") }
  }

  /// The sources: what was named, else standard input when something is piped in.
  func sources(for verb: any ParsableCommand.Type) throws -> [String] {
    if !inputs.isEmpty { return inputs }
    if isatty(0) == 1 { throw MissingInput(help: KithCommand.helpMessage(for: verb)) }
    return ["-"]
  }

  /// `isRead`: whether there is a log at all; without one, its options hold for the tables beside it.
  func options(
    for verb: any ParsableCommand.Type, window: WindowArguments, isRead: Bool = true
  ) throws -> InputOptions {
    var options = InputOptions(sources: isRead ? try sources(for: verb) : [])
    options.format = inputFormat
    options.columns = ColumnMapping(
      from: from, to: to, at: at, kind: kind, channel: channel, item: item, weight: weight, text: text, id: id,
      parent: parent)
    options.columnList = columns?.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    options.delimiter = delimiter
    options.hasHeader = noHeader ? false : nil
    options.encoding = encoding
    options.onBadRow = rejects == nil ? onBadRow ?? .fail : .collect
    options.trimsIDs = trim
    if let size = maxDecompressed.flatMap(ByteCount.bytes) { options.limits.decompressed = size }
    if let size = maxId.flatMap(ByteCount.bytes) { options.limits.id = size }
    if let size = maxField.flatMap(ByteCount.bytes) {
      options.limits.field = size
      options.limits.record = max(options.limits.record, 2 * size)
    }
    try window.apply(to: &options)
    return options
  }
}

/// Nothing to read, at a terminal: the verb's help is the answer.
struct MissingInput: Error { let help: String }

extension InputFormat: ExpressibleByArgument {
  /// As it is typed: `json-lines`, `github-events`.
  var typedName: String {
    switch self {
    case .interactions: "interactions"
    case .messages: "messages"
    case .jsonLines: "json-lines"
    case .gitHubEvents: "github-events"
    case .stackExchange: "stack-exchange"
    }
  }

  public init?(argument: String) {
    guard let format = Self.allCases.first(where: { $0.typedName == argument }) else { return nil }
    self = format
  }

  public static var allValueStrings: [String] { allCases.map(\.typedName) }
}
extension BadRowPolicy: ExpressibleByArgument {}
extension EdgeStrength: ExpressibleByArgument {}
