import KithFoundation
import KithGraph

/// Brings the chunks of all sources together: one canonical table of names, one array a column.
struct LogAssembly {
  /// What one source gave.
  struct Part {
    let name: String
    let chunks: [ColumnChunk]
    /// Physical lines before each chunk.
    var lineBases: [Int]
  }

  private let parts: [Part]
  private let parsers: [InteractionParser]
  private let keepsText: Bool
  private let chunks: Chunks
  private let starts: [Int]
  private let count: Int

  init(parts: [Part], parsers: [InteractionParser], keepsText: Bool) {
    self.parts = parts
    self.parsers = parsers
    self.keepsText = keepsText
    let all = parts.flatMap(\.chunks)
    var starts: [Int] = []
    var count = 0
    for chunk in all {
      starts.append(count)
      count += chunk.rows
    }
    chunks = Chunks(all: all, lineBases: parts.flatMap(\.lineBases))
    self.starts = starts
    self.count = count
  }

  func log(summary: inout ReadingSummary, execution: Execution) -> InteractionLog {
    // Rows that a window left out may be the only ones of their people.
    let used = summary.filteredByWindow > 0 || chunks.all.contains { !$0.failures.isEmpty } ? usedPeople() : nil
    let people = NameMerging.merge(parsers.map(\.people), used: used, execution: execution)
    let actors = codes(people.codes, execution) { $0.actors }
    let targets = codes(people.codes, execution) { $0.targets }
    count(actors, targets, into: &summary, execution: execution)
    let times =
      chunks.all.contains { $0.times != nil } ? column(execution, missing: Timestamp.missing) { $0.times } : nil
    let weights = chunks.all.contains { $0.weights != nil } ? column(execution, missing: Float(1)) { $0.weights } : nil
    let lines = lineColumn(execution)
    let kinds = coded(parsers.map(\.kinds), execution, normalises: true) { $0.kinds }
    let channels = coded(parsers.map(\.channels), execution) { $0.channels }
    let items = coded(parsers.map(\.items), execution) { $0.items }
    let texts = keepsText ? textColumn() : nil
    for chunk in chunks.all { chunk.release() }
    summary.warnings += NameTwins.warnings(in: people.names)
    var fileStarts = [0]
    for part in parts { fileStarts.append(fileStarts[fileStarts.count - 1] + part.chunks.reduce(0) { $0 + $1.rows }) }
    return InteractionLog(
      people: people.names, actors: actors, targets: targets,
      times: times.map { $0.allSatisfy { $0 == Timestamp.missing } ? nil : $0 } ?? nil, kinds: kinds,
      channels: channels, items: items, weights: weights.map { $0.allSatisfy { $0 == 1 } ? nil : $0 } ?? nil,
      texts: texts, evidence: EvidenceColumn(files: parts.map(\.name), starts: fileStarts, lines: lines))
  }

  // MARK: Columns

  private struct Chunks: @unchecked Sendable {
    let all: [ColumnChunk]
    let lineBases: [Int]
  }

  /// One array out of the chunks' pieces, filled on all threads.
  private func filled<T>(
    _ execution: Execution, _ fill: @Sendable (ColumnChunk, _ chunk: Int, UnsafeMutablePointer<T>) -> Void
  ) -> [T] {
    [T](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress {
        let out = SharedPointer(base)
        let (chunks, starts) = (chunks, starts)
        execution.forEachChunk(of: chunks.all.count, grain: 4) { _, range in
          for index in range { fill(chunks.all[index], index, out.base + starts[index]) }
        }
      }
      initialized = count
    }
  }

  private func column<T: Sendable>(
    _ execution: Execution, missing: T, _ piece: @Sendable (ColumnChunk) -> UnsafeMutablePointer<T>?
  ) -> [T] {
    filled(execution) { chunk, _, out in
      if let piece = piece(chunk) {
        out.initialize(from: piece, count: chunk.rows)
      } else {
        out.initialize(repeating: missing, count: chunk.rows)
      }
    }
  }

  private func codes(
    _ recode: [[UInt32]], _ execution: Execution, _ piece: @Sendable (ColumnChunk) -> UnsafeMutablePointer<UInt32>?
  ) -> [UInt32] {
    filled(execution) { chunk, _, out in
      guard let piece = piece(chunk) else {
        out.initialize(repeating: InteractionLog.none, count: chunk.rows)
        return
      }
      recode[chunk.worker].withUnsafeBufferPointer { recode in
        for row in 0..<chunk.rows {
          let code = piece[row]
          out[row] = code == InteractionLog.none ? code : recode[Int(code)]
        }
      }
    }
  }

  private func lineColumn(_ execution: Execution) -> [UInt32] {
    let bases = chunks.lineBases
    return filled(execution) { chunk, index, out in
      guard let lines = chunk.lines else { return }
      for row in 0..<chunk.rows { out[row] = UInt32(clamping: bases[index] + Int(lines[row]) + 1) }
    }
  }

  private func coded(
    _ interners: [ColumnInterner], _ execution: Execution, normalises: Bool = false,
    _ piece: @Sendable (ColumnChunk) -> UnsafeMutablePointer<UInt32>?
  ) -> CodedColumn? {
    if interners.allSatisfy({ $0.count == 0 }) { return nil }
    let used = usedCodes(interners, piece)
    var interners = interners
    var recode: [[UInt32]]?
    var usedNames = used
    if normalises {
      // Several spellings become one name: number the names anew.
      recode = interners.map { [UInt32](repeating: 0, count: $0.count) }
      let names = ColumnInterner()
      for (index, interner) in interners.enumerated() {
        for code in 0..<interner.count where used[index][code] {
          recode?[index][code] = names.code(of: KindNames.normalised(String(decoding: interner[code], as: UTF8.self)))
        }
      }
      interners = [names]
      usedNames = [[Bool](repeating: true, count: names.count)]
    }
    let merged = NameMerging.merge(interners, used: usedNames, execution: execution)
    if merged.names.count == 0 { return nil }
    let final =
      recode.map { $0.map { $0.map { Int($0) < merged.codes[0].count ? merged.codes[0][Int($0)] : 0 } } }
      ?? merged.codes
    return CodedColumn(names: merged.names, codes: codes(final, execution, piece))
  }

  private func textColumn() -> TextColumn? {
    var offsets = [0]
    offsets.reserveCapacity(count + 1)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(chunks.all.reduce(0) { $0 + $1.text.count })
    for chunk in chunks.all {
      let base = bytes.count
      bytes += chunk.text
      for row in 0..<chunk.rows {
        offsets.append(row < chunk.textEnds.count ? base + chunk.textEnds[row] : bytes.count)
      }
    }
    return bytes.isEmpty ? nil : TextColumn(offsets: offsets, bytes: bytes)
  }

  // MARK: Counts

  private func usedPeople() -> [[Bool]] {
    var used = parsers.map { [Bool](repeating: false, count: $0.people.count) }
    for chunk in chunks.all {
      guard let actors = chunk.actors, let targets = chunk.targets else { continue }
      for row in 0..<chunk.rows {
        if actors[row] != InteractionLog.none { used[chunk.worker][Int(actors[row])] = true }
        if targets[row] != InteractionLog.none { used[chunk.worker][Int(targets[row])] = true }
      }
    }
    return used
  }

  private func usedCodes(
    _ interners: [ColumnInterner], _ piece: (ColumnChunk) -> UnsafeMutablePointer<UInt32>?
  ) -> [[Bool]] {
    var used = interners.map { [Bool](repeating: false, count: $0.count) }
    for chunk in chunks.all {
      guard let codes = piece(chunk) else { continue }
      used[chunk.worker].withUnsafeMutableBufferPointer { used in
        for row in 0..<chunk.rows where codes[row] != InteractionLog.none { used[Int(codes[row])] = true }
      }
    }
    return used
  }

  private func count(
    _ actors: [UInt32], _ targets: [UInt32], into summary: inout ReadingSummary, execution: Execution
  ) {
    summary.rowsKept = count
    actors.withUnsafeBufferPointer { actors in
      targets.withUnsafeBufferPointer { targets in
        var (selfEdges, noTarget, noActor) = (0, 0, 0)
        for row in 0..<actors.count {
          let hasTarget = targets[row] != InteractionLog.none
          noTarget &+= hasTarget ? 0 : 1
          noActor &+= actors[row] == InteractionLog.none ? 1 : 0
          selfEdges &+= hasTarget && actors[row] == targets[row] ? 1 : 0
        }
        summary.selfEdges += selfEdges
        summary.withoutTarget += noTarget
        summary.withoutActor += noActor
      }
    }
  }
}
