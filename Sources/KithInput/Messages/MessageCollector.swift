import KithFoundation
import KithGraph

/// What the readers of message formats fill: rows, facts and faults of all sources, then one log.
struct MessageCollector {
  var table: MessageTable
  private(set) var bad: BadRows
  var resolver: MessageResolver
  private(set) var summary = ReadingSummary()
  /// Counts of a reader that finds mentions itself.
  var retargeted = 0
  var mentions = 0
  var mentionsOfNobody = 0
  private let options: InputOptions

  init(_ options: InputOptions) {
    self.options = options
    table = MessageTable(keepsText: options.keepsText)
    bad = BadRows(options.onBadRow)
    resolver = MessageResolver(dropsConflictingIDs: options.onBadRow != .fail)
  }

  mutating func beginFile(_ name: String) { table.beginFile(name) }

  /// The first bad row under `.fail` stops the reading; others are counted.
  mutating func reject(_ error: KithError, _ record: UnsafeRawBufferPointer) throws {
    try bad.add(error, record: record)
  }

  /// Adds what is known of a source once it is read.
  mutating func endFile(_ source: ByteSource, _ facts: ReadingSummary.FileFacts, rows: Int) {
    var facts = facts
    facts.bytes = source.bytesRead
    facts.encoding = source.encoding.rawValue
    facts.isCompressed = source.isCompressed
    facts.rows = rows
    summary.files.append(facts)
    summary.rowsRead += rows
    summary.warnings += source.warnings
  }

  /// Adds what a table's own reader counted.
  mutating func endFile(_ table: DelimitedTable, _ facts: ReadingSummary.FileFacts) {
    bad.add(count: table.badRows, rejects: table.rejects)
    endFile(table.source, facts, rows: table.rowsRead)
    summary.warnings += table.warnings
  }

  mutating func warn(_ code: String, _ message: String, help: String? = nil) {
    summary.warnings.append(Diagnostic(code, message, severity: .warning, help: help))
  }

  mutating func note(_ code: String, _ message: String, help: String? = nil) {
    summary.warnings.append(Diagnostic(code, message, severity: .note, help: help))
  }

  /// Resolves everything read.
  consuming func finish(execution: Execution) throws -> LogReading {
    let filter = RowFilter(
      kinds: Set(options.kinds.map(KindNames.normalised)), since: options.since, until: options.until)
    var (log, messages) = try resolver.resolve(table, filter: filter, execution: execution)
    messages.messages -= mentions
    messages.retargeted += retargeted
    messages.mentions += mentions
    messages.mentionsOfNobody += mentionsOfNobody
    summary.messages = messages
    summary.rowsKept = log.count
    summary.badRows = bad.count
    summary.rejects = bad.rejects
    summary.filteredByKind = messages.filteredByKind
    summary.filteredByWindow = messages.filteredByWindow
    for row in 0..<log.count {
      if log.actors[row] == InteractionLog.none { summary.withoutActor += 1 }
      if log.targets[row] == InteractionLog.none {
        summary.withoutTarget += 1
      } else if log.targets[row] == log.actors[row] {
        summary.selfEdges += 1
      }
    }
    summary.warnings += messages.warnings
    return LogReading(log: log, summary: summary)
  }
}

extension MessageSummary {
  /// What a reader of the result should know.
  var warnings: [Diagnostic] {
    var warnings: [Diagnostic] = []
    func warn(_ code: String, _ count: Int, _ one: String, _ many: String, _ rest: String) {
      if count == 0 { return }
      warnings.append(Diagnostic(code, "\(count) \(count == 1 ? one : many) \(rest)", severity: .warning))
    }
    warn(
      "W301", missingParents, "reply names a parent", "replies name a parent",
      "that is not in the input: without @name at its head it addresses nobody")
    warn(
      "W302", duplicates, "row repeats an earlier message", "rows repeat an earlier message",
      "word for word: counted once")
    warn("W303", conflictingIDs, "message has", "messages have", "the id of another one: left out")
    warn("W304", ownParents, "message names itself", "messages name themselves", "as parent: read as top-level")
    warn("W305", inCycles, "message stands", "messages stand", "in a circle of parents")
    return warnings
  }
}
