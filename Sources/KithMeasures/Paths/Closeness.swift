import KithFoundation
import KithGraph

/// How few steps, on average, separate a person from those who can reach them.
///
///     let near = try Closeness().scores(in: graph, execution: Execution(threads: 2))
///     let quick = try Closeness(sources: 256, seed: 1).scores(in: graph, execution: .serial)
///
/// With r nodes that reach a node: r / (sum of their distances), times r / (n − 1) (Wasserman &
/// Faust), so that a small component does not look central; 0 for a node that nobody reaches. Not
/// scaled, the second factor is left out, and a node that nobody reaches has no value.
/// Sampled, r and the sum come from `sources` nodes; in an undirected connected graph in hops
/// `NodeScores.error` bounds what that may cost (after Eppstein & Wang), elsewhere no bound is proven.
///
/// Throws `KithError`: usage for options out of range, bad data for weights negative or not finite.
/// O(nodes · edges), O(sources · edges) sampled; weighted times log(nodes).
/// Wasserman & Faust 1994, doi 10.1017/CBO9780511815478; Eppstein & Wang 2004, doi 10.7155/jgaa.00081.
public struct Closeness: NodeMeasure, Codable, Equatable {
  /// Count distances from others to a node (true), or from it to others.
  public var isIncoming: Bool
  /// Whether to multiply by the part of the others that reach a node.
  public var isScaled: Bool
  /// Whether edges have lengths, 1/weight, rather than all the same.
  public var usesWeights: Bool
  /// Nodes to sample, uniformly and without replacement; nil for all.
  public var sources: Int?
  /// The chance that a bound does not hold; above 0 and below 1.
  public var delta: Double
  public var seed: UInt64

  public init(
    isIncoming: Bool = true, isScaled: Bool = true, usesWeights: Bool = false, sources: Int? = nil,
    delta: Double = 0.1, seed: UInt64 = 1
  ) {
    self.isIncoming = isIncoming
    self.isScaled = isScaled
    self.usesWeights = usesWeights
    self.sources = sources
    self.delta = delta
    self.seed = seed
  }

  public static let info = MeasureInfo(
    name: "closeness", title: "Closeness", question: "Who is only a few steps away from everyone?",
    convention: """
      With r people who reach someone (a → b: a addressed b; on request those someone reaches): r divided by the sum \
      of their distances, times r/(n-1) (Wasserman and Faust), so that small components do not look central; 0 for \
      someone nobody reaches. In hops; with weights in lengths of 1/weight, weight 0 being no relation. From k \
      sampled people on request. On networks in pieces prefer harmonic.
      """,
    complexity: "O(nodes · edges); from k sources O(k · edges); weighted times log(nodes)",
    citation: """
      Wasserman & Faust 1994, doi 10.1017/CBO9780511815478; Eppstein & Wang 2004, doi 10.7155/jgaa.00081
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
    let chosen = SampledSources.draw(sources ?? n, of: n, seed: seed, purpose: "closeness sources")
    let sums = try DistanceSums(
      graph, from: chosen, direction: isIncoming ? .outgoing : .incoming, isWeighted: usesWeights, execution)
    let values = (0..<n).map { node -> Double in
      if sums.reached[node] == 0 { return isScaled ? 0 : .nan }
      let reached = Double(sums.reached[node])
      let near = reached / sums.distance[node]
      return isScaled ? near * (reached / Double(sums.others(than: node))) : near
    }
    return NodeScores(
      measure: Self.info, values: values,
      undefined: values.contains(where: \.isNaN) ? "nobody reaches them, or they reach nobody" : nil,
      error: chosen.count < n ? error(sums, chosen.count, n) : nil)
  }

  /// Where everyone reaches everyone, closeness is 1 / mean distance, and the mean keeps to Hoeffding's bound.
  private func error(_ sums: DistanceSums, _ samples: Int, _ n: Int) -> ApproximationError {
    guard let diameter = sums.diameterBound else { return ApproximationError(samples: samples) }
    // A node in the sample has one fewer of others.
    let off = SampleBounds.mean(range: diameter, nodes: n, samples: samples - 1, delta: delta)
    let least = (0..<n).reduce(.infinity) { min($0, sums.distance[$1] / Double(max(1, sums.others(than: $1)))) }
    // In hops nothing is above 1.
    let worst = samples > 1 && least > off ? min(1, off / (least * (least - off))) : 1
    return ApproximationError(bound: worst, confidence: 1 - delta, samples: samples)
  }
}
