import KithFoundation
import KithGraph

/// Something that can be computed on a graph, and described.
public protocol Measure: Sendable {
  var info: MeasureInfo { get }
  /// Bytes a run takes at its peak beside the graph itself; an upper estimate for `--estimate`.
  func memory(for size: GraphSize, threads: Int) -> Int
}

/// A measure with a value for every node.
public protocol NodeMeasure: Measure {
  /// Throws `KithError`: usage for options out of range, bad data for weights it cannot take,
  /// "answer is no" where the measure is undefined on this graph, not converged; and `CancellationError`.
  func scores(in graph: Graph, execution: Execution) throws -> NodeScores
}

/// A measure with a value for every edge.
public protocol EdgeMeasure: Measure {
  /// Throws as `NodeMeasure.scores(in:execution:)` does.
  func scores(in graph: Graph, execution: Execution) throws -> EdgeScores
}

/// A measure with one value for the whole graph.
public protocol GraphMeasure: Measure {
  /// Throws as `NodeMeasure.scores(in:execution:)` does.
  func value(of graph: Graph, execution: Execution) throws -> GraphValue
}

/// A way to divide a graph's nodes into groups.
public protocol CommunityMethod: Measure {
  /// Throws as `NodeMeasure.scores(in:execution:)` does.
  func communities(in graph: Graph, execution: Execution) throws -> Communities
}

extension NodeMeasure {
  public func memory(for size: GraphSize, threads: Int) -> Int { 8 * size.nodes }
}
extension EdgeMeasure {
  public func memory(for size: GraphSize, threads: Int) -> Int { 8 * size.edges }
}
extension GraphMeasure {
  public func memory(for size: GraphSize, threads: Int) -> Int { 8 * size.nodes }
}

/// How large a graph is, without the graph: what memory estimates go by.
public struct GraphSize: Sendable, Equatable {
  public var nodes: Int
  /// An undirected edge counted once.
  public var edges: Int
  public var isDirected: Bool
  public var isWeighted: Bool

  public init(nodes: Int, edges: Int, isDirected: Bool = true, isWeighted: Bool = true) {
    self.nodes = nodes
    self.edges = edges
    self.isDirected = isDirected
    self.isWeighted = isWeighted
  }

  /// Bytes of the graph: offsets and rows of both directions (one shared where undirected).
  public var bytes: Int {
    let rows = 2 * edges * (isWeighted ? 8 : 4)
    return rows + (isDirected ? 2 : 1) * 8 * (nodes + 1)
  }
}

extension Graph {
  public var size: GraphSize {
    GraphSize(nodes: nodeCount, edges: edgeCount, isDirected: isDirected, isWeighted: isWeighted)
  }
}
