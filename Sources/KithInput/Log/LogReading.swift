import KithFoundation
import KithGraph

/// A log and what was met on the way to it.
public struct LogReading: Sendable {
  public let log: InteractionLog
  public let summary: ReadingSummary

  public init(log: InteractionLog, summary: ReadingSummary) {
    self.log = log
    self.summary = summary
  }
}

/// What was read, how it was understood, and what was left out.
public struct ReadingSummary: Sendable {
  public var files: [FileFacts] = []
  /// Records met, without headers, comments and blank lines.
  public var rowsRead = 0
  /// Rows of the log.
  public var rowsKept = 0
  public var badRows = 0
  /// Rows of a kind that was not asked for.
  public var filteredByKind = 0
  /// Rows outside `since..<until`, or without time when a window was asked for.
  public var filteredByWindow = 0
  /// Kept rows whose actor is their target.
  public var selfEdges = 0
  /// Kept rows that addressed nobody.
  public var withoutTarget = 0
  /// Kept rows by nobody known.
  public var withoutActor = 0
  /// What became of the messages; nil when the rows named their targets themselves.
  public var messages: MessageSummary?
  public var warnings: [Diagnostic] = []
  /// Every bad row under `.collect`; the first few under `.skip`. By file and line.
  public var rejects: [RejectedRow] = []

  public init() {}

  /// How many bad rows are kept for showing under `.skip`.
  static let rejectsShown = 10

  /// A word on why no row can become an edge, and which column would open them; nil if one can.
  var missingRelation: Diagnostic? {
    if rowsKept == 0 { return nil }
    if withoutActor == rowsKept {
      let column = files.first?.roles.first { $0.role == .from }?.column
      return Diagnostic(
        "W206",
        "\(column.map { "column \"\($0)\" is empty in every row" } ?? "no row says who acted"): "
          + "no relation can be formed, only activity over time",
        severity: .warning,
        help: "a filled author column (--from), and whom each row addresses (--to), would open them")
    }
    if withoutTarget == rowsKept {
      return Diagnostic(
        "W208", "no row says whom it addresses: no relation can be formed", severity: .warning,
        help: "a column with the addressed person (--to) or the parent comment (--parent) would open them")
    }
    return nil
  }

  /// How one source was understood.
  public struct FileFacts: Sendable {
    /// As given; "-" for standard input.
    public var path: String
    /// As stored, before decompression.
    public var bytes = 0
    public var format: InputFormat
    /// "utf-8", "utf-16le", "cp949", …
    public var encoding = "utf-8"
    public var isCompressed = false
    /// "comma", "tab", "semicolon", "pipe", "space", or the byte itself; nil where there is none.
    public var delimiter: String?
    public var hasHeader: Bool?
    /// Header names in order, or "column 1", "column 2", … without header.
    public var columns: [String] = []
    public var roles: [ColumnUse] = []
    /// "ISO 8601", "seconds since 1970", "milliseconds since 1970", …; nil without times.
    public var timeForm: String?
    public var rows = 0

    public init(path: String, format: InputFormat) {
      self.path = path
      self.format = format
    }
  }

  /// A column that plays a role.
  public struct ColumnUse: Sendable, Equatable {
    public var role: ColumnRole
    public var column: String
    /// 1-based.
    public var position: Int

    public init(role: ColumnRole, column: String, position: Int) {
      self.role = role
      self.column = column
      self.position = position
    }
  }
}

/// A row that could not be read.
public struct RejectedRow: Sendable, Equatable {
  public var diagnostic: Diagnostic
  /// The record as it stands in the input, without its line end (UTF-8, or the bytes that are not).
  public var record: [UInt8]

  public init(diagnostic: Diagnostic, record: [UInt8]) {
    self.diagnostic = diagnostic
    self.record = record
  }
}
