import KithFoundation
import KithGraph

/// What is known of people: a table with a row for each, their id in one column, a trait in each other one.
///
///     let table = try PersonTable(contentsOf: "people.csv")
///     let city = table.columns[0].codes(for: graph.names!)      // one code a node
///
/// Ids and values are compared by their bytes; an empty cell means unknown. O(bytes + rows log rows).
public struct PersonTable: Sendable {
  /// One trait.
  public struct Column: Sendable {
    public let name: String
    /// By row of the table; empty where unknown.
    public let values: [String]
    fileprivate let ids: [String]

    /// The trait of each person, `InteractionLog.none` where the table does not tell. O(rows log people).
    public func codes(for people: NameTable) -> CodedColumn {
      let keys = Set(values.map { Array($0.utf8) }).subtracting([[]]).sorted { $0.lexicographicallyPrecedes($1) }
      let names = NameTable(keys.map { String(decoding: $0, as: UTF8.self) })
      var codes = [UInt32](repeating: InteractionLog.none, count: people.count)
      for (id, value) in zip(ids, values) where !value.isEmpty {
        if let node = people.index(of: id), let code = names.index(of: value) { codes[node] = UInt32(code) }
      }
      return CodedColumn(names: names, codes: codes)
    }
  }

  /// In the order of the file.
  public let ids: [String]
  public let columns: [Column]

  /// The header of the column that holds ids: the first of these, else the table's first.
  static let idNames = ["id", "person", "user", "user_id", "username", "account", "node", "name", "아이디", "사용자"]

  /// Throws `KithError`: no input for a file that cannot be read, bad data for a table of one column (E210), a row
  /// without id (E219) or an id in two rows (E220); and what reading a table throws.
  public init(contentsOf path: String, execution: Execution = .serial) throws {
    let table = try KeyedTable(contentsOf: path, idNames: Self.idNames, of: "person", execution: execution)
    let ids = table.values[table.key]
    self.ids = ids
    columns = table.others.map { Column(name: table.header[$0], values: table.values[$0], ids: ids) }
  }
}
