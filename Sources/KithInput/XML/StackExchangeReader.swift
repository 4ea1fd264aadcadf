import KithFoundation
import KithGraph

/// Reads the files of a Stack Exchange data dump, in any order: Posts.xml, Comments.xml, Users.xml.
///
/// - A question is a post; an answer addresses the question's owner; a comment the owner of the question or
///   answer it stands under.
/// - A comment that opens with `@name` addresses the person meant (`StackExchangeThreads`) and is then a reply,
///   unless that is the owner anyway. Other `@name`s are mentions.
/// - A person's id is the display name when no other user has it, else `name (number)`; without Users.xml the number.
/// - Rows of deleted accounts have no actor: a bare display name tells nobody apart.
/// - Item: `number: title` of the question. Tag wikis and other kinds of post are left out and counted.
struct StackExchangeReader: FormatReader {
  func read(_ sources: [ByteSource], options: InputOptions, execution: Execution) throws -> LogReading {
    var collector = MessageCollector(options)
    var dump = StackExchangeDump(keepsText: options.keepsText)
    for source in sources { try read(source, options, &dump, &collector, execution) }
    try check(dump, &collector)
    dump.append(to: &collector)
    return try collector.finish(execution: execution)
  }

  private func read(
    _ source: ByteSource, _ options: InputOptions, _ dump: inout StackExchangeDump,
    _ collector: inout MessageCollector, _ execution: Execution
  ) throws {
    let reader = XMLRowReader(source, limits: options.limits)
    let root = try reader.readRoot()
    guard let part = StackExchangeDump.Part(rawValue: root) else {
      throw KithError(
        .badData,
        Diagnostic(
          "E316", "<\(root)> holds no relation between people", at: Place(file: source.name, line: 1),
          help: "of a Stack Exchange dump give Posts.xml, Comments.xml and Users.xml"))
    }
    var rows = 0
    while let row = try reader.next() {
      rows += 1
      if rows & 0xfff == 0 {
        try execution.checkCancellation()
        execution.report("reading \(source.name)", done: source.bytesRead, of: source.size, unit: "bytes")
      }
      do { try dump.add(row, of: part, file: source.index) } catch let error as KithError {
        try collector.reject(error, row.bytes)
      }
    }
    dump.files[source.index] = source.name
    dump.parts.insert(part)
    var facts = ReadingSummary.FileFacts(path: source.path, format: .stackExchange)
    facts.columns = part.attributes
    facts.timeForm = part == .users ? nil : "ISO 8601"
    collector.endFile(source, facts, rows: rows)
  }

  private func check(_ dump: StackExchangeDump, _ collector: inout MessageCollector) throws {
    guard dump.parts.contains(.posts) else {
      throw KithError(
        .badData,
        Diagnostic(
          "E317", "without Posts.xml nobody knows whose posts the comments stand under",
          help: "give Posts.xml of the same dump as well"))
    }
    if !dump.parts.contains(.comments) { collector.note("W321", "no Comments.xml: only answers are read") }
    if !dump.parts.contains(.users) {
      collector.note("W322", "no Users.xml: people go by their numbers, and @name cannot be told")
    }
    if dump.otherPosts > 0 {
      collector.note("W323", "\(dump.otherPosts) tag wikis and the like are no relation between people: left out")
    }
  }
}
