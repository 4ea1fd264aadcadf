import KithFoundation
import KithGraph

/// How evenly a node's relations are spread over the communities.
///
///     let spread = try ParticipationCoefficient().scores(in: graph, execution: .serial)
///     let known = try ParticipationCoefficient().scores(in: graph, partition: groups.partition)
///
/// P_i = 1 − Σ_s (k_is / k_i)², with k_is the weight between i and community s in either direction: 0 when all is in
/// one community, towards 1 when spread over many. Undefined for nodes without weight. O(nodes + edges).
/// Guimerà & Amaral 2005, doi 10.1038/nature03288.
public struct ParticipationCoefficient: NodeMeasure, Codable, Equatable {
  /// Finds the communities where none are given.
  public var communities: Leiden

  public init(communities: Leiden = Leiden()) { self.communities = communities }

  public static let info = MeasureInfo(
    name: "participation", title: "Participation coefficient",
    question: "Who spreads their relations over many communities?",
    convention: """
      1 minus the sum of squared shares of a person's strength that go to each community; 0 all in one, towards 1 \
      evenly over many. Undirected view, weighted by strength both ways; communities by Leiden with its default \
      settings unless others are given.
      """,
    complexity: "O(nodes + edges), and the communities",
    citation: "Guimerà & Amaral 2005, doi 10.1038/nature03288",
    needs: "Weights of zero or more. People without relations have no value.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int {
    max(communities.memory(for: size, threads: threads), 32 * size.nodes)
  }

  public func scores(in graph: Graph, execution: Execution) throws -> NodeScores {
    let found = try communities.partition(of: graph, execution: execution)
    return try scores(in: graph, partition: found.partition)
  }

  /// Given communities; the partition must cover the graph's nodes. Throws for weights it cannot take.
  public func scores(in graph: Graph, partition: Partition) throws -> NodeScores {
    try graph.checkWeights(for: Self.info)
    var values = [Double](repeating: .nan, count: graph.nodeCount)
    var tally = CommunityTally(graph, partition)
    var isComplete = true
    for node in 0..<graph.nodeCount {
      let (total, squares) = tally.spread(of: node)
      if total > 0 { values[node] = max(0, 1 - squares / (total * total)) } else { isComplete = false }
    }
    return NodeScores(
      measure: Self.info, values: values,
      undefined: isComplete ? nil : "people without relations have nothing to spread")
  }
}
