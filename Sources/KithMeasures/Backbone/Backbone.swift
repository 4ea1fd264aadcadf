import KithFoundation
import KithGraph

/// A way to keep the telling edges of a graph and drop the rest; all nodes stay.
///
///     let sparse = try DisparityFilter(alpha: 0.05).backbone(of: graph, execution: .serial)
public protocol Backbone: Sendable {
  /// The same nodes with some of the edges, direction and weights as they were; self-edges are dropped.
  ///
  /// Throws `KithError` as `NodeMeasure.scores(in:execution:)` does.
  func backbone(of graph: Graph, execution: Execution) throws -> Graph
}

extension Graph {
  /// The same nodes with the edges at which `isKept` holds. `edges` are this graph's.
  func keeping(_ edges: EdgeEnds, _ execution: Execution, where isKept: (_ position: Int) -> Bool) -> Graph {
    let kept = (0..<edges.count).filter(isKept)
    return Graph(
      sources: kept.map { edges.sources[$0] }, targets: kept.map { edges.targets[$0] },
      weights: edges.weights.map { weights in kept.map { weights[$0] } }, nodeCount: nodeCount, names: names,
      isDirected: isDirected, execution: execution)
  }
}
