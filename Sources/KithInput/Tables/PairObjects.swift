import Glibc
import KithFoundation

extension PairReader {
  /// Reads JSON Lines, or one array of objects: the keys are those of the tables' columns.
  func readObjects(_ source: ByteSource, _ options: InputOptions, _ execution: Execution) throws -> PairReading {
    if columns != nil {
      throw KithError(
        .usage,
        Diagnostic(
          "E705", "\(option) gives roles in order, but JSON objects have names",
          help: "leave it out: users, items and scores are found by their keys"))
    }
    // An array is one document and has to be held whole.
    let isArray = JSONLines.isArray(try source.peek(1 << 18))
    let whole = isArray ? try source.readAll() : nil
    let keys = try keys(of: whole.map { $0[...] } ?? source.peek(1 << 18), source.name)
    // An array of no objects is a sound table of no rows.
    if keys.isEmpty { return PairReading(file: source.name) }
    let roles = try PairColumns(header: keys, need: need, at: Place(file: source.name, line: 1))
    let wanted = [roles.user, roles.item, roles.score].compactMap { $0 }
    let reader = try JSONReader(paths: wanted.map { keys[$0] })
    let collector = ObjectCollector(roles, keys: wanted.map { keys[$0] }, limits: options.limits)
    var reading = PairReading(file: source.name)
    func attempt(_ body: () throws -> Void) throws {
      reading.rowsRead += 1
      if reading.rowsRead & 0xfff == 0 { try execution.checkCancellation() }
      do { try body() } catch let error as KithError {
        if !skipsBadRows || error.exitCode != .badData { throw error }
        reading.badRows += 1
        reading.reject(error.diagnostic)
      }
    }
    if let whole {
      try whole.withUnsafeBytes { bytes in
        try reader.readArray(bytes, file: source.name) { values, _ in try attempt { try collector.take(values) } }
      }
    } else {
      let lines = LineReader(source, limits: options.limits)
      while let line = try lines.next() {
        if JSONLines.isBlank(line) { continue }
        let place = Place(file: source.name, line: lines.line)
        try attempt { try reader.read(line, at: place) { try collector.take($0) } }
      }
    }
    reading.warnings += source.warnings
    reading.hasUsers = roles.user != nil
    reading.isRanked = roles.isRanked
    reading.take([collector.chunk], [collector.parser], execution)
    return reading
  }

  /// The keys of the first objects, in order of appearance; throws what is wrong with the first where there are none.
  private func keys(of start: ArraySlice<UInt8>, _ file: String) throws -> [String] {
    let isArray = JSONLines.isArray(start)
    let samples = isArray ? [start] : Array(start.split(separator: 0x0A, maxSplits: 20).prefix(20))
    var keys: [String] = []
    for sample in samples {
      for key in try sample.withUnsafeBytes({ try JSONReader.paths(of: $0, objects: 20) }) ?? []
      where !keys.contains(key) {
        keys.append(key)
      }
    }
    if keys.isEmpty, let first = samples.first {
      let reader = try JSONReader(paths: [])
      try first.withUnsafeBytes { bytes in
        if isArray {
          try reader.readArray(bytes, file: file) { _, _ in }
        } else {
          try reader.read(bytes, at: Place(file: file, line: 1)) { _ in }
        }
      }
    }
    return keys
  }
}

/// Takes objects as rows.
private final class ObjectCollector {
  let parser: PairParser
  let chunk = PairChunk(worker: 0, index: 0)
  private let columns: PairColumns
  private let keys: [String]
  /// What each key holds.
  private let roles: [String]
  private let limits: InputLimits
  /// Names are looked up in memory that is readable for 8 bytes more.
  private var padded: [UInt8] = []

  init(_ columns: PairColumns, keys: [String], limits: InputLimits) {
    self.columns = columns
    self.keys = keys
    self.limits = limits
    roles = [
      columns.user == nil ? nil : "user", "item", columns.score == nil ? nil : columns.isRanked ? "rank" : "score",
    ].compactMap { $0 }
    parser = PairParser(number: 0, columns: columns, skipsBadRows: true)
  }

  /// Names are numbered once the whole row is known to be sound.
  func take(_ values: JSONValues) throws {
    let user = columns.user == nil ? nil : try name(0, values)
    let item = try name(columns.user == nil ? 0 : 1, values)
    var row = PairRow(
      user: PairRow.none, item: 0, line: UInt32(clamping: values.place.line ?? 0), textCount: 0,
      text: chunk.texts.count, score: 0)
    if columns.score != nil {
      let slot = keys.count - 1
      let text = try text(slot, values)
      switch PairFault.score(text.assumingMemoryBound(to: UInt8.self), isRanked: columns.isRanked)
      {
      case .success(let value): row.score = value
      case .failure(let fault): throw failure(fault, slot, values)
      }
      row.textCount = UInt32(clamping: text.count)
      chunk.texts += text
    }
    if let user { row.user = code(of: user, in: parser.users) }
    row.item = code(of: item, in: parser.items)
    chunk.rows.append(row)
  }

  private func text(_ slot: Int, _ values: JSONValues) throws -> UnsafeRawBufferPointer {
    guard let text = try values.text(slot, role: keys[slot]) else {
      throw failure(.missing(roles[slot]), slot, values)
    }
    return text
  }

  private func name(_ slot: Int, _ values: JSONValues) throws -> UnsafeRawBufferPointer {
    let name = try text(slot, values)
    if let fault = PairFault.ofName(name.count, roles[slot], limits) { throw failure(fault, slot, values) }
    return name
  }

  private func code(of name: UnsafeRawBufferPointer, in interner: ColumnInterner) -> UInt32 {
    padded.removeAll(keepingCapacity: true)
    padded += name
    padded += repeatElement(0, count: 8)
    return padded.withUnsafeBufferPointer { interner.code(UnsafeBufferPointer(rebasing: $0[..<name.count])) }
  }

  private func failure(_ fault: PairFault, _ slot: Int, _ values: JSONValues) -> KithError {
    var place = values.place
    place.columnName = keys[slot]
    return KithError(fault.exitCode, Diagnostic(fault.code, fault.message, at: place, help: fault.help))
  }
}
