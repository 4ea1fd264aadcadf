import KithFoundation
import KithGraph

/// How much better connected a node is inside its community than its fellow members.
///
///     let hubs = try WithinModuleZScore().scores(in: graph, execution: .serial)
///
/// z_i = (κ_i − mean κ) / sd κ, with κ the weight between i and its own community in either direction, mean and
/// (population) standard deviation over the community. Undefined where all members have the same κ, so in communities
/// of one. From 2.5 on the original calls a node a hub. O(nodes + edges).
/// Guimerà & Amaral 2005, doi 10.1038/nature03288.
public struct WithinModuleZScore: NodeMeasure, Codable, Equatable {
  /// Finds the communities where none are given.
  public var communities: Leiden

  public init(communities: Leiden = Leiden()) { self.communities = communities }

  public static let info = MeasureInfo(
    name: "within-module-z", title: "Within-community z-score", question: "Who is a hub of their own community?",
    convention: """
      A person's strength inside their community, in standard deviations above its members' mean; 2.5 and more is a \
      hub. Undirected view, weighted by strength both ways; communities by Leiden with its default settings unless \
      others are given.
      """,
    complexity: "O(nodes + edges), and the communities",
    citation: "Guimerà & Amaral 2005, doi 10.1038/nature03288",
    needs: "Weights of zero or more. No value where all members of a community are equally connected in it.")

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
    let tally = CommunityTally(graph, partition)
    let inside = (0..<graph.nodeCount).map { tally.inside($0) }
    var sums = [Double](repeating: 0, count: partition.count)
    for node in inside.indices { sums[partition[node]] += inside[node] }
    let means = sums.indices.map { sums[$0] / Double(partition.sizes[$0]) }
    var squares = [Double](repeating: 0, count: partition.count)
    for node in inside.indices {
      let distance = inside[node] - means[partition[node]]
      squares[partition[node]] += distance * distance
    }
    var isComplete = true
    let values = inside.indices.map { node in
      let community = partition[node]
      let deviation = (squares[community] / Double(partition.sizes[community])).squareRoot()
      // Equal strengths may differ by the rounding of their mean.
      if deviation > 1e-12 * means[community] { return (inside[node] - means[community]) / deviation }
      isComplete = false
      return .nan
    }
    return NodeScores(
      measure: Self.info, values: values,
      undefined: isComplete ? nil : "all members of the community are equally connected in it")
  }
}
