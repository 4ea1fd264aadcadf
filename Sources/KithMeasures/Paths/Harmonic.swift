import KithFoundation
import KithGraph

/// How near a person is to everyone, those out of reach counting nothing.
///
///     let near = try Harmonic().scores(in: graph, execution: Execution(threads: 2))
///     let quick = try Harmonic(sources: 256, seed: 1).scores(in: graph, execution: .serial)
///
/// The mean of 1 / distance over all n − 1 others, 0 for those who do not reach the node; `isNormalized`
/// false gives the sum. The measure of choice on graphs in pieces. Sampled from `sources` nodes,
/// `NodeScores.error` bounds how far any score may be off (Hoeffding).
///
/// Throws `KithError`: usage for options out of range, bad data for weights negative or not finite.
/// O(nodes · edges), O(sources · edges) sampled; weighted times log(nodes).
/// Marchiori & Latora 2000, doi 10.1016/S0378-4371(00)00311-3; Boldi & Vigna 2014, doi 10.1080/15427951.2013.865686.
public struct Harmonic: NodeMeasure, Codable, Equatable {
  /// Count distances from others to a node (true), or from it to others.
  public var isIncoming: Bool
  /// Whether edges have lengths, 1/weight, rather than all the same.
  public var usesWeights: Bool
  /// Nodes to sample, uniformly and without replacement; nil for all.
  public var sources: Int?
  /// The chance that a bound does not hold; above 0 and below 1.
  public var delta: Double
  public var seed: UInt64
  /// The mean over all others rather than the sum.
  public var isNormalized: Bool

  public init(
    isIncoming: Bool = true, usesWeights: Bool = false, sources: Int? = nil, delta: Double = 0.1, seed: UInt64 = 1,
    isNormalized: Bool = true
  ) {
    self.isIncoming = isIncoming
    self.usesWeights = usesWeights
    self.sources = sources
    self.delta = delta
    self.seed = seed
    self.isNormalized = isNormalized
  }

  public static let info = MeasureInfo(
    name: "harmonic", title: "Harmonic closeness",
    question: "Who is near to many, in a network that may fall into pieces?",
    convention: """
      The mean, over all n-1 others, of 1/distance from them to someone (a → b: a addressed b; on request from \
      someone to them), 0 for those who do not reach. In hops; with weights in lengths of 1/weight, weight 0 being \
      no relation. From k sampled people on request, with a bound of the error that holds for everyone at once.
      """,
    complexity: "O(nodes · edges); from k sources O(k · edges); weighted times log(nodes)",
    citation: """
      Marchiori & Latora 2000, doi 10.1016/S0378-4371(00)00311-3; Boldi & Vigna 2014, doi 10.1080/15427951.2013.865686
      """)

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int {
    8 * size.nodes + DistanceSums.memory(for: size, isWeighted: usesWeights, threads: threads)
  }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    try Self.info.checkSources(sources)
    try Self.info.checkDelta(delta)
    if usesWeights { try graph.checkWeights(for: Self.info, execution: execution) }
    let n = graph.nodeCount
    let chosen = SampledSources.draw(sources ?? n, of: n, seed: seed, purpose: "harmonic sources")
    let sums = try DistanceSums(
      graph, from: chosen, direction: isIncoming ? .outgoing : .incoming, isWeighted: usesWeights, execution)
    let scale = Double(n) / Double(max(1, chosen.count)) / (isNormalized ? Double(max(1, n - 1)) : 1)
    return NodeScores(
      measure: Self.info, values: sums.inverse.map { $0 * scale },
      error: chosen.count < n ? error(graph, chosen.count) : nil)
  }

  /// A source adds at most 1 / the shortest length, which is the largest weight.
  private func error(_ graph: Graph, _ samples: Int) -> ApproximationError {
    let n = Double(graph.nodeCount)
    let largest = usesWeights ? graph.out.weights?.max().map { Double($0) } ?? 1 : 1
    let mean = SampleBounds.mean(range: largest, nodes: graph.nodeCount, samples: samples, delta: delta)
    return ApproximationError(
      bound: isNormalized ? mean * n / max(1, n - 1) : mean * n, confidence: 1 - delta, samples: samples)
  }
}
