import KithDiffusion
import KithGraph

/// How many edges within groups, and across, join people who also have a friend in common.
///
///     let shared = try SharedFriends(of: clubs, over: graph)
///     shared.within.share, shared.across.share
///
/// Friends introduce friends, which turns a little preference for one's own into much: an edge that a common friend
/// closes need not have been chosen for likeness. Each pair counts once, in whichever direction, unweighted; a common
/// friend of unknown group counts. Where the share within is far above the share across, closure carries part of the
/// likeness. O(Σ over edges of the two ends' degrees).
/// Kossinets & Watts 2009, doi 10.1086/599247; Goodreau, Kitts & Morris 2009, doi 10.1353/dem.0.0045.
public struct SharedFriends: Sendable, Codable, Equatable {
  public struct Pairs: Sendable, Codable, Equatable {
    public fileprivate(set) var pairs = 0
    /// Of them with a friend in common.
    public fileprivate(set) var closed = 0

    public var share: DiffusionValue {
      pairs > 0 ? DiffusionValue(Double(closed) / Double(pairs)) : DiffusionValue(undefined: "there are no such edges")
    }
  }

  /// Both of one group.
  public private(set) var within = Pairs()
  /// Of two groups.
  public private(set) var across = Pairs()

  public init(of groups: CodedColumn, over graph: Graph) {
    precondition(groups.codes.count == graph.nodeCount)
    let rows = graph.undirected().out
    for person in 0..<rows.nodeCount where groups.codes[person] != InteractionLog.none {
      for other in rows.row(person).map(Int.init)
      where other > person && groups.codes[other] != InteractionLog.none {
        let isClosed = Self.meet(rows, person, other)
        if groups.codes[person] == groups.codes[other] {
          within.pairs += 1
          within.closed += isClosed ? 1 : 0
        } else {
          across.pairs += 1
          across.closed += isClosed ? 1 : 0
        }
      }
    }
  }

  /// Whether two ascending rows have an element in common.
  private static func meet(_ rows: Adjacency, _ a: Int, _ b: Int) -> Bool {
    var (i, j) = (rows.offsets[a], rows.offsets[b])
    while i < rows.offsets[a + 1] && j < rows.offsets[b + 1] {
      let (left, right) = (rows.neighbors[i], rows.neighbors[j])
      if left == right { return true }
      if left < right { i += 1 } else { j += 1 }
    }
    return false
  }
}
