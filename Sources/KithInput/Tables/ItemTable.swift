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
    let table = try KeyedTable(contentsOf: path, idNames: Self.idNames, of: "item", execution: execution)
    ids = table.values[table.key]
    columns = ([table.key] + table.others).map { Column(name: table.header[$0], values: table.values[$0]) }
  }

  /// The ids, ascending by bytes.
  public var names: NameTable {
    NameTable(ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}
