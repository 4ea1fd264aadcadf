import KithGraph

/// How often each kind and channel occurs in the log.
public struct LogFacts: Sendable {
  /// Over all rows, most frequent first; empty without such a column.
  public let kinds: [NamedCount]
  public let channels: [NamedCount]
  /// Over the rows that make an edge.
  public let addressingKinds: [NamedCount]

  /// O(rows).
  init(_ log: InteractionLog) {
    let count = { (column: CodedColumn?, isEdge: Bool) -> [NamedCount] in
      guard let column else { return [] }
      var counts = [Int](repeating: 0, count: column.names.count)
      for row in 0..<log.count where column.codes[row] != InteractionLog.none {
        let (actor, target) = (log.actors[row], log.targets[row])
        let makesEdge = actor != InteractionLog.none && target != InteractionLog.none && actor != target
        if makesEdge || !isEdge { counts[Int(column.codes[row])] += 1 }
      }
      return counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$1], $0) < (counts[$0], $1) }
        .map { NamedCount(name: column.names[$0], count: counts[$0]) }
    }
    kinds = count(log.kinds, false)
    channels = count(log.channels, false)
    addressingKinds = count(log.kinds, true)
  }
}
