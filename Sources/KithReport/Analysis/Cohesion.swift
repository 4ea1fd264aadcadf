import KithFoundation
import KithGraph
import KithMeasures

/// How closely knit the whole network is.
public struct Cohesion: Sendable {
  public let density: GraphValue
  public let transitivity: GraphValue
  /// Nil where it would take too long, even from some people.
  public let meanDistance: GraphValue?
  /// People it was measured from; nil for all.
  public let sources: Int?

  /// People times relations up to which distances are exact, and relations up to which some are looked at.
  private static let exactWork = 2e9
  private static let mostEdges = 2_000_000
  private static let sampled = 256

  /// O(edges^1.5), and the distances.
  init(of graph: Graph, seed: UInt64, execution: Execution) throws {
    density = NetworkSize.density.value(of: graph, execution: execution)
    transitivity = try Transitivity().value(of: graph, execution: execution)
    let isExact = Double(graph.nodeCount) * Double(graph.edgeCount) <= Self.exactWork
    sources = isExact ? nil : Self.sampled
    let distance = MeanDistance(sources: sources, seed: seed)
    meanDistance = graph.edgeCount <= Self.mostEdges ? try distance.value(of: graph, execution: execution) : nil
  }
}
