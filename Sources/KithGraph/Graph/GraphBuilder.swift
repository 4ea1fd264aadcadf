import KithFoundation

/// Makes a canonical `Graph` of edges in any order: drops self-edges, merges parallel edges by
/// summing their weights, and says what it did.
///
///     var builder = GraphBuilder()
///     builder.add(0, 1)
///     builder.add(0, 1)
///     let graph = builder.build(nodeCount: 2)    // one edge of weight 2
///
/// The same bytes come out for any order of the edges: parallel weights are summed in ascending
/// order, in double precision, then rounded. Edges already in columns need no builder: see
/// `Graph.init(sources:targets:weights:nodeCount:names:isDirected:execution:)`.
public struct GraphBuilder: Sendable {
  public var isDirected: Bool
  /// Self-edges seen and left out, once built.
  public private(set) var selfEdges = 0
  /// Edges merged into another between the same nodes, once built.
  public private(set) var merged = 0
  private var sources: [UInt32] = []
  private var targets: [UInt32] = []
  /// Empty until an edge weighs other than 1.
  private var weights: [Float] = []

  public init(isDirected: Bool = true) { self.isDirected = isDirected }

  public mutating func reserveCapacity(_ count: Int) {
    sources.reserveCapacity(count)
    targets.reserveCapacity(count)
  }

  public mutating func add(_ source: Int, _ target: Int, weight: Float = 1) {
    if weight != 1 && weights.isEmpty { weights = [Float](repeating: 1, count: sources.count) }
    sources.append(UInt32(source))
    targets.append(UInt32(target))
    if weight != 1 || !weights.isEmpty { weights.append(weight) }
  }

  /// Builds the graph on `nodeCount` nodes; every edge must lie within. O(nodes + edges).
  public mutating func build(nodeCount: Int, names: NameTable? = nil, execution: Execution = .serial) -> Graph {
    let result = EdgeSorter.sort(
      sources, targets, weights.isEmpty ? nil : weights, nodeCount: nodeCount, isDirected: isDirected,
      execution: execution)
    selfEdges = result.selfEdges
    merged = result.merged
    return Graph(names: names, isDirected: isDirected, out: result.out, in: result.inward ?? result.out)
  }
}

/// What an edge's weight counts.
public enum EdgeStrength: String, Sendable, Codable, CaseIterable {
  /// The number of interactions from a to b.
  case count
  /// The sum of the rows' weights (1 where a row has none).
  case weight
  /// 1 for every pair that interacted.
  case binary
}

extension Graph {
  /// The graph of a log: a node for every person in it, an edge for every ordered pair that interacted.
  ///
  ///     let graph = Graph(log, strength: .count, execution: Execution(threads: 2))
  ///
  /// Rows without actor or target and self-edges make no edge. O(people + rows).
  public init(_ log: InteractionLog, strength: EdgeStrength = .weight, execution: Execution = .serial) {
    let result = EdgeSorter.sort(
      log.actors, log.targets, strength == .weight ? log.weights : nil, nodeCount: log.people.count,
      isDirected: true, merging: strength == .binary ? .presence : .sum, execution: execution)
    self.init(names: log.people, isDirected: true, out: result.out, in: result.inward ?? result.out)
  }

  /// The graph of an edge list held in columns: edge i goes from `sources[i]` to `targets[i]`.
  ///
  ///     let graph = Graph(sources: [0, 1], targets: [1, 2], nodeCount: 3)
  ///
  /// Self-edges are dropped, parallel edges merged by summing their weights (1 each without
  /// `weights`). Every end must be below `nodeCount`, or `InteractionLog.none` for no edge.
  /// O(nodes + edges).
  public init(
    sources: [UInt32], targets: [UInt32], weights: [Float]? = nil, nodeCount: Int, names: NameTable? = nil,
    isDirected: Bool = true, execution: Execution = .serial
  ) {
    let result = EdgeSorter.sort(
      sources, targets, weights, nodeCount: nodeCount, isDirected: isDirected, execution: execution)
    self.init(names: names, isDirected: isDirected, out: result.out, in: result.inward ?? result.out)
  }
}

extension EdgeSorter {
  static func sort(
    _ sources: [UInt32], _ targets: [UInt32], _ weights: [Float]?, nodeCount: Int, isDirected: Bool,
    merging: Merging = .sum, execution: Execution
  ) -> Result {
    let sorter = EdgeSorter(
      nodeCount: nodeCount, edgeCount: sources.count, isDirected: isDirected, merging: merging, execution: execution)
    return sources.withUnsafeBufferPointer { sources in
      targets.withUnsafeBufferPointer { targets in
        guard let weights else { return sorter.sort(sources: sources, targets: targets, weights: nil) }
        return weights.withUnsafeBufferPointer { sorter.sort(sources: sources, targets: targets, weights: $0) }
      }
    }
  }
}
