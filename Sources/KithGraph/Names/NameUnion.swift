/// The names of several tables as one.
///
///     let union = NameUnion([actions.people, graph.names])
///     union.codes[1][7]                 // where name 7 of the second table stands among all
///
/// Every table is canonical, and so is the union. O(bytes · tables).
public struct NameUnion: Sendable {
  /// Ascending by bytes, each once.
  public let names: NameTable
  /// By table, then by name: the code in `names`.
  public let codes: [[UInt32]]

  public init(_ tables: [NameTable]) {
    var next = [Int](repeating: 0, count: tables.count)
    var codes = tables.map { [UInt32](repeating: 0, count: $0.count) }
    var offsets = [0]
    var bytes: [UInt8] = []
    while true {
      var least: ArraySlice<UInt8>?
      for (table, place) in zip(tables, next) where place < table.count {
        let name = table.utf8(of: place)
        if least.map({ name.lexicographicallyPrecedes($0) }) ?? true { least = name }
      }
      guard let least else { break }
      let code = UInt32(offsets.count - 1)
      for table in tables.indices
      where next[table] < tables[table].count && tables[table].utf8(of: next[table]).elementsEqual(least) {
        codes[table][next[table]] = code
        next[table] += 1
      }
      bytes.append(contentsOf: least)
      offsets.append(bytes.count)
    }
    names = NameTable(offsets: offsets, bytes: bytes)
    self.codes = codes
  }
}
