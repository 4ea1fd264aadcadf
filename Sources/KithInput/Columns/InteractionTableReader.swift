import KithFoundation
import KithGraph

/// Reads tables of who addressed whom, at the speed of the machine.
///
/// Blocks of whole records are parsed on all threads straight into columns; names are numbered by each
/// thread for itself and brought to one canonical order at the end.
struct InteractionTableReader: FormatReader {
  /// How much one thread parses at a time; results do not depend on it.
  var blockBytes = 1 << 20

  func read(_ sources: [ByteSource], options: InputOptions, execution: Execution) throws -> LogReading {
    let parsers = try (0..<execution.threads).map { try InteractionParser(number: $0, options: options) }
    var summary = ReadingSummary()
    var parts: [LogAssembly.Part] = []
    for source in sources {
      try execution.checkCancellation()
      let layout = try TableLayout(source, options: options)
      parts.append(
        try readTable(source, layout, options: options, parsers: parsers, summary: &summary, execution: execution))
    }
    let log = LogAssembly(parts: parts, parsers: parsers, keepsText: options.keepsText).log(
      summary: &summary, execution: execution)
    return LogReading(log: log, summary: summary)
  }

  private func readTable(
    _ source: ByteSource, _ layout: TableLayout, options: InputOptions, parsers: [InteractionParser],
    summary: inout ReadingSummary, execution: Execution
  ) throws -> LogAssembly.Part {
    var warnings = layout.warnings
    let roles = try Self.roles(of: layout, source: source, options: options, warnings: &warnings)
    let plan = Self.plan(layout, roles, source, options)
    let blocks = RecordBlocks(source, dialect: layout.dialect, limits: options.limits, blockBytes: blockBytes)
    let pipeline = BlockPipeline(
      blocks, source: source, parsers: parsers, blockBytes: blockBytes, stopsAtFailure: options.onBadRow == .fail,
      execution: execution
    ) { $0.parse($1, plan: plan) }
    let (chunks, failure) = try pipeline.run()
    let settling = TimeSettling(plan: plan, chunks: chunks, since: options.since, until: options.until)
    settling.run(execution: execution)

    var part = LogAssembly.Part(name: source.name, chunks: chunks, lineBases: [])
    var line = layout.linesBefore
    var rows = 0
    for chunk in chunks {
      part.lineBases.append(line)
      for failure in chunk.failures.sorted(by: { $0.line < $1.line }) {
        let reject = failure.rejected(lineBase: line, file: source.name, columns: layout.columnNames)
        if options.onBadRow == .fail { throw KithError(failure.exitCode, reject.diagnostic) }
        if options.onBadRow == .collect || summary.rejects.count < ReadingSummary.rejectsShown {
          summary.rejects.append(reject)
        }
      }
      line += chunk.lineEnds
      rows += chunk.recordsMet
      summary.badRows += chunk.badRows
      summary.filteredByKind += chunk.filteredByKind
      summary.filteredByWindow += chunk.filteredByWindow
    }
    if let failure { throw failure.error(line + failure.linesInBlock) }
    summary.rowsRead += rows
    if blocks.droppedControlZ { warnings.append(.controlZ(file: source.name)) }
    if let note = settling.note(file: source.name) { warnings.append(note) }
    summary.warnings += source.warnings + warnings
    summary.files.append(Self.facts(source, layout, roles, rows: rows, timeForm: settling.formName))
    return part
  }

  // MARK: Roles

  private static func roles(
    of layout: TableLayout, source: ByteSource, options: InputOptions, warnings: inout [Diagnostic]
  ) throws -> ColumnRoles {
    let place = Place(file: source.name, line: layout.header == nil ? nil : max(1, layout.linesBefore))
    var roles = try ColumnRoles(header: layout.header, fieldCount: layout.fieldCount, options: options, place: place)
    let isUnnamed = layout.header == nil && options.columnList == nil && roles[.from] == nil && roles[.to] == nil
    if isUnnamed, let guess = options.isOfActions ? guessActions(layout) : guess(layout) {
      let guessed = guess.enumerated().compactMap { place, role in role.map { ($0, place) } }
      roles = ColumnRoles(positions: roles.positions.merging(guessed) { given, _ in given })
      let named = guess.map { $0?.rawValue ?? "_" }.joined(separator: ",")
      warnings.append(
        Diagnostic(
          "W207", "the table has no header: its columns are taken as \(named)", severity: .warning,
          at: Place(file: source.name), help: "say so with --columns \(named), or give the right order"))
    }
    let missing = [ColumnRole.from, options.isOfActions ? .item : .to].filter { roles[$0] == nil }
    if missing.contains(.from) || missing.contains(.item) || missing.contains(.to) && roles[.text] == nil {
      throw ColumnRoles.missing(missing, header: layout.header, fieldCount: layout.fieldCount, place: place)
    }
    return roles
  }

  /// Headerless tables of whole numbers as published: from to [at], or with a weight before the time.
  private static func guess(_ layout: TableLayout) -> [ColumnRole?]? {
    guard layout.sample.allSatisfy({ $0.allSatisfy { TableLayout.isNumber($0) || $0.isEmpty } }) else { return nil }
    switch layout.fieldCount {
    case 2: return [.from, .to]
    case 3: return [.from, .to, .at]
    case 4: return [.from, .to, .weight, .at]
    default: return nil
    }
  }

  /// Headerless tables of actions as published: from item, then a rating, a time, or both.
  private static func guessActions(_ layout: TableLayout) -> [ColumnRole?]? {
    guard layout.sample.allSatisfy({ $0.prefix(2).allSatisfy { TableLayout.isNumber($0) || $0.isEmpty } }) else {
      return nil
    }
    // Seconds since 1970 have nine digits from 1973 on; ratings have fewer.
    let isTime = { (place: Int) in
      layout.sample.allSatisfy { place < $0.count && $0[place].prefix { $0 != "." }.count >= 9 }
    }
    switch layout.fieldCount {
    case 2: return [.from, .item]
    case 3: return [.from, .item, isTime(2) ? .at : nil]
    case 4 where isTime(3): return [.from, .item, nil, .at]
    default: return nil
    }
  }

  private static func plan(
    _ layout: TableLayout, _ roles: ColumnRoles, _ source: ByteSource, _ options: InputOptions
  ) -> TablePlan {
    let times = roles[.at].map { at in layout.sample.map { at < $0.count ? $0[at] : "" } } ?? []
    return TablePlan(
      dialect: layout.dialect, fieldCount: layout.fieldCount, from: roles[.from], to: roles[.to], at: roles[.at],
      kind: roles[.kind], channel: roles[.channel], item: roles[.item], weight: roles[.weight],
      text: options.keepsText ? roles[.text] : nil, timeForm: TimeForm.of(times),
      isLog: [ColumnRole.at, .text, .channel, .id].contains { roles[$0] != nil }, isPipe: source.isPipe)
  }

  // MARK: Words

  private static func facts(
    _ source: ByteSource, _ layout: TableLayout, _ roles: ColumnRoles, rows: Int, timeForm: String?
  ) -> ReadingSummary.FileFacts {
    var facts = ReadingSummary.FileFacts(path: source.path, format: .interactions)
    facts.bytes = source.bytesRead
    facts.encoding = source.encoding.rawValue
    facts.isCompressed = source.isCompressed
    facts.delimiter = layout.dialect.delimiterName
    facts.hasHeader = layout.header != nil
    facts.columns = layout.columnNames
    facts.roles = roles.uses(columns: layout.columnNames)
    facts.timeForm = timeForm
    facts.rows = rows
    return facts
  }
}
