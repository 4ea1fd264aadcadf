import KithFoundation
import KithGraph

/// Reads tables of users and items, at the speed of the machine: CSV and the like in blocks on all threads, or JSON.
struct PairReader {
  var need: PairColumns.Need
  /// Roles of the columns in order; nil: seen by their names.
  var columns: [String]?
  /// What the option that names `columns` is called.
  var option = "--columns"
  var skipsBadRows = false
  /// How much one thread parses at a time; results do not depend on it.
  var blockBytes = 1 << 20

  func read(_ path: String, execution: Execution) throws -> PairReading {
    var options = InputOptions(sources: [path])
    options.onBadRow = skipsBadRows ? .skip : .fail
    let source = ByteSource(path, index: 0, options: options, tap: nil)
    try source.check()
    let head = (try? source.peek(TableLayout.stretch)) ?? []
    if JSONLines.looksLike(head) { return try readObjects(source, options, execution) }
    if need == .item, columns == nil {
      // Names hold blanks and more: in a list of items only these separate columns, and a header names items.
      let first = head.prefix { $0 != 0x0A && $0 != 0x0D }
      options.delimiter =
        first.contains(0x09)
        ? "tab"
        : first.contains(0x2C) ? "comma" : first.contains(0x3B) ? "semicolon" : head.contains(0x22) ? "comma" : "tab"
      options.hasHeader = false
      let layout = try TableLayout(source, options: options, consumes: false)
      let names = layout.sample.first ?? []
      options.hasHeader = PairColumns.position(PairColumns.itemNames, in: names) != nil
    } else {
      let layout = try TableLayout(source, options: options, consumes: false)
      // Ids may be words and scores may have exponents: a first row that ends in a number is no header.
      if let last = layout.header?.last, Double(last)?.isFinite == true { options.hasHeader = false }
    }
    return try readTable(source, options, execution)
  }

  private func readTable(
    _ source: ByteSource, _ options: InputOptions, _ execution: Execution
  ) throws -> PairReading {
    let layout = try TableLayout(source, options: options)
    var reading = PairReading(file: source.name)
    let place = Place(file: source.name, line: layout.header == nil ? nil : max(1, layout.linesBefore))
    let roles: PairColumns
    if let columns {
      roles = try PairColumns(
        listed: columns, fieldCount: layout.fieldCount, need: need, option: option, at: place)
    } else if let header = layout.header {
      roles = try PairColumns(header: header, need: need, at: place)
    } else {
      roles = try PairColumns(fieldCount: layout.fieldCount, need: need, at: place)
      let named = need == .score ? "user,item,score" : roles.user == nil ? "item" : "user,item"
      if need != .item {
        reading.warnings.append(
          Diagnostic(
            "W207", "the table has no header: its columns are taken as \(named)", severity: .warning,
            at: Place(file: source.name), help: "write their names in its first line"))
      }
    }
    let parsers = (0..<execution.threads).map {
      PairParser(number: $0, columns: roles, skipsBadRows: skipsBadRows)
    }
    let blocks = RecordBlocks(source, dialect: layout.dialect, limits: options.limits, blockBytes: blockBytes)
    let isPipe = source.isPipe
    let pipeline = BlockPipeline(
      blocks, source: source, parsers: parsers, blockBytes: blockBytes, stopsAtFailure: !skipsBadRows,
      execution: execution
    ) { $0.parse($1, layout, isPipe: isPipe, limits: options.limits) }
    let (chunks, failure) = try pipeline.run()
    var line = layout.linesBefore
    for chunk in chunks {
      for failure in chunk.failures {
        let rejected = failure.rejected(lineBase: line, file: source.name, columns: layout.columnNames)
        if !skipsBadRows { throw KithError(failure.exitCode, rejected.diagnostic) }
        reading.reject(rejected.diagnostic)
      }
      reading.badRows += chunk.badRows
      reading.rowsRead += chunk.recordsMet
      for row in chunk.rows.indices { chunk.rows[row].line &+= UInt32(truncatingIfNeeded: line + 1) }
      line += chunk.lineEnds
    }
    if let failure { throw failure.error(line + failure.linesInBlock) }
    if blocks.droppedControlZ { reading.warnings.append(.controlZ(file: source.name)) }
    reading.warnings += source.warnings + layout.warnings
    reading.hasUsers = roles.user != nil
    reading.isRanked = roles.isRanked
    reading.take(chunks, parsers, execution)
    return reading
  }
}

/// The rows of a table of users and items, in the order of the file.
struct PairReading {
  var file: String
  /// Ascending by bytes, like `items`.
  var users = NameTable([])
  var items = NameTable([])
  var rows: [PairRow] = []
  /// What `PairRow.text` points into.
  var texts: [UInt8] = []
  var hasUsers = true
  var isRanked = false
  var rowsRead = 0
  var badRows = 0
  /// The first few bad rows.
  var rejects: [Diagnostic] = []
  var warnings: [Diagnostic] = []

  init(file: String) { self.file = file }

  mutating func reject(_ diagnostic: Diagnostic) {
    if rejects.count < ReadingSummary.rejectsShown { rejects.append(diagnostic) }
  }

  /// Puts the chunks one after the other, by the codes of canonical tables of names.
  mutating func take(_ chunks: [PairChunk], _ parsers: [PairParser], _ execution: Execution) {
    let users = NameMerging.merge(parsers.map(\.users), execution: execution)
    let items = NameMerging.merge(parsers.map(\.items), execution: execution)
    self.users = users.names
    self.items = items.names
    rows.reserveCapacity(chunks.reduce(0) { $0 + $1.rows.count })
    texts.reserveCapacity(chunks.reduce(0) { $0 + $1.texts.count })
    for chunk in chunks {
      let (userCodes, itemCodes) = (users.codes[chunk.worker], items.codes[chunk.worker])
      let base = texts.count
      for var row in chunk.rows {
        if row.user != PairRow.none { row.user = userCodes[Int(row.user)] }
        row.item = itemCodes[Int(row.item)]
        row.text += base
        rows.append(row)
      }
      texts += chunk.texts
      chunk.rows = []
      chunk.texts = []
    }
  }
}
