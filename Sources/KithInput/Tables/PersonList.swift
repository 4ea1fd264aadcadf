import KithFoundation

/// People by their ids: one a line, or the column of ids of a table, such as one that Kith wrote.
///
///     let list = try PersonList(contentsOf: "list.csv")
///     list.ids; list.places[0].line
///
/// A first line that names a column of ids (`id`, `person`, `user` …) is a header; without one, the first column
/// counts and every line is a person. O(bytes).
public struct PersonList: Sendable {
  /// In the order of the file; someone listed twice stands twice.
  public let ids: [String]
  /// Of each id, for messages.
  public let places: [Place]

  /// Throws `KithError`: no input for a file that cannot be read, bad data for an empty file (E201), a row without id
  /// (E219), and what reading a table throws.
  public init(contentsOf path: String, execution: Execution = .serial) throws {
    var options = InputOptions(sources: [path])
    options.hasHeader = false
    let probe = ByteSource(path, index: 0, options: options, tap: nil)
    try probe.check()
    let start = try probe.peek(TableLayout.stretch)
    let first = start.prefix { $0 != 0x0A && $0 != 0x0D }
    // Names hold blanks and more: only what separates cells in files of people is taken for a separator.
    options.delimiter =
      first.contains(0x09) ? "tab" : first.contains(0x3B) && !first.contains(0x2C) ? "semicolon" : "comma"
    let source = ByteSource(path, index: 0, options: options, tap: nil)
    let table = try DelimitedTable(source, options: options)
    var (ids, places) = ([String](), [Place]())
    var key = 0
    var isFirst = true
    try table.forEachRecord(execution: execution) { record in
      if isFirst {
        isFirst = false
        let names = (0..<record.count).map { record.string($0).lowercased() }
        if let found = PersonTable.idNames.compactMap({ names.firstIndex(of: $0) }).first {
          key = found
          return
        }
      }
      let id = record.string(key)
      if id.isEmpty { throw record.failure("E219", "the row has no id", field: key) }
      ids.append(id)
      places.append(Place(file: record.file, line: record.line, column: key + 1))
    }
    self.ids = ids
    self.places = places
  }
}
