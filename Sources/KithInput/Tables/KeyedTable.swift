import KithFoundation

/// A table with a header and a row for each of some things, their id in one column.
struct KeyedTable {
  let header: [String]
  /// The column that holds ids.
  let key: Int
  /// By column, then by row of the file, as text; the ids are `values[key]`.
  let values: [[String]]

  /// `idNames` are headers of the column of ids: the first that is there, else the table's first column; `what` names
  /// one of the things in advice.
  ///
  /// Throws `KithError`: no input for a file that cannot be read, bad data for a row without id (E219) or an id in two
  /// rows (E220); and what reading a table throws.
  init(contentsOf path: String, idNames: [String], of what: String, execution: Execution) throws {
    var options = InputOptions(sources: [path])
    options.hasHeader = true
    let source = ByteSource(path, index: 0, options: options, tap: nil)
    try source.check()
    let table = try DelimitedTable(source, options: options)
    let header = table.columnNames
    let lower = header.map { $0.lowercased() }
    let key = idNames.compactMap { lower.firstIndex(of: $0) }.first ?? 0
    var lines: [[UInt8]: Int] = [:]
    var values = header.map { _ in [String]() }
    try table.forEachRecord(execution: execution) { record in
      let id = record.string(key)
      if id.isEmpty { throw record.failure("E219", "the row has no id", field: key, name: header[key]) }
      if let line = lines.updateValue(record.line, forKey: Array(id.utf8)) {
        throw record.failure(
          "E220", "\"\(id)\" is also in line \(line)", field: key, name: header[key],
          help: "keep one row for each \(what)")
      }
      for field in header.indices { values[field].append(record.string(field)) }
    }
    (self.header, self.key, self.values) = (header, key, values)
  }

  /// The columns but that of the ids.
  var others: [Int] { header.indices.filter { $0 != key } }
}
