import KithFoundation
import KithGraph

/// Reads sources of any format into one canonical log.
///
///     let reading = try LogReader(InputOptions(sources: ["replies.csv"])).read(execution: .serial)
///     reading.log.people.count
///
/// The log does not depend on threads, on how the input is cut into files' blocks, or, apart from
/// the order of its rows, on the order of the input's rows. Throws `KithError` (64 usage, 65 content,
/// 66 absent, 74 changed while read, 75 limit) and `CancellationError`.
public struct LogReader: Sendable {
  public var options: InputOptions
  /// Called with each source's bytes as stored, in order, for hashing.
  public var tap: (@Sendable (_ file: Int, UnsafeRawBufferPointer) -> Void)?

  public init(_ options: InputOptions) { self.options = options }

  public func read(execution: Execution = .serial) throws -> LogReading {
    if options.sources.isEmpty {
      throw KithError(.usage, Diagnostic("E701", "no input given", help: "name a file, or - for standard input"))
    }
    let sources = options.sources.enumerated().map { ByteSource($1, index: $0, options: options, tap: tap) }
    for source in sources { try source.check() }
    let format = try options.format ?? InputFormat.sniffed(from: sources[0], options: options)
    let reading = try format.reader.read(sources, options: options, execution: execution)
    guard !options.isOfActions, let warning = reading.summary.missingRelation else { return reading }
    var summary = reading.summary
    summary.warnings.append(warning)
    return LogReading(log: reading.log, summary: summary)
  }
}

extension InteractionLog {
  /// Reads one file with everything found by content and name.
  public init(contentsOf path: String, execution: Execution = .serial) throws {
    self = try LogReader(InputOptions(sources: [path])).read(execution: execution).log
  }
}

/// What every format offers: sources in, log out.
protocol FormatReader: Sendable {
  func read(_ sources: [ByteSource], options: InputOptions, execution: Execution) throws -> LogReading
}

extension InputFormat {
  var reader: any FormatReader {
    switch self {
    case .interactions: InteractionTableReader()
    case .messages: MessageTableReader()
    case .jsonLines: JSONLinesReader()
    case .gitHubEvents: GitHubEventsReader()
    case .stackExchange: StackExchangeReader()
    }
  }
}
