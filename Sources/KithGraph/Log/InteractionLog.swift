import KithFoundation

/// Who addressed whom, when, where: the rows of the input as columns, each with its evidence.
///
/// One row = one interaction: `actor` commented on, replied to, mentioned or shared `target`.
/// A row without target addressed nobody (a post, an unanswered top-level comment): it counts as
/// activity, never as an edge. A row whose actor is its target is a self-edge: kept, counted apart,
/// left out of graphs. Rows stand in input order; nothing computed from a log may depend on it.
public struct InteractionLog: Sendable {
  /// Ids of all actors and targets, ascending by bytes. Codes in `actors` and `targets` index it.
  public let people: NameTable
  /// `InteractionLog.none` where the author is unknown (an anonymous comment: activity only).
  public let actors: [UInt32]
  /// `InteractionLog.none` where the row addressed nobody.
  public let targets: [UInt32]
  /// Milliseconds since the epoch, `Timestamp.missing` where unknown; nil when the input has no times.
  public let times: [Int64]?
  /// What kind of interaction ("comment", "reply", "mention", "share", …); nil when not given.
  public let kinds: CodedColumn?
  public let channels: CodedColumn?
  /// The post, hashtag, URL or product the row is about.
  public let items: CodedColumn?
  /// Nil when every row weighs 1.
  public let weights: [Float]?
  /// The rows' free text, if it was asked for.
  public let texts: TextColumn?
  public let evidence: EvidenceColumn

  public static let none = UInt32.max

  public init(
    people: NameTable, actors: [UInt32], targets: [UInt32], times: [Int64]? = nil,
    kinds: CodedColumn? = nil, channels: CodedColumn? = nil, items: CodedColumn? = nil,
    weights: [Float]? = nil, texts: TextColumn? = nil, evidence: EvidenceColumn
  ) {
    precondition(targets.count == actors.count && times.map { $0.count == actors.count } ?? true)
    precondition([kinds, channels, items].allSatisfy { $0.map { $0.codes.count == actors.count } ?? true })
    precondition(weights.map { $0.count == actors.count } ?? true)
    self.people = people
    self.actors = actors
    self.targets = targets
    self.times = times
    self.kinds = kinds
    self.channels = channels
    self.items = items
    self.weights = weights
    self.texts = texts
    self.evidence = evidence
  }

  /// Number of rows.
  public var count: Int { actors.count }

  /// First and last known time, or nil when no row has one. O(rows).
  public var period: ClosedRange<Timestamp>? {
    guard let times else { return nil }
    var low = Int64.max
    var high = Int64.min
    for time in times where time != Timestamp.missing {
      low = min(low, time)
      high = max(high, time)
    }
    return low > high ? nil : Timestamp(milliseconds: low)...Timestamp(milliseconds: high)
  }
}

/// A column of repeated names: a code a row, a table of names ascending by bytes.
public struct CodedColumn: Sendable, Equatable {
  public let names: NameTable
  /// `InteractionLog.none` where the row has no value.
  public let codes: [UInt32]
  public init(names: NameTable, codes: [UInt32]) {
    self.names = names
    self.codes = codes
  }
}

/// Free text by row, in one arena. Untrusted.
public struct TextColumn: Sendable {
  public let offsets: [Int]
  public let bytes: [UInt8]
  public init(offsets: [Int], bytes: [UInt8]) {
    self.offsets = offsets
    self.bytes = bytes
  }
  public subscript(row: Int) -> String {
    String(decoding: bytes[offsets[row]..<offsets[row + 1]], as: UTF8.self)
  }
}

/// Where each row stands in the input: file and physical line (1-based, where the record starts).
public struct EvidenceColumn: Sendable {
  public let files: [String]
  /// Rows `starts[f]..<starts[f+1]` come from file f; rows of one file are contiguous.
  public let starts: [Int]
  public let lines: [UInt32]
  public init(files: [String], starts: [Int], lines: [UInt32]) {
    precondition(starts.count == files.count + 1 && starts.last == lines.count)
    self.files = files
    self.starts = starts
    self.lines = lines
  }
  public subscript(row: Int) -> Place {
    let file = starts.dropFirst().firstIndex { row < $0 }! - 1
    return Place(file: files[file], line: Int(lines[row]))
  }
}
