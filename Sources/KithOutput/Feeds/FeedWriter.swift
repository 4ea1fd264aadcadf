import KithFoundation
import KithGraph

/// Writes the tables of a feed in one layout.
///
///     let writer = FeedWriter(layout: .recbole, numbersIDs: true, folder: "campaign")
///     try writer.check(tables)
///     let files = tables.compactMap { writer.file($0) }
///
/// With `numbersIDs` people and items are their numbers, from 0 in the order of the name tables; `numbering` says whose
/// they are. The same tables give the same bytes.
public struct FeedWriter: Sendable {
  public let layout: FeedLayout
  public let numbersIDs: Bool
  /// The folder's name: RecBole's files are named after it.
  public let folder: String

  public init(layout: FeedLayout, numbersIDs: Bool = false, folder: String) {
    self.layout = layout
    self.numbersIDs = numbersIDs
    self.folder = folder
  }

  public struct File: Sendable {
    public let name: String
    public let bytes: [UInt8]
    public let rows: Int
  }

  /// Every name that a folder of a feed may hold, in any layout.
  public static func names(folder: String) -> Set<String> {
    Set(
      FeedLayout.allCases.flatMap { layout in
        FeedTable.Kind.allCases.compactMap { layout.file(for: $0, folder: folder) }
      } + ["user_ids.csv", "item_ids.csv", "dictionary.csv"])
  }

  /// Throws E609 (bad data) where a name or label could not be read back from this layout's files.
  public func check(_ tables: [FeedTable]) throws {
    for table in tables where layout.file(for: table.kind, folder: folder) != nil {
      for column in table.columns.prefix(layout.columnCount ?? .max) { try check(column) }
    }
  }

  private func check(_ column: FeedColumn) throws {
    let isID = column.role == .person || column.role == .item
    if isID && numbersIDs { return }
    var bad: [[UInt8]] = []
    switch column.values {
    case .names(let table, let codes):
      var isUsed = [Bool](repeating: false, count: table.count)
      for code in codes where code != InteractionLog.none { isUsed[Int(code)] = true }
      bad = table.indices.filter { isUsed[$0] && !layout.canHold(table.utf8(of: $0)) }.map { Array(table.utf8(of: $0)) }
    case .text(let cells): bad = cells.compactMap { $0.map { Array($0.utf8) } }.filter { !layout.canHold($0[...]) }
    case .integers, .reals, .written, .times: break
    }
    let isNamed = layout != .recbole || layout.canHold(Array(column.name.utf8)[...]) && !column.name.contains(":")
    guard let first = bad.first ?? (isNamed ? nil : Array(column.name.utf8)) else { return }
    let (program, reason) =
      layout == .recbole
      ? ("RecBole", "its files have no quotes: no tabs, line ends, leading \" or words such as NA")
      : ("LibRec", "it splits lines at blanks and commas")
    let what =
      bad.isEmpty
      ? "the name of a column" : isID ? counted(bad.count, "id") + " of column \(column.name)" : "a \(column.name)"
    throw KithError(
      .badData,
      Diagnostic(
        "E609",
        "\(program) could not read back \(what), such as \"\(String(decoding: first, as: UTF8.self))\": \(reason)",
        help: isID
          ? "--ids numbers writes numbers instead, and tables that say whose they are"
          : "choose other columns with --traits, or write --layout csv"))
  }

  /// A table as a file; nil where the layout has no place for it.
  public func file(_ table: FeedTable) -> File? {
    guard let name = layout.file(for: table.kind, folder: folder) else { return nil }
    let columns = table.columns.prefix(layout.columnCount ?? .max).map { column in
      Table.Column(header(column), values(column))
    }
    let written = Table(schema: "kith.features/1", columns: Array(columns))
    let bytes: [UInt8] =
      switch layout {
      case .csv: written.bytes(as: .csv)
      case .recbole: written.plain(separator: UInt8(ascii: "\t"), hasHeader: true)
      case .librec: written.plain(separator: UInt8(ascii: " "), hasHeader: false)
      }
    return File(name: name, bytes: bytes, rows: table.rowCount)
  }

  private func header(_ column: FeedColumn) -> String {
    let name = layout.name(of: column)
    return layout == .recbole ? "\(name):\(layout.type(of: column, numbersIDs: numbersIDs))" : name
  }

  private func values(_ column: FeedColumn) -> Table.Values {
    switch column.values {
    case .names(_, let codes) where numbersIDs && (column.role == .person || column.role == .item):
      .integers(codes.map { $0 == InteractionLog.none ? .min : Int($0) })
    case .times(let times) where layout == .recbole:
      .reals(times.map { $0 == Timestamp.missing ? .nan : Double($0) / 1000 })
    default: column.values
    }
  }

  /// `user_ids.csv` and `item_ids.csv`, as far as ids are numbers; without the people who are not `isShown`.
  public func numbering(people: NameTable, items: NameTable, isShown: [Bool]? = nil) -> [File] {
    if !numbersIDs { return [] }
    return [("user_ids.csv", "user", people, isShown), ("item_ids.csv", "item", items, nil)].map {
      (name, column, names, isShown) in
      let shown = names.indices.filter { isShown?[$0] ?? true }
      let table = Table(
        schema: "kith.features/1",
        columns: [
          Table.Column("number", .integers(shown)),
          Table.Column(column, .names(names, codes: shown.map { UInt32($0) })),
        ])
      return File(name: name, bytes: table.bytes(as: .csv), rows: shown.count)
    }
  }

  /// `dictionary.csv`: a row for each column of each file.
  public func dictionary(_ tables: [FeedTable]) -> File {
    var rows: [(file: String, column: FeedColumn)] = []
    for table in tables {
      guard let file = layout.file(for: table.kind, folder: folder) else { continue }
      rows += table.columns.prefix(layout.columnCount ?? .max).map { (file, $0) }
    }
    let table = Table(
      schema: "kith.dictionary/1",
      columns: [
        Table.Column("file", .text(rows.map(\.file))),
        Table.Column("column", .text(rows.map { layout.name(of: $0.column) })),
        Table.Column("type", .text(rows.map { layout.type(of: $0.column, numbersIDs: numbersIDs) })),
        Table.Column("unit", .text(rows.map { layout.unit(of: $0.column) })),
        Table.Column("range", .text(rows.map(\.column.range))),
        Table.Column("meaning", .text(rows.map(\.column.note))),
        Table.Column("missing", .text(rows.map(\.column.missing))),
      ])
    return File(name: "dictionary.csv", bytes: table.bytes(as: .csv), rows: rows.count)
  }
}

extension Table {
  /// Cells as they are between separators: for readers that know no quotes. A missing cell is empty.
  fileprivate func plain(separator: UInt8, hasHeader: Bool) -> [UInt8] {
    var buffer = OutputBuffer(reserving: (rowCount + 1) * columns.count * 8)
    if hasHeader {
      for (position, column) in columns.enumerated() {
        if position > 0 { buffer.append(separator) }
        buffer.append(column.name)
      }
      buffer.append(UInt8(ascii: "\n"))
    }
    for row in 0..<rowCount {
      for position in columns.indices {
        if position > 0 { buffer.append(separator) }
        switch columns[position].values {
        case .text(let cells): if let text = cells[row] { buffer.append(text) }
        case .names(let table, let codes):
          if codes[row] != InteractionLog.none { buffer.append(table.utf8(of: Int(codes[row]))) }
        case .integers(let cells): if cells[row] != .min { buffer.append(cells[row]) }
        case .reals(let cells): if cells[row].isFinite { buffer.append(cells[row]) }
        case .written(let cells, let texts): if cells[row].isFinite { buffer.append(texts.utf8(of: row)) }
        case .times(let cells):
          if cells[row] != Timestamp.missing { buffer.append(Timestamp(milliseconds: cells[row])) }
        }
      }
      buffer.append(UInt8(ascii: "\n"))
    }
    return buffer.bytes
  }
}
