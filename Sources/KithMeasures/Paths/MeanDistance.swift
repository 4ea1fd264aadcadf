import KithFoundation
import KithGraph

/// The mean length of all shortest paths.
///
///     let value = try MeanDistance().value(of: graph, execution: Execution(threads: 2))
///     value.value                     // 2.41
///     value.details                   // effective diameter, share of pairs within reach
///
/// Over ordered pairs one of whom reaches the other. Exact while nodes times edges stay below 2e10 (a
/// tenth with lengths); beyond, or for given `sources`, from nodes drawn at random, with the standard
/// error of the ratio (Cochran 1977, Sampling Techniques, §6.3).
///
/// Throws `KithError`: usage for options out of range, bad data for weights negative or not finite.
/// O(nodes · edges), O(sources · edges) sampled; weighted times log(nodes).
/// Watts & Strogatz 1998, doi 10.1038/30918.
public struct MeanDistance: GraphMeasure, Codable, Equatable {
  /// Whether edges have lengths, 1/weight, rather than all the same.
  public var usesWeights: Bool
  /// Nodes to sample, uniformly and without replacement; nil for all, or 1024 on a graph too large for that.
  public var sources: Int?
  public var seed: UInt64

  public init(usesWeights: Bool = false, sources: Int? = nil, seed: UInt64 = 1) {
    self.usesWeights = usesWeights
    self.sources = sources
    self.seed = seed
  }

  public static let info = MeasureInfo(
    name: "mean-distance", title: "Mean distance", question: "How many steps lie between two people on average?",
    convention: """
      The mean of the shortest paths along a → b (a addressed b), over the ordered pairs one of whom reaches the other \
      at all; the share of such pairs, and in hops the distance within which 90 percent of them lie (the effective \
      diameter), stand beside it. In hops; with weights in lengths of 1/weight, weight 0 being no relation. Exact while \
      people times relations stay below 2e10 (a tenth with weights); beyond, or on request, from sampled people, with \
      its standard error.
      """,
    complexity: "O(nodes · edges); from k sources O(k · edges); weighted times log(nodes)",
    citation: "Watts & Strogatz 1998, doi 10.1038/30918",
    result: .graph, needs: "Two people, one of whom reaches the other; else there is no value.")

  private static let exactLimit = 2e10
  private static let sampleSize = 1024

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int {
    DistanceSums.memory(for: size, isWeighted: usesWeights, threads: threads)
  }

  public func value(of graph: Graph, execution: Execution = .serial) throws -> GraphValue {
    try Self.info.checkSources(sources)
    if usesWeights { try graph.checkWeights(for: Self.info, execution: execution) }
    let (n, isWeighted) = (graph.nodeCount, usesWeights && graph.isWeighted)
    let isLarge = Double(n) * Double(graph.edgeCount) > (isWeighted ? Self.exactLimit / 10 : Self.exactLimit)
    let size = sources ?? (isLarge ? Self.sampleSize : n)
    let chosen = SampledSources.draw(size, of: n, seed: seed, purpose: "mean distance sources")
    let totals = try isWeighted ? byLength(graph, chosen, execution) : byHops(graph, chosen, execution)
    let (length, reached) = totals.perSource.reduce((0.0, 0.0)) { ($0.0 + $1.length, $0.1 + $1.reached) }
    if reached == 0 {
      let who = chosen.count < n ? "nobody sampled reaches anyone else" : "nobody reaches anyone else"
      return GraphValue(measure: Self.info, undefined: who)
    }
    let mean = length / reached
    let k = Double(chosen.count)
    var details = [GraphValue.Detail("reachable_share", reached / (k * Double(n - 1)))]
    if let effective = totals.effectiveDiameter { details.append(.init("effective_diameter", effective)) }
    if chosen.count == n { return GraphValue(measure: Self.info, value: mean, details: details) }
    if chosen.count > 1 {
      let squares = totals.perSource.reduce(0.0) {
        let off = $1.length - mean * $1.reached
        return $0 + off * off
      }
      let variance = (1 - k / Double(n)) * squares / (k * (k - 1))
      details.append(.init("standard_error", variance.squareRoot() * k / reached))
    }
    return GraphValue(
      measure: Self.info, value: mean, details: details, error: ApproximationError(samples: chosen.count))
  }

  private struct Totals {
    /// By source: nodes reached, and the sum of their distances.
    var perSource: [(length: Double, reached: Double)] = []
    var effectiveDiameter: Double?
  }

  private func byHops(_ graph: Graph, _ sources: [Int], _ execution: Execution) throws -> Totals {
    let layout = PathLayout(along: graph.out, against: graph.in, isDirected: graph.isDirected, execution)
    let sweep = DistanceSweep(layout, countsLanes: true)
    let positions = layout.positions(of: sources)
    var totals = Totals()
    try execution.inRounds(of: positions.count, width: DistanceSweep.width, "distances") { round in
      try sweep.search(from: positions[round], execution)
      for lane in 0..<round.count {
        totals.perSource.append((Double(sweep.laneDistance[lane]), Double(sweep.laneReached[lane])))
      }
    }
    // Those without any relation reach nobody.
    for _ in positions.count..<sources.count { totals.perSource.append((0, 0)) }
    let all = sweep.pairs.reduce(0, +)
    var within = 0
    for (distance, pairs) in sweep.pairs.enumerated() where totals.effectiveDiameter == nil {
      within += pairs
      if pairs > 0 && Double(within) >= 0.9 * Double(all) { totals.effectiveDiameter = Double(distance) }
    }
    return totals
  }

  private func byLength(_ graph: Graph, _ sources: [Int], _ execution: Execution) throws -> Totals {
    let sums = Scratch<Double>(repeating: 0, count: 2 * sources.count)
    try graph.out.withPointers { rows in
      let searches = PathSearches(rows, nodeCount: graph.nodeCount, isWeighted: true, count: execution.threads)
      try searches.forEach(sources, execution) { search, place in
        sums.base[2 * place + 1] = Double(search.count - 1)
        for next in 1..<max(1, search.count) {
          sums.base[2 * place] += search.distances.base[Int(search.order.base[next])]
        }
      }
    }
    return Totals(perSource: sources.indices.map { (sums.base[2 * $0], sums.base[2 * $0 + 1]) })
  }
}
