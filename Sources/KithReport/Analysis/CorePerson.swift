import KithFoundation
import KithGraph
import KithMeasures

/// One of the people at the core, with the evidence for saying so.
public struct CorePerson: Sendable {
  public let node: Int
  /// By PageRank; ties share a rank.
  public let rank: Int
  public let score: Double
  public let community: Int
  /// Different people who addressed them, and in how many rows.
  public let receivedFrom: Int
  public let received: Int
  /// Different people they addressed, and in how many rows.
  public let sentTo: Int
  public let sent: Int
  /// Received rows by kind and by channel, most frequent first; empty without such a column.
  public let kinds: [NamedCount]
  public let channels: [NamedCount]
  /// Who addressed them most, and in how many rows.
  public let mainSource: (node: Int, count: Int)?
  /// First row addressed to them; nil without times.
  public let firstReceived: Int64?
  /// The timeline's bin with most rows addressed to them, and how many.
  public let peak: (bin: Int, count: Int)?
  public let quotes: [Quote]

  /// What someone wrote to them.
  public struct Quote: Sendable {
    public let author: Int
    public let time: Int64?
    public let text: String
  }
}

/// How often a name occurs.
public struct NamedCount: Sendable, Equatable {
  public let name: String
  public let count: Int

  /// Counts of the codes at `rows`, most frequent first, ties by name bytes.
  static func of(_ column: CodedColumn?, rows: [Int]) -> [NamedCount] {
    guard let column else { return [] }
    var counts: [UInt32: Int] = [:]
    for row in rows where column.codes[row] != InteractionLog.none { counts[column.codes[row], default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { NamedCount(name: column.names[Int($0.key)], count: $0.value) }
  }
}

/// Gathers the core people's evidence in one pass over the rows.
struct CoreEvidence {
  let log: InteractionLog
  let graph: Graph
  let partition: Partition
  let timeline: Timeline?
  let quotes: Int

  /// The people at `nodes`, in that order. O(rows + their rows log their rows).
  func people(_ nodes: [Int], scores: NodeScores, ranks: [Int]) -> [CorePerson] {
    var slots = [Int32](repeating: -1, count: graph.nodeCount)
    for (slot, node) in nodes.enumerated() { slots[node] = Int32(slot) }
    var received = [[Int]](repeating: [], count: nodes.count)
    var sent = [Int](repeating: 0, count: nodes.count)
    for row in 0..<log.count {
      let (actor, target) = (log.actors[row], log.targets[row])
      guard actor != InteractionLog.none, target != InteractionLog.none, actor != target else { continue }
      if slots[Int(target)] >= 0 { received[Int(slots[Int(target)])].append(row) }
      if slots[Int(actor)] >= 0 { sent[Int(slots[Int(actor)])] += 1 }
    }
    return nodes.enumerated().map { slot, node in
      person(node, rows: received[slot], sent: sent[slot], score: scores[node], rank: ranks[node])
    }
  }

  private func person(_ node: Int, rows: [Int], sent: Int, score: Double, rank: Int) -> CorePerson {
    let times = log.times.map { times in rows.map { times[$0] }.filter { $0 != Timestamp.missing } } ?? []
    var bins: [Int: Int] = [:]
    if let timeline { for time in times { bins[timeline.bin(of: time), default: 0] += 1 } }
    let peak = bins.max { ($0.value, $1.key) < ($1.value, $0.key) }
    var sources: [UInt32: Int] = [:]
    for row in rows { sources[log.actors[row], default: 0] += 1 }
    let main = sources.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return CorePerson(
      node: node, rank: rank, score: score, community: partition[node], receivedFrom: graph.in.degree(node),
      received: rows.count, sentTo: graph.out.degree(node), sent: sent, kinds: NamedCount.of(log.kinds, rows: rows),
      channels: NamedCount.of(log.channels, rows: rows), mainSource: main.map { (Int($0.key), $0.value) },
      firstReceived: times.min(), peak: peak.map { ($0.key, $0.value) }, quotes: quotes(among: rows))
  }

  /// Quotes spread evenly over time, one an author: ordered by time, then text, then author, so that
  /// the order of the rows does not matter.
  private func quotes(among rows: [Int]) -> [CorePerson.Quote] {
    guard quotes > 0, let texts = log.texts else { return [] }
    let text = { (row: Int) in texts.bytes[texts.offsets[row]..<texts.offsets[row + 1]] }
    let time = { (row: Int) in self.log.times.map { $0[row] } ?? Timestamp.missing }
    let ordered = rows.filter { text($0).contains { $0 > 0x20 } }.sorted { a, b in
      if time(a) != time(b) { return time(a) < time(b) }
      if !text(a).elementsEqual(text(b)) { return text(a).lexicographicallyPrecedes(text(b)) }
      return log.actors[a] < log.actors[b]
    }
    var authors: Set<UInt32> = []
    let distinct = ordered.filter { authors.insert(log.actors[$0]).inserted }
    let count = min(quotes, distinct.count)
    return (0..<count).map { pick in
      let row = distinct[count == 1 ? 0 : pick * (distinct.count - 1) / (count - 1)]
      return CorePerson.Quote(
        author: Int(log.actors[row]), time: time(row) == Timestamp.missing ? nil : time(row), text: texts[row])
    }
  }
}
