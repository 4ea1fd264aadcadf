import KithFoundation
import KithGraph

/// What the log holds that the network does not, counted.
public struct LeftOut: Sendable {
  public let losses: RowLosses
  /// Rows that addressed nobody: activity, no edge.
  public private(set) var withoutTarget = 0
  /// Rows whose author is unknown: activity, no edge.
  public private(set) var anonymous = 0
  /// Rows in which people addressed themselves.
  public private(set) var selfEdges = 0
  public private(set) var withoutTime = 0
  /// Rows that make an edge.
  public private(set) var addressing = 0
  /// People in the log with no edge.
  public let unconnected: Int

  /// O(rows + people).
  init(_ log: InteractionLog, graph: Graph, losses: RowLosses) {
    self.losses = losses
    unconnected = (0..<graph.nodeCount).count { graph.out.degree($0) + graph.in.degree($0) == 0 }
    for row in 0..<log.count {
      let (actor, target) = (log.actors[row], log.targets[row])
      if actor == InteractionLog.none {
        anonymous += 1
      } else if target == InteractionLog.none {
        withoutTarget += 1
      } else if actor == target {
        selfEdges += 1
      } else {
        addressing += 1
      }
    }
    if let times = log.times { withoutTime = times.count { $0 == Timestamp.missing } }
  }
}
