import KithFoundation
import KithGraph

/// How far away the farthest person is.
///
///     let far = try Eccentricity().scores(in: graph, execution: Execution(threads: 2))
///
/// The largest distance from a node to any it reaches (`isIncoming`: from any that reaches it), in hops
/// or in lengths of 1/weight; nodes out of reach do not count, so an isolated node has 0.
///
/// Throws `KithError`: bad data for weights negative or not finite. O(nodes · edges); weighted times
/// log(nodes). Hage & Harary 1995, doi 10.1016/0378-8733(94)00248-9.
public struct Eccentricity: NodeMeasure, Codable, Equatable {
  /// Count distances from others to a node (true), or from it to others.
  public var isIncoming: Bool
  /// Whether edges have lengths, 1/weight, rather than all the same.
  public var usesWeights: Bool

  public init(isIncoming: Bool = false, usesWeights: Bool = false) {
    self.isIncoming = isIncoming
    self.usesWeights = usesWeights
  }

  public static let info = MeasureInfo(
    name: "eccentricity", title: "Eccentricity", question: "How far away is the farthest person someone can reach?",
    convention: """
      The largest distance from someone to anyone they reach (a → b: a addressed b; on request from anyone who \
      reaches them). Within reach only: people out of reach do not count, and someone who reaches nobody has 0. In \
      hops; with weights in lengths of 1/weight, weight 0 being no relation.
      """,
    complexity: "O(nodes · edges); weighted times log(nodes)",
    citation: "Hage & Harary 1995, doi 10.1016/0378-8733(94)00248-9")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int {
    DistanceSums.memory(for: size, isWeighted: usesWeights, threads: threads)
  }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    if usesWeights { try graph.checkWeights(for: Self.info, execution: execution) }
    let sums = try DistanceSums(
      graph, from: Array(0..<graph.nodeCount), direction: isIncoming ? .outgoing : .incoming, isWeighted: usesWeights,
      execution)
    return NodeScores(measure: Self.info, values: sums.farthest)
  }
}
