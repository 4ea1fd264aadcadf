import KithFoundation
import KithGraph

/// A result as typed columns, ready to be written as CSV, TSV, JSON, JSON Lines or Markdown.
///
///     let table = Table(schema: "kith.scores/1", columns: [
///       Table.Column("id", .names(graph.names!)),
///       Table.Column("pagerank", .reals(scores.values), note: "share of attention, sums to 1"),
///     ])
///     let bytes = table.bytes(as: .csv)
///
/// A missing cell is a sentinel in the column (see `Values`); every format shows it as nothing
/// (CSV) or null (JSON), never as NaN, and the column's `missing` says in words why it can happen.
public struct Table: Sendable {
  /// Name and version of the layout, such as `kith.scores/1`; the version grows when a column
  /// is renamed, removed or changes its meaning.
  public var schema: String
  public var columns: [Column]
  public let rowCount: Int

  public init(schema: String, columns: [Column]) {
    let count = columns.first?.values.count ?? 0
    precondition(columns.allSatisfy { $0.values.count == count }, "columns of one table have one length")
    self.schema = schema
    self.columns = columns
    rowCount = count
  }

  public struct Column: Sendable {
    /// Lower case with underscores, unique in the table.
    public var name: String
    public var values: Values
    /// "people", "interactions", "share of 1"; nil where the name says it.
    public var unit: String?
    /// What the number means, in one line.
    public var note: String?
    /// Why a cell can be empty; nil when none can.
    public var missing: String?

    public init(
      _ name: String, _ values: Values, unit: String? = nil, note: String? = nil, missing: String? = nil
    ) {
      self.name = name
      self.values = values
      self.unit = unit
      self.note = note
      self.missing = missing
    }
  }

  /// The cells of a column.
  public enum Values: Sendable {
    /// Nil = missing.
    case text([String?])
    /// Codes into a table of names; `InteractionLog.none` = missing. Costs no string a cell.
    case names(NameTable, codes: [UInt32])
    /// `Int.min` = missing.
    case integers([Int])
    /// Not finite = missing.
    case reals([Double])
    /// Numbers as somebody's table has them, a text a row: files of text get that, JSON the number. Not finite = missing.
    case written([Double], NameTable)
    /// Milliseconds since the epoch; `Timestamp.missing` = missing.
    case times([Int64])

    /// Every name once, in table order.
    public static func names(_ table: NameTable) -> Values {
      .names(table, codes: table.indices.map { UInt32($0) })
    }

    public var count: Int {
      switch self {
      case .text(let cells): cells.count
      case .names(_, let codes): codes.count
      case .integers(let cells): cells.count
      case .reals(let cells): cells.count
      case .written(let cells, _): cells.count
      case .times(let cells): cells.count
      }
    }

    /// `text`, `integer`, `real` or `time`.
    public var type: String {
      switch self {
      case .text, .names: "text"
      case .integers: "integer"
      case .reals, .written: "real"
      case .times: "time"
      }
    }

    public var isNumeric: Bool { type == "integer" || type == "real" }

    func selecting(_ rows: [Int]) -> Values {
      switch self {
      case .text(let cells): .text(rows.map { cells[$0] })
      case .names(let table, let codes): .names(table, codes: rows.map { codes[$0] })
      case .integers(let cells): .integers(rows.map { cells[$0] })
      case .reals(let cells): .reals(rows.map { cells[$0] })
      case .written(let cells, let texts): .written(rows.map { cells[$0] }, texts.subset(rows))
      case .times(let cells): .times(rows.map { cells[$0] })
      }
    }
  }

  /// The same columns with the given rows in the given order. O(rows × columns).
  public func selecting(_ rows: [Int]) -> Table {
    Table(
      schema: schema,
      columns: columns.map { column in
        var column = column
        column.values = column.values.selecting(rows)
        return column
      })
  }

  /// The first `count` rows.
  public func prefix(_ count: Int) -> Table {
    count >= rowCount ? self : selecting(Array(0..<max(0, count)))
  }

  /// One cell as text, nil where missing: for terminals and pages; files go through `bytes(as:)`.
  public func cell(row: Int, column: Int) -> String? {
    var buffer = OutputBuffer()
    switch columns[column].values {
    case .text(let cells): return cells[row]
    case .names(let table, let codes): return codes[row] == InteractionLog.none ? nil : table[Int(codes[row])]
    case .integers(let cells):
      if cells[row] == .min { return nil }
      buffer.append(cells[row])
    case .reals(let cells):
      if !cells[row].isFinite { return nil }
      buffer.append(cells[row])
    case .written(let cells, let texts): return cells[row].isFinite ? texts[row] : nil
    case .times(let cells):
      if cells[row] == Timestamp.missing { return nil }
      buffer.append(Timestamp(milliseconds: cells[row]))
    }
    return buffer.string
  }
}
