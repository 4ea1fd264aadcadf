import KithFoundation
import KithGraph

/// What is known of items: a table with a row for each, its id in one column, an attribute in each other one.
///
///     let table = try ItemTable(contentsOf: "items.csv")
///     table.ids[0]; table.columns[0].values[0]
///
/// An empty cell means unknown. O(bytes + rows log rows).
public struct ItemTable: Sendable {
  /// One attribute.
  public struct Column: Sendable {
    public let name: String
    /// By row of the table; empty where unknown.
    public let values: [String]
  }

  /// In the order of the file.
  public let ids: [String]
  /// The ids under the name of their column, then the attributes.
  public let columns: [Column]

  /// The header of the column that holds ids: the first of these, else the table's first.
  static let idNames = ["item", "item_id", "itemid", "id", "product", "product_id", "sku", "post", "name", "상품"]

  /// Throws `KithError`: no input for a file that cannot be read, bad data for a row without id (E219) or an id in two
  /// rows (E220); and what reading a table throws.
  public init(contentsOf path: String, execution: Execution = .serial) throws {
    var options = InputOptions(sources: [path])
    options.hasHeader = true
    let source = ByteSource(path, index: 0, options: options, tap: nil)
    try source.check()
    let table = try DelimitedTable(source, options: options)
    let header = table.columnNames
    let lower = header.map { $0.lowercased() }
    let key = Self.idNames.compactMap { lower.firstIndex(of: $0) }.first ?? 0
    var lines: [[UInt8]: Int] = [:]
    var values = header.map { _ in [String]() }
    try table.forEachRecord(execution: execution) { record in
      let id = record.string(key)
      if id.isEmpty { throw record.failure("E219", "the row has no id", field: key, name: header[key]) }
      if let line = lines.updateValue(record.line, forKey: Array(id.utf8)) {
        throw record.failure(
          "E220", "\"\(id)\" is also in line \(line)", field: key, name: header[key], help: "keep one row for each item"
        )
      }
      for field in header.indices { values[field].append(record.string(field)) }
    }
    ids = values[key]
    columns =
      [key].map { Column(name: header[$0], values: values[$0]) }
      + header.indices.filter { $0 != key }.map { Column(name: header[$0], values: values[$0]) }
  }

  /// The ids, ascending by bytes.
  public var names: NameTable {
    NameTable(ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}
