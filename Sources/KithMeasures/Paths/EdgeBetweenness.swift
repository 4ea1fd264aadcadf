import KithFoundation
import KithGraph

/// Over which relations the shortest paths between people run.
///
///     let bridges = try EdgeBetweenness().scores(in: graph, execution: Execution(threads: 2))
///     bridges.top(10)
///
/// Of every pair of nodes, the share of their shortest paths that use an edge, summed over pairs as
/// `Betweenness` does; normalised (the default) over the number of pairs, n(n − 1) ordered ones or half
/// that in an undirected graph. Exact, or from sampled `sources` scaled by n/k.
///
/// Throws `KithError`: usage for options out of range, bad data for weights negative or not finite.
/// O(nodes · edges), O(sources · edges) sampled; weighted times log(nodes).
/// Girvan & Newman 2002, doi 10.1073/pnas.122653799; Brandes 2008, doi 10.1016/j.socnet.2007.11.001.
public struct EdgeBetweenness: EdgeMeasure, Codable, Equatable {
  /// Whether edges have lengths, 1/weight, rather than all the same.
  public var usesWeights: Bool
  /// Sources to sample, uniformly and without replacement; nil for all.
  public var sources: Int?
  public var seed: UInt64
  /// Shares of all pairs rather than numbers of pairs.
  public var isNormalized: Bool

  public init(usesWeights: Bool = false, sources: Int? = nil, seed: UInt64 = 1, isNormalized: Bool = true) {
    self.usesWeights = usesWeights
    self.sources = sources
    self.seed = seed
    self.isNormalized = isNormalized
  }

  public static let info = MeasureInfo(
    name: "edge-betweenness", title: "Edge betweenness", question: "Which relations bridge the network?",
    convention: """
      The share of shortest paths that use a relation, averaged over all ordered pairs of people (unordered where \
      relations have no direction): divided by n(n-1), or half that. Follows a → b (a addressed b), in hops; with \
      weights in lengths of 1/weight, weight 0 being no relation. Exact by default, or from k sampled sources \
      scaled by n/k.
      """,
    complexity: "O(nodes · edges); from k sources O(k · edges); weighted times log(nodes)",
    citation: "Girvan & Newman 2002, doi 10.1073/pnas.122653799; Brandes 2008, doi 10.1016/j.socnet.2007.11.001",
    result: .edges, needs: "Relations: without any there is nothing to score.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int {
    let stored = size.edges * (size.isDirected ? 1 : 2)
    let single = threads * (SourceDependencies.memory(for: size.nodes) + 8 * stored) + 8 * stored
    let batch = PathLayout.memory(for: size) + BetweennessBatch.memory(for: size, countsEdges: true) + 8 * stored
    return 16 * size.edges + (usesWeights && size.isWeighted ? single : max(single, batch))
  }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> EdgeScores {
    try Self.info.checkSources(sources)
    if usesWeights { try graph.checkWeights(for: Self.info, execution: execution) }
    let chosen = SampledSources.draw(
      sources ?? graph.nodeCount, of: graph.nodeCount, seed: seed, purpose: "edge betweenness sources")
    let sums = try DependencySums(graph, isWeighted: usesWeights).edges(from: chosen, execution)
    let n = Double(graph.nodeCount)
    let scale = n / Double(max(1, chosen.count)) * (isNormalized ? 1 / max(1, n * (n - 1)) : graph.isDirected ? 1 : 0.5)
    return EdgeScores(
      measure: Self.info, edges: graph.edgeEnds, values: onceEach(sums, graph).map { $0 * scale },
      error: chosen.count < graph.nodeCount ? ApproximationError(samples: chosen.count) : nil)
  }

  /// Sums in the order of `edgeEnds`: an undirected edge's two directions together.
  private func onceEach(_ sums: [Double], _ graph: Graph) -> [Double] {
    if graph.isDirected { return sums }
    var values: [Double] = []
    values.reserveCapacity(graph.edgeCount)
    // Rows ascend, so the way back of the edges to a node comes in the order of their sources.
    var next = graph.out.offsets
    for node in 0..<graph.nodeCount {
      for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
        let other = Int(graph.out.neighbors[edge])
        if other < node { continue }
        values.append(sums[edge] + (other == node ? 0 : sums[next[other]]))
        next[other] += 1
      }
    }
    return values
  }
}
