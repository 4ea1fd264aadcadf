import CByteScan
import Glibc
import KithFoundation
import KithGraph

/// What a parser needs to know about the table it reads.
struct TablePlan: Sendable {
  var dialect: Dialect
  var fieldCount: Int
  var from: Int?
  var to: Int?
  var at: Int?
  var kind: Int?
  var channel: Int?
  var item: Int?
  var weight: Int?
  var text: Int?
  var timeForm: TimeForm
  /// Rows may lack an actor or a target: the table is a log of activity, not a list of edges.
  var isLog: Bool
  var isPipe: Bool
}

/// Turns blocks of one table after another into column chunks. One a thread; keeps its numbers for
/// people, kinds, channels and items from block to block and file to file.
final class InteractionParser {
  let number: Int
  let people = ColumnInterner(capacity: 1 << 12)
  let kinds = ColumnInterner()
  let channels = ColumnInterner()
  let items = ColumnInterner()
  private let options: InputOptions
  private let wantedKinds: Set<String>
  /// By kind code: whether it was asked for.
  private var isWanted: [Bool] = []
  private var batch: FieldBatch?
  private let scratch = ByteScratch()
  private var pending = Pending(capacity: 512)
  private var clock: ZoneClock
  /// How many rows the next block probably has.
  private var lastRows = 0

  init(number: Int, options: InputOptions) throws {
    self.number = number
    self.options = options
    wantedKinds = Set(options.kinds.map(KindNames.normalised))
    clock = try ZoneClock(options.timeZone)
  }

  func parse(_ block: RecordBlock, plan: TablePlan) -> ColumnChunk {
    let chunk = ColumnChunk(
      worker: number, index: block.index,
      has: ColumnChunk.Columns(
        times: plan.at != nil, kinds: plan.kind != nil, channels: plan.channel != nil, items: plan.item != nil,
        weights: plan.weight != nil))
    let width = max(1, plan.fieldCount)
    if batch?.width != width { batch = FieldBatch(width: width) }
    guard let batch else { return chunk }
    let base = UnsafePointer(block.base)
    let isClean =
      UTF8Check.isValid(UnsafeBufferPointer(start: base, count: block.count)) && memchr(base, 0, block.count) == nil
    var scanner = FieldScanner(base, count: block.count, dialect: plan.dialect)
    var times = TimeParser(form: plan.timeForm, zone: clock)
    chunk.reserve(lastRows)
    while scanner.fill(batch) {
      chunk.recordsMet += batch.rows
      if !takeRows(batch, base, block, plan, chunk, &times, isClean) { break }
    }
    clock = times.zone
    lastRows = chunk.rows + chunk.rows / 16
    chunk.lineEnds = Int(scanner.line)
    return chunk
  }

  /// False when a bad row ends the reading.
  private func takeRows(
    _ batch: FieldBatch, _ base: UnsafePointer<UInt8>, _ block: RecordBlock, _ plan: TablePlan, _ chunk: ColumnChunk,
    _ times: inout TimeParser, _ isClean: Bool
  ) -> Bool {
    chunk.reserve(batch.rows)
    scratch.reset()
    let none = InteractionLog.none
    let idLimit = options.limits.id
    let limits = options.limits
    let trims = options.trimsIDs
    let from = plan.from
    let to = plan.to
    let fieldCount = plan.fieldCount
    let first = chunk.rows
    var row = first
    guard let actors = chunk.actors, let targets = chunk.targets, let lines = chunk.lines else { return true }
    var largest = chunk.largestTime
    var smallest = chunk.smallestTime
    var goesOn = true
    let pending = pending
    // Pass one checks each row and looks up everything small; names are only hashed and their slots
    // asked for, so that the cache misses of a whole batch overlap.
    for record in 0..<batch.rows {
      if !isClean || batch.needsCheck(record, fieldCount: fieldCount, limits: limits),
        let failure = structureFault(batch, record, base, block, plan)
      {
        goesOn = reject(failure, chunk)
        if goesOn { continue } else { break }
      }
      if let kind = plan.kind {
        let text = scratch.text(of: batch.span(record, kind), in: base)
        let code = text.isEmpty ? none : self.kind(text)
        if !wantedKinds.isEmpty && (code == none || !isWanted[Int(code)]) {
          chunk.filteredByKind += 1
          continue
        }
        chunk.kinds?[row] = code
      }
      var actor = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
      if let from {
        actor = scratch.text(of: batch.span(record, from), in: base)
        if trims { actor = Self.trimmed(actor) }
        if actor.isEmpty && !plan.isLog || actor.count > idLimit {
          goesOn = reject(badID(actor, from, "from", batch, record, base), chunk)
          if goesOn { continue } else { break }
        }
      }
      var target = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
      if let to {
        target = scratch.text(of: batch.span(record, to), in: base)
        if trims { target = Self.trimmed(target) }
        if target.isEmpty && !plan.isLog || target.count > idLimit {
          goesOn = reject(badID(target, to, "to", batch, record, base), chunk)
          if goesOn { continue } else { break }
        }
      }
      if let at = plan.at {
        let text = scratch.text(of: batch.span(record, at), in: base)
        if text.isEmpty {
          chunk.times?[row] = Timestamp.missing
        } else {
          switch times.parse(text) {
          case .value(let value):
            chunk.times?[row] = value
            largest = max(largest, value.magnitude)
            smallest = min(smallest, value.magnitude)
          case .wrong(let reason):
            goesOn = reject(rowFailure("E213", reason, at, batch, record, base, help: timeHelp(plan)), chunk)
            if goesOn { continue }
          }
          if !goesOn { break }
        }
      }
      if let weight = plan.weight {
        switch WeightParser.parse(scratch.text(of: batch.span(record, weight), in: base)) {
        case .value(let value): chunk.weights?[row] = value
        case .wrong(let reason):
          let help = "use --on-bad-row skip to drop such rows, or choose another --weight column"
          goesOn = reject(rowFailure("E214", reason, weight, batch, record, base, help: help), chunk)
          if goesOn { continue }
        }
        if !goesOn { break }
      }
      if let channel = plan.channel {
        let text = scratch.text(of: batch.span(record, channel), in: base)
        chunk.channels?[row] = text.isEmpty ? none : self.channel(text)
      }
      if let item = plan.item {
        let text = scratch.text(of: batch.span(record, item), in: base)
        chunk.items?[row] = text.isEmpty ? none : items.code(text)
      }
      if let text = plan.text {
        chunk.text.append(contentsOf: scratch.text(of: batch.span(record, text), in: base))
        chunk.textEnds.append(chunk.text.count)
      }
      lines[row] = batch.lines[record]
      let slot = row &- first
      if let start = actor.baseAddress, !actor.isEmpty {
        let key = people.key(start, actor.count)
        people.prefetch(key, actor.count)
        pending.actors[slot] = Pending.Name(text: start, count: actor.count, key: key)
      } else {
        pending.actors[slot].count = 0
      }
      if let start = target.baseAddress, !target.isEmpty {
        let key = people.key(start, target.count)
        people.prefetch(key, target.count)
        pending.targets[slot] = Pending.Name(text: start, count: target.count, key: key)
      } else {
        pending.targets[slot].count = 0
      }
      row &+= 1
    }
    // Pass two looks the names up.
    for slot in 0..<row &- first {
      let actor = pending.actors[slot]
      actors[first &+ slot] = actor.count == 0 ? none : people.code(actor.text, actor.count, key: actor.key)
      let target = pending.targets[slot]
      targets[first &+ slot] = target.count == 0 ? none : people.code(target.text, target.count, key: target.key)
    }
    chunk.largestTime = largest
    chunk.smallestTime = smallest
    chunk.setRows(row)
    return goesOn
  }

  // MARK: Small columns

  private var lastChannel: (key: UInt64, count: Int, code: UInt32) = (0, -1, 0)
  private var lastKind: (key: UInt64, count: Int, code: UInt32) = (0, -1, 0)

  /// The channel's number; a repeated short one is not sought again.
  @inline(__always)
  private func channel(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let base = text.baseAddress else { return InteractionLog.none }
    let key = channels.key(base, text.count)
    if text.count <= 8, lastChannel.count == text.count, lastChannel.key == key { return lastChannel.code }
    let code = channels.code(base, text.count, key: key)
    lastChannel = (key, text.count, code)
    return code
  }

  @inline(__always)
  private func kind(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let base = text.baseAddress else { return InteractionLog.none }
    let key = kinds.key(base, text.count)
    if text.count <= 8, lastKind.count == text.count, lastKind.key == key { return lastKind.code }
    let code = kinds.code(base, text.count, key: key)
    if Int(code) == isWanted.count {
      isWanted.append(wantedKinds.contains(KindNames.normalised(String(decoding: text, as: UTF8.self))))
    }
    lastKind = (key, text.count, code)
    return code
  }

  private static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = text.count
    while start < end, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
    while end > start, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    return UnsafeBufferPointer(rebasing: text[start..<end])
  }

  // MARK: Bad rows

  /// Notes a bad row; false if it ends the reading.
  private func reject(_ failure: RowFailure, _ chunk: ColumnChunk) -> Bool {
    chunk.badRows += 1
    let keeps = options.onBadRow == .collect || chunk.failures.count < ReadingSummary.rejectsShown
    if keeps { chunk.failures.append(failure) }
    return options.onBadRow != .fail
  }

  private func badID(
    _ id: UnsafeBufferPointer<UInt8>, _ field: Int, _ role: String, _ batch: FieldBatch, _ record: Int,
    _ base: UnsafePointer<UInt8>
  ) -> RowFailure {
    if id.isEmpty {
      return rowFailure(
        "E215", "the \"\(role)\" id is empty", field, batch, record, base,
        help: "use --on-bad-row skip to drop such rows")
    }
    var failure = rowFailure(
      "E216", "the \"\(role)\" id has \(id.count) bytes; the limit is \(options.limits.id)", field, batch, record, base,
      help: "is this the right column? choose another with --\(role)")
    failure.exitCode = .limit
    return failure
  }

  private func timeHelp(_ plan: TablePlan) -> String {
    plan.timeForm == .clock
      ? "write times as 2022-12-01T09:30:00+09:00, or use --on-bad-row skip"
      : "use --on-bad-row skip to drop such rows"
  }

  private func rowFailure(
    _ code: String, _ message: String, _ field: Int, _ batch: FieldBatch, _ record: Int, _ base: UnsafePointer<UInt8>,
    help: String?
  ) -> RowFailure {
    RowFailure(
      code: code, message: message, help: help, exitCode: .badData, line: Int(batch.lines[record]), field: field,
      record: Array(
        UnsafeBufferPointer(
          start: base + Int(batch.starts[record]), count: Int(batch.ends[record] - batch.starts[record]))))
  }

  private func structureFault(
    _ batch: FieldBatch, _ record: Int, _ base: UnsafePointer<UInt8>, _ block: RecordBlock, _ plan: TablePlan
  ) -> RowFailure? {
    RecordFault.find(
      batch, record, base, block, fieldCount: plan.fieldCount, isPipe: plan.isPipe, limits: options.limits)
  }

  /// The names of a batch between the two passes.
  private struct Pending {
    struct Name {
      var text: UnsafePointer<UInt8>
      var count: Int
      var key: UInt64
    }
    let actors: UnsafeMutablePointer<Name>
    let targets: UnsafeMutablePointer<Name>

    init(capacity: Int) {
      actors = .allocate(capacity: capacity)
      targets = .allocate(capacity: capacity)
    }
  }

  deinit {
    pending.actors.deallocate()
    pending.targets.deallocate()
  }
}
