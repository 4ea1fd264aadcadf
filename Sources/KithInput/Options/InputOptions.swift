import KithFoundation

/// What to read and how to understand it.
///
///     var options = InputOptions(sources: ["comments.csv.gz"])
///     options.kinds = ["reply", "mention"]
///     let reading = try LogReader(options).read(execution: .serial)
///
/// Whatever is nil is found in the data and stated in `ReadingSummary.files`, never guessed silently.
public struct InputOptions: Sendable, Codable, Equatable {
  /// Paths, "-" for standard input; read in this order.
  public var sources: [String]
  /// Nil: seen from the first source's content.
  public var format: InputFormat?
  public var columns: ColumnMapping
  /// The roles of the columns in order ("from", "to", "at", "kind", …; "" or "_" skips one), for headerless tables.
  public var columnList: [String]?
  /// One byte, or "tab", "space" (runs of blanks), "comma", "semicolon", "pipe".
  public var delimiter: String?
  public var hasHeader: Bool?
  /// "utf-8", "utf-16", "utf-16le", "utf-16be", "cp949", "euc-kr", "latin-1".
  public var encoding: String?
  /// The zone of times that carry none ("Asia/Seoul", "+09:00"); UTC when nil.
  public var timeZone: String?
  /// The kinds to keep, normalised or as written; empty keeps all.
  public var kinds: [String]
  /// Keep rows at or after this moment. Rows without time are left out of a window.
  public var since: Timestamp?
  /// Keep rows before this moment.
  public var until: Timestamp?
  public var onBadRow: BadRowPolicy
  /// Removes blanks around ids.
  public var trimsIDs: Bool
  /// Keeps the rows' texts in the log.
  public var keepsText: Bool
  /// Rows say who did what, as in a table of person, item and time: they need an item and address nobody.
  public var isOfActions: Bool
  public var limits: InputLimits

  public init(
    sources: [String], format: InputFormat? = nil, columns: ColumnMapping = ColumnMapping(),
    columnList: [String]? = nil, delimiter: String? = nil, hasHeader: Bool? = nil, encoding: String? = nil,
    timeZone: String? = nil, kinds: [String] = [], since: Timestamp? = nil, until: Timestamp? = nil,
    onBadRow: BadRowPolicy = .fail, trimsIDs: Bool = false, keepsText: Bool = false, isOfActions: Bool = false,
    limits: InputLimits = InputLimits()
  ) {
    self.sources = sources
    self.format = format
    self.columns = columns
    self.columnList = columnList
    self.delimiter = delimiter
    self.hasHeader = hasHeader
    self.encoding = encoding
    self.timeZone = timeZone
    self.kinds = kinds
    self.since = since
    self.until = until
    self.onBadRow = onBadRow
    self.trimsIDs = trimsIDs
    self.keepsText = keepsText
    self.isOfActions = isOfActions
    self.limits = limits
  }
}

/// What a file holds.
public enum InputFormat: String, Sendable, Codable, CaseIterable {
  /// A table of who addressed whom: CSV, TSV, `;`, or blank-separated.
  case interactions
  /// A table of messages with author and parent or text.
  case messages
  /// One JSON object a line.
  case jsonLines
  /// GitHub's event archive, JSON Lines.
  case gitHubEvents
  /// Posts.xml and Comments.xml of a Stack Exchange dump.
  case stackExchange
}

/// What happens to a row that cannot be read.
public enum BadRowPolicy: String, Sendable, Codable, CaseIterable {
  /// The first one (smallest file and line) stops the reading.
  case fail
  /// They are counted and left out; the first few are shown.
  case skip
  /// As `skip`, and `ReadingSummary.rejects` holds every one.
  case collect
}

/// Where reading stops rather than eat the machine; hit with `ExitCode.limit`.
public struct InputLimits: Sendable, Codable, Equatable {
  /// Bytes of one field.
  public var field = 1 << 20
  /// Bytes of one id.
  public var id = 4096
  /// Fields of one record.
  public var columns = 10_000
  /// Bytes of one record.
  public var record = 16 << 20
  /// Bytes that one compressed source may grow to.
  public var decompressed = 16 << 30
  /// Growth of a compressed source once past 64 MiB.
  public var ratio = 200

  public init() {}

  /// The record limit as far as blocks can hold it.
  var recordBytes: Int { min(record, FieldSpan.limit - 1) }
}
