import KithFoundation
import KithGraph

/// Reads tables of messages (id, parent, author, time, channel, item, text), CSV and its relatives.
struct MessageTableReader: FormatReader {
  func read(_ sources: [ByteSource], options: InputOptions, execution: Execution) throws -> LogReading {
    var collector = MessageCollector(options)
    for source in sources { try readTable(source, options, &collector, execution) }
    return try collector.finish(execution: execution)
  }

  private func readTable(
    _ source: ByteSource, _ options: InputOptions, _ collector: inout MessageCollector, _ execution: Execution
  ) throws {
    let table = try DelimitedTable(source, options: options)
    let place = Place(file: source.name, line: table.header == nil ? nil : max(1, table.layout.linesBefore))
    let roles = try ColumnRoles(header: table.header, fieldCount: table.fieldCount, options: options, place: place)
    if roles[.from] == nil {
      throw ColumnRoles.missing([.from], header: table.header, fieldCount: table.fieldCount, place: place)
    }
    let times = roles[.at].map { at in table.layout.sample.map { at < $0.count ? $0[at] : "" } } ?? []
    collector.beginFile(source.name)
    var assembler = try RowAssembler(roles, times: times, options: options, table: collector.table)
    try table.forEachRecord(execution: execution) { record in try assembler.append(record, to: &collector.table) }
    var facts = table.facts(format: .messages)
    facts.roles = roles.uses(columns: table.columnNames)
    facts.timeForm = try assembler.settleTimes(in: &collector.table)
    collector.endFile(table, facts)
  }
}

extension FieldRecord: RowRecord {
  func bytes(_ slot: Int) -> UnsafeRawBufferPointer? { UnsafeRawBufferPointer(self[slot]) }

  func failure(_ exitCode: ExitCode, _ code: String, _ message: String, slot: Int, help: String?) -> KithError {
    KithError(exitCode, failure(code, message, field: slot, help: help).diagnostic)
  }
}
