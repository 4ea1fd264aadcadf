import KithFoundation
import KithGraph

/// Reads JSON Lines, one object a line, or one array of objects: messages, or interactions where a value
/// names the target.
///
/// Columns are the paths of values ("author", "actor.login"), found by name in the first objects or given.
struct JSONLinesReader: FormatReader {
  func read(_ sources: [ByteSource], options: InputOptions, execution: Execution) throws -> LogReading {
    var collector = MessageCollector(options)
    for source in sources { try read(source, options, &collector, execution) }
    return try collector.finish(execution: execution)
  }

  private func read(
    _ source: ByteSource, _ options: InputOptions, _ collector: inout MessageCollector, _ execution: Execution
  ) throws {
    // An array is one document and has to be held whole.
    let whole = JSONLines.isArray(try Self.peek(source)) ? try source.readAll() : nil
    let layout = try JSONLayout(whole.map { $0[...] } ?? Self.peek(source), source: source, options: options)
    collector.beginFile(source.name)
    var assembler = try RowAssembler(layout.roles, times: layout.times, options: options, table: collector.table)
    let reader = try JSONReader(paths: layout.paths)
    var rows = 0
    func take(_ values: JSONValues, _ record: UnsafeRawBufferPointer) throws {
      rows += 1
      if rows & 0xfff == 0 {
        try execution.checkCancellation()
        execution.report("reading \(source.name)", done: source.bytesRead, of: source.size, unit: "bytes")
      }
      let row = JSONRecord(values: values, paths: layout.paths)
      do { try assembler.append(row, to: &collector.table) } catch let error as KithError {
        try collector.reject(error, record)
      }
    }
    if let whole {
      try whole.withUnsafeBytes { try reader.readArray($0, file: source.name, take) }
    } else {
      let lines = LineReader(source, limits: options.limits)
      while let line = try lines.next() {
        if JSONLines.isBlank(line) { continue }
        let place = Place(file: source.name, line: lines.line)
        do { try reader.read(line, at: place) { try take($0, line) } } catch let error as KithError {
          rows += 1
          try collector.reject(error, line)
        }
      }
    }
    var facts = ReadingSummary.FileFacts(path: source.path, format: .jsonLines)
    facts.columns = layout.columns
    facts.roles = layout.uses
    facts.timeForm = try assembler.settleTimes(in: &collector.table)
    collector.endFile(source, facts, rows: rows)
  }

  /// Enough of the start to see the columns.
  private static func peek(_ source: ByteSource) throws -> ArraySlice<UInt8> {
    do { return try source.peek(1 << 18) } catch let failure as StreamEnd { throw failure.error(afterLine: nil) }
  }
}

private struct JSONRecord: RowRecord {
  let values: JSONValues
  let paths: [String]

  var line: Int { values.place.line ?? 0 }

  func bytes(_ slot: Int) throws -> UnsafeRawBufferPointer? { try values.text(slot, role: paths[slot]) }

  func failure(_ exitCode: ExitCode, _ code: String, _ message: String, slot: Int, help: String?) -> KithError {
    var place = values.place
    place.columnName = paths[slot]
    return KithError(exitCode, Diagnostic(code, message, at: place, help: help))
  }
}
