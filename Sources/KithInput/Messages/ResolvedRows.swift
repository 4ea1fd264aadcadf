import KithFoundation
import KithGraph

/// Collects the rows that stay and makes the canonical log of them.
struct ResolvedRows {
  private let table: MessageTable
  private let filter: RowFilter
  private let people: ByteInterner
  private var kindNames = ByteInterner()
  /// The normalised kind of each kind as written.
  private let normalizedKinds: [UInt32]
  private let post, comment, reply, mention: UInt32
  private let wantsKind: [Bool]

  private var actors: [UInt32] = []
  private var targets: [UInt32] = []
  private var kinds: [UInt32] = []
  /// The row of the table each row comes from.
  private var sources: [UInt32] = []
  private var isMention: [Bool] = []
  private var starts: [Int] = []

  init(_ table: MessageTable, _ people: ByteInterner, filter: RowFilter) {
    self.table = table
    self.people = people
    self.filter = filter
    var names = ByteInterner()
    normalizedKinds = (0..<UInt32(table.kindNames.count)).map {
      names.code(of: KindNames.normalised(table.kindNames[$0]))
    }
    post = names.code(of: "post")
    comment = names.code(of: "comment")
    reply = names.code(of: "reply")
    mention = names.code(of: "mention")
    kindNames = names
    wantsKind = (0..<UInt32(names.count)).map { filter.kinds.isEmpty || filter.kinds.contains(names[$0]) }
  }

  mutating func fill(
    _ threads: MessageThreads, _ rowTargets: [UInt32], _ mentions: Mentions, _ summary: inout MessageSummary
  ) {
    var nextFile = 0
    var nextMention = 0
    for row in 0..<table.count {
      while nextFile < table.starts.count, table.starts[nextFile] == row {
        starts.append(actors.count)
        nextFile += 1
      }
      guard threads.isKept[row] else { continue }
      append(row, rowTargets[row], kind(of: row, threads), &summary)
      guard nextMention < mentions.rows.count, mentions.rows[nextMention] == row else { continue }
      for at in mentions.starts[nextMention]..<mentions.starts[nextMention + 1] {
        let person = mentions.named[at]
        if person != MessageTable.none { append(row, person, mention, isMention: true, &summary) }
      }
      nextMention += 1
    }
    while nextFile < table.starts.count {
      starts.append(actors.count)
      nextFile += 1
    }
  }

  private func kind(of row: Int, _ threads: MessageThreads) -> UInt32 {
    let given = table.kinds[row] == MessageTable.none ? MessageTable.none : normalizedKinds[Int(table.kinds[row])]
    if table.addressees[row] != MessageTable.none { return given }
    switch threads.structure[row] {
    case .post: return given == MessageTable.none ? post : given
    case .comment: return given == MessageTable.none || given == post ? comment : given
    case .reply: return given == MessageTable.none || given == post ? reply : given
    }
  }

  private mutating func append(
    _ row: Int, _ target: UInt32, _ kind: UInt32, isMention: Bool = false, _ summary: inout MessageSummary
  ) {
    if kind == MessageTable.none ? !filter.kinds.isEmpty : !wantsKind[Int(kind)] {
      summary.filteredByKind += 1
      return
    }
    guard filter.isInWindow(table.times[row]) else {
      summary.filteredByWindow += 1
      return
    }
    actors.append(table.authors[row])
    targets.append(target)
    kinds.append(kind)
    sources.append(UInt32(row))
    self.isMention.append(isMention)
  }

  consuming func log() -> InteractionLog {
    let none = InteractionLog.none
    var used = [Bool](repeating: false, count: people.count)
    for person in actors where person != none { used[Int(person)] = true }
    for person in targets where person != none { used[Int(person)] = true }
    let (names, recode) = people.canonical(used: used)
    let weights = sources.indices.map { isMention[$0] ? 1 : table.weights[Int(sources[$0])] }
    let times = sources.map { table.times[Int($0)] }
    return InteractionLog(
      people: names, actors: actors.map { $0 == none ? $0 : recode[Int($0)] },
      targets: targets.map { $0 == none ? $0 : recode[Int($0)] },
      times: times.allSatisfy { $0 == Timestamp.missing } ? nil : times,
      kinds: column(kindNames, kinds), channels: column(table.channelNames, sources.map { table.channels[Int($0)] }),
      items: column(table.itemNames, sources.map { table.items[Int($0)] }),
      weights: weights.allSatisfy { $0 == 1 } ? nil : weights, texts: texts(),
      evidence: EvidenceColumn(
        files: table.files, starts: starts + [actors.count], lines: sources.map { table.lines[Int($0)] }))
  }

  private func column(_ names: ByteInterner, _ codes: [UInt32]) -> CodedColumn? {
    var used = [Bool](repeating: false, count: names.count)
    for code in codes where code != InteractionLog.none { used[Int(code)] = true }
    guard used.contains(true) else { return nil }
    let (canonical, recode) = names.canonical(used: used)
    return CodedColumn(names: canonical, codes: codes.map { $0 == InteractionLog.none ? $0 : recode[Int($0)] })
  }

  /// The messages' texts; a mention repeats its message, so it has none.
  private func texts() -> TextColumn? {
    guard table.keepsText, !table.textBytes.isEmpty else { return nil }
    var offsets = [0]
    var bytes: [UInt8] = []
    offsets.reserveCapacity(sources.count + 1)
    for (at, row) in sources.enumerated() {
      if !isMention[at] {
        bytes.append(contentsOf: table.textBytes[table.textOffsets[Int(row)]..<table.textOffsets[Int(row) + 1]])
      }
      offsets.append(bytes.count)
    }
    return TextColumn(offsets: offsets, bytes: bytes)
  }
}
