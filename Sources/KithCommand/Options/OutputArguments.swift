import ArgumentParser
import KithFoundation
import KithOutput

/// Where results go and how they are written.
struct OutputArguments: ParsableArguments {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case table, csv, tsv, json, jsonl, markdown

    var forFiles: TableFormat? { TableFormat(rawValue: rawValue) }
  }

  @Option(
    name: [.short, .long],
    help: "How results are written. (default: by the extension of -o, else table on a terminal, csv when piped)")
  var format: Format?

  @Option(name: [.short, .long], help: "Write to a file instead of standard output.", completion: .file())
  var output: String?

  @Flag(help: "Replace the output if it exists.")
  var force = false

  @Flag(help: "CSV for spreadsheets: byte order mark, and ' before text that would run as a formula.")
  var excel = false

  func validate() throws {
    if format == .table, output != nil {
      throw ValidationError("--format table is for terminals; a file takes csv, tsv, json, jsonl or markdown")
    }
    if excel, let format, format != .csv && format != .tsv {
      throw ValidationError("--excel goes with csv or tsv, not \(format.rawValue)")
    }
  }

  var speaksJSON: Bool { format == .json || format == .jsonl }

  var destination: Destination {
    Destination(format: format, output: output, isOverwriting: force, isForExcel: excel)
  }
}

/// A place for a result table: standard output or a file.
struct Destination {
  typealias Format = OutputArguments.Format

  var format: Format?
  /// `-` and nil mean standard output.
  var output: String?
  var isOverwriting = false
  var isForExcel = false
  /// Bytes in a format of their own, not a table.
  var isPicture = false

  /// The file's path, nil for standard output.
  var path: String? { output == "-" ? nil : output }

  /// The format asked for, or the one the extension names, or the one that suits standard output.
  var effectiveFormat: Format {
    if let format { return format }
    if isForExcel { return .csv }
    guard let path else { return CheckedOutput.standard.isTerminal ? .table : .csv }
    return Self.ending(of: path).flatMap { Self.formats[$0] } ?? .csv
  }

  private static let formats: [String: Format] = [
    "csv": .csv, "txt": .csv, "tsv": .tsv, "tab": .tsv, "json": .json, "jsonl": .jsonl, "ndjson": .jsonl,
    "md": .markdown, "markdown": .markdown,
  ]

  /// What follows the last full stop of a file's name, in lower case.
  static func ending(of path: String) -> String? {
    let parts = (path.split(separator: "/").last ?? "").split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1 ? parts.last.map { $0.lowercased() } : nil
  }

  /// Refuses an output that cannot be made, or two inputs from one pipe, before any work is done.
  func check(inputs: [String] = []) throws {
    if inputs.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input (-) can be read only once") }
    guard let path else { return }
    let unknown = Self.ending(of: path).flatMap { Self.formats[$0] == nil ? $0 : nil }
    if let unknown, format == nil, !isForExcel, !isPicture {
      throw ValidationError(
        "\(path): .\(unknown) is not a format of results; use .csv, .tsv, .json, .jsonl or .md, or name it with --format"
      )
    }
    try refuseInputAsOutput(path, inputs: inputs)
    try AtomicFile.check(path, overwriting: isOverwriting)
  }

  /// A terminal gets at most `limit` rows and a note that there are more.
  func write(_ table: Table, session: Session, atMost limit: Int = .max) throws {
    guard let format = effectiveFormat.forFiles else {
      let width = Terminal.width(of: 1)
      let shown = width == nil ? table : table.prefix(limit)
      let lines = TerminalLayout.table(shown).lines(width: width)
      try session.write(lines.joined(separator: "\n") + "\n")
      if shown.rowCount < table.rowCount {
        session.talk.note("… \(grouped(table.rowCount - shown.rowCount)) more; --top N shows more, -o FILE writes all")
      }
      return
    }
    try write(table.bytes(as: format, writing: TableWriting(isForExcel: isForExcel)), session: session)
  }

  func write(_ bytes: [UInt8], session: Session) throws {
    guard let path else { return try session.write(bytes) }
    try AtomicFile.write(bytes, to: path, overwriting: isOverwriting)
  }
}

/// Throws when an output path names one of the inputs.
func refuseInputAsOutput(_ output: String, inputs: [String]) throws {
  if let same = inputs.first(where: { $0 != "-" && FileIdentity($0) != nil && FileIdentity($0) == FileIdentity(output) }
  ) {
    throw KithError(
      .usage,
      Diagnostic("E702", "the output \(output) is the input \(same)", help: "choose another name for the output"))
  }
}
