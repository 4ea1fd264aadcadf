import ArgumentParser
import KithFoundation
import KithInput
import KithOutput

/// A log as a verb reads it: options checked, warnings said, bad rows accounted for.
struct LogInput {
  let options: InputOptions
  let arguments: InputArguments

  init(
    _ arguments: InputArguments, _ window: WindowArguments, for verb: any ParsableCommand.Type, keepsText: Bool = false,
    isRead: Bool = true
  ) throws {
    self.arguments = arguments
    var options = try arguments.options(for: verb, window: window, isRead: isRead)
    options.keepsText = keepsText
    self.options = options
    if let rejects = arguments.rejects {
      try refuseInputAsOutput(rejects, inputs: options.sources)
      try AtomicFile.check(rejects, overwriting: true)
    }
  }

  func read(_ session: Session, tap: (@Sendable (Int, UnsafeRawBufferPointer) -> Void)? = nil) throws -> LogReading {
    session.talk.detail("reading \(options.sources.joined(separator: ", "))")
    var reader = LogReader(options)
    reader.tap = tap
    let reading = try reader.read(execution: session.execution)
    session.talk.show(reading.summary.warnings)
    if reading.summary.badRows > 0 { try account(for: reading.summary, session) }
    if reading.summary.rowsKept == 0, let why = emptied(reading.summary) { session.talk.show(why) }
    return reading
  }

  /// 2 when rows were skipped, here or in another table of the run, unless that was allowed.
  func exitCode(after reading: LogReading, badRowsElsewhere: Int = 0) -> KithFoundation.ExitCode {
    exitCode(badRows: reading.summary.badRows + badRowsElsewhere)
  }

  func exitCode(badRows: Int) -> KithFoundation.ExitCode {
    badRows > 0 && !arguments.allowSkips ? .rowsSkipped : .success
  }

  /// Why nothing is left, when it was the filters.
  private func emptied(_ summary: ReadingSummary) -> Diagnostic? {
    if summary.filteredByKind > 0 {
      let known = ["post", "comment", "reply", "mention", "share", "quote", "like", "follow", "message", "answer"]
      let near = options.kinds.compactMap { Suggestion.nearest(to: $0, in: known) }.first
      return Diagnostic(
        "W701", "no row is of the kinds \(options.kinds.joined(separator: ", ")): nothing is left", severity: .warning,
        help: near.map { options.kinds.contains($0) ? nil : "did you mean \($0)?" } ?? "`kith inspect` lists the kinds")
    }
    guard summary.filteredByWindow > 0 else { return nil }
    return Diagnostic(
      "W702", "no row lies in the window: nothing is left", severity: .warning,
      help: "`kith inspect` without --since and --until tells the period")
  }

  private func account(for summary: ReadingSummary, _ session: Session) throws {
    session.talk.show(
      summary.rejects.prefix(3).map { row in
        var diagnostic = row.diagnostic
        diagnostic.severity = .warning
        return diagnostic
      })
    if let path = arguments.rejects {
      let file = try AtomicFile(path, overwriting: true)
      try file.write(Self.table(of: summary.rejects).bytes(as: .csv))
      try file.commit()
    }
    let bad = counted(summary.badRows, "bad row")
    session.talk.note(
      "\(bad) of \(grouped(summary.rowsRead)) left out" + (arguments.rejects.map { "; they are in \($0)" } ?? ""))
  }

  private static func table(of rejects: [RejectedRow]) -> Table {
    let places = rejects.map(\.diagnostic.place)
    return Table(
      schema: "kith.rejects/1",
      columns: [
        Table.Column("file", .text(places.map { $0?.file })),
        Table.Column("line", .integers(places.map { $0?.line ?? .min })),
        Table.Column("column", .integers(places.map { $0?.column ?? .min })),
        Table.Column("field", .text(places.map { $0?.columnName })),
        Table.Column("code", .text(rejects.map(\.diagnostic.code))),
        Table.Column("message", .text(rejects.map(\.diagnostic.message))),
        Table.Column("record", .text(rejects.map { String(decoding: $0.record, as: UTF8.self) })),
      ])
  }
}
