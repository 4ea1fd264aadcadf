import KithFoundation
import KithGraph

/// Through whom the shortest paths between others run.
///
///     let exact = try Betweenness().scores(in: graph, execution: Execution(threads: 2))
///     let quick = try Betweenness(sources: 256, seed: 1).scores(in: graph, execution: .serial)
///     let bound = try Betweenness(epsilon: 0.01, delta: 0.1).scores(in: graph, execution: .serial)
///
/// Of every pair of others, the share of their shortest paths that pass through a node, summed over
/// pairs: ordered pairs in a directed graph, each pair once in an undirected one. Normalised (the
/// default): over the number of such pairs, so 1 means all. In hops, or in lengths of 1/weight.
///
/// Exact (Brandes 2001), from sampled `sources`, or from sampled paths so that with probability
/// 1 − `delta` no normalised score is off by more than `epsilon`; `NodeScores.error` states what holds.
///
/// Throws `KithError`: usage for options out of range, bad data for weights negative or not finite.
/// O(nodes · edges) exact, O(sources · edges) sampled; weighted times log(nodes).
/// Brandes 2001, doi 10.1080/0022250X.2001.9990249; Brandes & Pich 2007, doi 10.1142/S0218127407018403;
/// Riondato & Kornaropoulos 2016, doi 10.1007/s10618-015-0423-0.
public struct Betweenness: NodeMeasure, Codable, Equatable {
  /// Whether edges have lengths, 1/weight, rather than all the same.
  public var usesWeights: Bool
  /// Sources to sample, uniformly and without replacement; nil for all. Not with `epsilon`.
  public var sources: Int?
  /// The error that sampled paths keep to, above 0 and below 1; nil for none.
  public var epsilon: Double?
  /// The chance that a bound does not hold; above 0 and below 1.
  public var delta: Double
  public var seed: UInt64
  /// Shares of all pairs rather than numbers of pairs.
  public var isNormalized: Bool

  public init(
    usesWeights: Bool = false, sources: Int? = nil, epsilon: Double? = nil, delta: Double = 0.1, seed: UInt64 = 1,
    isNormalized: Bool = true
  ) {
    self.usesWeights = usesWeights
    self.sources = sources
    self.epsilon = epsilon
    self.delta = delta
    self.seed = seed
    self.isNormalized = isNormalized
  }

  public static let info = MeasureInfo(
    name: "betweenness", title: "Betweenness", question: "Who stands on the shortest paths between others?",
    convention: """
      The share of shortest paths between others that pass through a person, averaged over all ordered pairs \
      (unordered where relations have no direction): divided by (n-1)(n-2), or half that. Follows a → b (a addressed \
      b), in hops; with weights in lengths of 1/weight, lengths within a relative 1e-12 being equal and weight 0 no \
      relation. Exact by default; from sampled sources scaled by n/k; or within epsilon of the exact value for \
      everyone, with probability 1 - delta (0.1).
      """,
    complexity: "O(nodes · edges); from k sources O(k · edges); weighted times log(nodes)",
    citation: """
      Brandes 2001, doi 10.1080/0022250X.2001.9990249; Riondato & Kornaropoulos 2016, doi 10.1007/s10618-015-0423-0
      """)

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int {
    if epsilon != nil { return 16 * size.nodes + threads * PathDrawer.memory(for: size.nodes) }
    let single = threads * SourceDependencies.memory(for: size.nodes)
    if usesWeights && size.isWeighted { return 8 * size.nodes + single }
    return 8 * size.nodes + max(single, PathLayout.memory(for: size) + BetweennessBatch.memory(for: size))
  }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    try checkOptions()
    if usesWeights { try graph.checkWeights(for: Self.info, execution: execution) }
    let pairs = graph.pairsOfOthers
    if pairs == 0 { return NodeScores(measure: Self.info, values: [Double](repeating: 0, count: graph.nodeCount)) }
    if let epsilon {
      return try sampledPaths(in: graph, epsilon: epsilon, pairs: pairs, execution)
    }
    let chosen = SampledSources.draw(
      sources ?? graph.nodeCount, of: graph.nodeCount, seed: seed, purpose: "betweenness sources")
    var values = try DependencySums(graph, isWeighted: usesWeights).nodes(from: chosen, execution)
    let scale =
      Double(graph.nodeCount) / Double(chosen.count)
      * (isNormalized ? 1 / pairs : 1) / (graph.isDirected ? 1 : 2)
    for node in values.indices { values[node] *= scale }
    return NodeScores(measure: Self.info, values: values, error: sourceError(graph, chosen.count, pairs))
  }

  /// Hoeffding's bound, for every node at once: a source's share of a score lies between 0 and n − 2 pairs.
  private func sourceError(_ graph: Graph, _ samples: Int, _ pairs: Double) -> ApproximationError? {
    let n = Double(graph.nodeCount)
    if samples == graph.nodeCount { return nil }
    let share = SampleBounds.mean(range: 1, nodes: graph.nodeCount, samples: samples, delta: delta) * n / (n - 1)
    return ApproximationError(bound: isNormalized ? share : share * pairs, confidence: 1 - delta, samples: samples)
  }

  private func sampledPaths(
    in graph: Graph, epsilon: Double, pairs: Double, _ execution: Execution
  ) throws -> NodeScores {
    let sampling = PathSampling(graph, isWeighted: usesWeights, epsilon: epsilon, delta: delta, seed: seed)
    let (shares, samples) = try sampling.shares(execution)
    let scale = isNormalized ? 1 : pairs
    return NodeScores(
      measure: Self.info, values: shares.map { $0 * scale },
      error: ApproximationError(bound: epsilon * scale, confidence: 1 - delta, samples: samples))
  }

  private func checkOptions() throws {
    try Self.info.checkSources(sources)
    try Self.info.checkDelta(delta)
    if let epsilon, !(epsilon > 0 && epsilon < 1) {
      throw Self.info.optionError("epsilon", epsilon, choose: "above 0 and below 1; 0.01 is usual")
    }
    if sources != nil, let epsilon {
      throw Self.info.optionError("epsilon", epsilon, choose: "either epsilon or a number of sources, not both")
    }
  }
}

extension Graph {
  /// Pairs of other nodes: ordered in a directed graph; 0 with fewer than three nodes.
  var pairsOfOthers: Double {
    let n = Double(nodeCount)
    return n < 3 ? 0 : (n - 1) * (n - 2) / (isDirected ? 1 : 2)
  }
}
