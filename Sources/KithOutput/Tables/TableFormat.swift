import KithFoundation

/// How a table is written.
public enum TableFormat: String, Sendable, Codable, CaseIterable {
  /// RFC 4180 with LF line ends: a header, commas, quotes where needed.
  case csv
  /// Tabs; `\t`, `\n`, `\r` and `\\` inside cells are escaped with a backslash.
  case tsv
  /// One object: schema, columns with type and meaning, rows as objects.
  case json
  /// One object a row.
  case jsonl
  /// A pipe table.
  case markdown

  public var fileExtension: String { self == .markdown ? "md" : rawValue }
}

/// What a writer may change for the program that will open the file.
public struct TableWriting: Sendable, Codable, Equatable {
  /// For spreadsheets: a byte order mark, and `'` before text that a spreadsheet would run as a
  /// formula (it begins with `=`, `+`, `-`, `@`, tab, carriage return or a full-width ＝＋－＠).
  /// Plain CSV stays untouched, so that ids survive a round trip.
  public var isForExcel: Bool

  public init(isForExcel: Bool = false) { self.isForExcel = isForExcel }
}

extension Table {
  /// The whole table as bytes. The same table gives the same bytes. O(cells).
  public func bytes(as format: TableFormat, writing: TableWriting = TableWriting()) -> [UInt8] {
    switch format {
    case .csv: delimited(by: UInt8(ascii: ","), writing)
    case .tsv: delimited(by: UInt8(ascii: "\t"), writing)
    case .json: json()
    case .jsonl: jsonLines()
    case .markdown: markdown()
    }
  }
}
