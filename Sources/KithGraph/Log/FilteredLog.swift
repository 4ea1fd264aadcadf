import KithFoundation

extension InteractionLog {
  /// The rows within a window and of the given kinds; people, kinds, channels and items that no
  /// kept row mentions are gone, so the result is as canonical as a log read from those rows alone.
  ///
  ///     log.filtered(window: TimeWindow(from: start, to: end), kinds: ["reply", "mention"])
  ///
  /// Rows without a time are in no bounded window; rows without a kind are of no given kind.
  /// `kinds: nil` keeps every kind. O(rows + people).
  public func filtered(window: TimeWindow? = nil, kinds chosen: [String]? = nil) -> InteractionLog {
    var isChosen: [Bool]?
    if let chosen {
      var flags = [Bool](repeating: false, count: kinds?.names.count ?? 0)
      for kind in chosen { if let code = kinds?.names.index(of: kind) { flags[code] = true } }
      isChosen = flags
    }
    return rows(
      (0..<count).filter { row in
        if let window, !window.contains(times?[row] ?? Timestamp.missing) { return false }
        guard let isChosen else { return true }
        guard let code = kinds?.codes[row], code != Self.none else { return false }
        return isChosen[Int(code)]
      })
  }

  /// The log of some rows, given ascending.
  private func rows(_ kept: [Int]) -> InteractionLog {
    let people = Recoding(people, used: [(actors, kept), (targets, kept)])
    let coded = { (column: CodedColumn?) -> CodedColumn? in
      guard let column else { return nil }
      let recoding = Recoding(column.names, used: [(column.codes, kept)])
      if recoding.names.count == 0 { return nil }
      return CodedColumn(names: recoding.names, codes: recoding.codes(column.codes, kept))
    }
    let keptTimes = times.map { times in kept.map { times[$0] } }
    let keptWeights = weights.map { weights in kept.map { weights[$0] } }
    return InteractionLog(
      people: people.names, actors: people.codes(actors, kept), targets: people.codes(targets, kept),
      times: keptTimes.flatMap { $0.allSatisfy { $0 == Timestamp.missing } ? nil : $0 },
      kinds: coded(kinds), channels: coded(channels), items: coded(items),
      weights: keptWeights.flatMap { $0.allSatisfy { $0 == 1 } ? nil : $0 },
      texts: texts.map { $0.subset(kept) }, evidence: evidence.subset(kept))
  }

  /// What the rows are: one pass for the counts every summary states.
  public var tally: Tally {
    var tally = Tally()
    for row in 0..<count {
      if actors[row] == Self.none { tally.withoutActor += 1 }
      if targets[row] == Self.none { tally.withoutTarget += 1 }
      if actors[row] == Self.none || targets[row] == Self.none { continue }
      if actors[row] == targets[row] { tally.selfEdges += 1 } else { tally.interactions += 1 }
    }
    return tally
  }

  /// Rows by what they can say about relations.
  public struct Tally: Sendable, Equatable {
    /// Rows in which someone addressed someone else: what edges are made of.
    public var interactions = 0
    public var selfEdges = 0
    public var withoutActor = 0
    public var withoutTarget = 0
    public init() {}
  }
}

/// The names that remain in use, in their old order, and the new code of each old one.
private struct Recoding {
  let names: NameTable
  private let recode: [UInt32]

  init(_ all: NameTable, used columns: [(codes: [UInt32], rows: [Int])]) {
    var recode = [UInt32](repeating: InteractionLog.none, count: all.count)
    for (codes, rows) in columns {
      for row in rows where codes[row] != InteractionLog.none { recode[Int(codes[row])] = 0 }
    }
    let kept = recode.indices.filter { recode[$0] == 0 }
    for (new, old) in kept.enumerated() { recode[old] = UInt32(new) }
    self.recode = recode
    names = all.subset(kept)
  }

  func codes(_ old: [UInt32], _ rows: [Int]) -> [UInt32] {
    rows.map { old[$0] == InteractionLog.none ? InteractionLog.none : recode[Int(old[$0])] }
  }
}

extension TextColumn {
  func subset(_ rows: [Int]) -> TextColumn {
    let table = NameTable(offsets: offsets, bytes: bytes).subset(rows)
    return TextColumn(offsets: table.offsets, bytes: table.bytes)
  }
}

extension EvidenceColumn {
  /// Ascending rows; files that keep no row stay, empty.
  func subset(_ rows: [Int]) -> EvidenceColumn {
    var ends = [0]
    var position = 0
    for end in starts.dropFirst() {
      while position < rows.count && rows[position] < end { position += 1 }
      ends.append(position)
    }
    return EvidenceColumn(files: files, starts: ends, lines: rows.map { lines[$0] })
  }
}
