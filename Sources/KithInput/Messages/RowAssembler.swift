import KithFoundation

/// One record of any format with named or numbered columns; valid during one call.
protocol RowRecord: ~Copyable {
  var line: Int { get }
  /// The bytes of a field; nil or empty where it has no value.
  func bytes(_ slot: Int) throws -> UnsafeRawBufferPointer?
  /// The error to throw for a bad field.
  func failure(_ exitCode: ExitCode, _ code: String, _ message: String, slot: Int, help: String?) -> KithError
}

/// Makes messages of the records of one source, by the roles of its columns.
struct RowAssembler {
  private let roles: ColumnRoles
  private let limits: InputLimits
  private let trims: Bool
  private let mentions: MentionSyntax
  private var times: TimeParser
  private var largest: UInt64 = 0
  private let firstRow: Int

  /// - Parameter sample: some values of the time column, to see its form.
  init(_ roles: ColumnRoles, times sample: [String], options: InputOptions, table: MessageTable) throws {
    self.roles = roles
    limits = options.limits
    trims = options.trimsIDs
    // A table that names its targets has said what its texts could only hint at.
    mentions = roles[.to] == nil ? .plain : .none
    times = TimeParser(form: TimeForm.of(sample), zone: try ZoneClock(options.timeZone))
    firstRow = table.count
  }

  mutating func append(_ record: borrowing some RowRecord & ~Copyable, to table: inout MessageTable) throws {
    var fields = MessageFields()
    fields.id = try id(.id, record)
    fields.parent = try id(.parent, record)
    fields.author = try id(.from, record)
    fields.addressee = try id(.to, record)
    fields.kind = try value(.kind, record)
    fields.channel = try value(.channel, record)
    fields.item = try id(.item, record)
    fields.text = try value(.text, record)
    if let text = try value(.at, record), !text.isEmpty { fields.time = try time(text, record) }
    if let text = try value(.weight, record), !text.isEmpty { fields.weight = try weight(text, record) }
    table.append(fields, mentions: mentions, line: record.line)
  }

  /// Settles the unit of times written as numbers, once the source is read; returns how they were written.
  func settleTimes(in table: inout MessageTable) throws -> String? {
    guard roles[.at] != nil else { return nil }
    if times.form == .clock { return "ISO 8601" }
    let unit = EpochUnit(largest: times.form == .decimalEpoch ? largest / 1000 : largest)
    let isDecimal = times.form == .decimalEpoch
    var wrong: (row: Int, value: Int64)?
    table.mapTimes(from: firstRow) { row, value in
      let moment =
        !isDecimal
        ? unit.milliseconds(value)
        : unit == .seconds
          ? EpochUnit.milliseconds.milliseconds(value)
          : unit.milliseconds(EpochUnit.floorDivided(value, 1000))
      if moment == nil, wrong == nil { wrong = (row, value) }
      return moment ?? Timestamp.missing
    }
    if let wrong {
      throw KithError(
        .badData,
        Diagnostic(
          "E213", "time is outside the years 1 to 9999: \(wrong.value) \(unit.rawValue) since 1970",
          at: table.place(of: wrong.row),
          help: "check the column's unit"))
    }
    return "\(unit.rawValue) since 1970"
  }

  private func value(_ role: ColumnRole, _ record: borrowing some RowRecord & ~Copyable) throws
    -> UnsafeRawBufferPointer?
  {
    guard let slot = roles[role], let value = try record.bytes(slot) else { return nil }
    if value.count > limits.field {
      throw record.failure(
        .limit, "E217", "the field has \(value.count) bytes; the limit is \(limits.field)", slot: slot,
        help: "raise the limit with --max-field")
    }
    return value
  }

  private func id(_ role: ColumnRole, _ record: borrowing some RowRecord & ~Copyable) throws -> UnsafeRawBufferPointer?
  {
    guard let slot = roles[role], var value = try value(role, record) else { return nil }
    if trims {
      while let first = value.first, isBlank(first) { value = UnsafeRawBufferPointer(rebasing: value.dropFirst()) }
      while let last = value.last, isBlank(last) { value = UnsafeRawBufferPointer(rebasing: value.dropLast()) }
    }
    if value.count > limits.id {
      throw record.failure(
        .limit, "E216", "the \"\(role.rawValue)\" id has \(value.count) bytes; the limit is \(limits.id)", slot: slot,
        help: "is this the right column? if so, raise the limit with --max-id")
    }
    return value
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private mutating func time(_ text: UnsafeRawBufferPointer, _ record: borrowing some RowRecord & ~Copyable) throws
    -> Int64
  {
    switch text.withMemoryRebound(to: UInt8.self, { times.parse($0) }) {
    case .value(let value):
      largest = max(largest, value.magnitude)
      return value
    case .wrong(let reason):
      throw record.failure(
        .badData, "E213", reason, slot: roles[.at] ?? 0, help: "use --on-bad-row skip to drop such rows")
    }
  }

  private func weight(_ text: UnsafeRawBufferPointer, _ record: borrowing some RowRecord & ~Copyable) throws -> Float {
    switch text.withMemoryRebound(to: UInt8.self, { WeightParser.parse($0) }) {
    case .value(let value): return value
    case .wrong(let reason):
      throw record.failure(
        .badData, "E214", reason, slot: roles[.weight] ?? 0, help: "use --on-bad-row skip to drop such rows")
    }
  }
}
