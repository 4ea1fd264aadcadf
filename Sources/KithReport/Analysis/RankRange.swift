import Foundation
import KithFoundation
import KithGraph
import KithMeasures

/// Where a person's rank lies when the interactions are drawn again: how much hangs on single rows.
///
/// A Poisson bootstrap over edges: each draw gives an edge of weight w a Poisson(w) weight and ranks
/// everyone anew. The range leaves out a twentieth of the draws at either end.
public struct RankRange: Sendable, Equatable {
  public let low: Int
  public let high: Int

  public static let draws = 40
  /// The share of draws inside the range.
  public static let level = 0.9
  /// Larger graphs are not drawn again: it would take longer than all the rest.
  public static let mostEdges = 200_000

  /// The ranges of `people`, in their order; nil for graphs with more than `mostEdges`.
  /// O(draws × (edges × iterations + people × nodes)).
  static func ranges(
    of people: [Int], in graph: Graph, damping: Double, seed: UInt64, execution: Execution
  ) throws -> [RankRange]? {
    guard graph.edgeCount <= mostEdges, !people.isEmpty else { return nil }
    var ranks = [[Int]](repeating: [], count: people.count)
    for draw in 0..<draws {
      try execution.checkCancellation()
      var stream = RandomStream(seed: seed, purpose: "rank-range", index: UInt64(draw))
      var builder = GraphBuilder()
      for source in 0..<graph.nodeCount {
        for edge in graph.out.offsets[source]..<graph.out.offsets[source + 1] {
          let weight = poisson(Double(graph.out.weight(at: edge)), &stream)
          if weight > 0 { builder.add(source, Int(graph.out.neighbors[edge]), weight: Float(weight)) }
        }
      }
      let drawn = builder.build(nodeCount: graph.nodeCount, execution: execution)
      let scores = try PageRank(damping: damping, tolerance: 1e-8).scores(in: drawn, execution: execution)
      for (position, node) in people.enumerated() {
        ranks[position].append(1 + scores.values.count { $0 > scores[node] })
      }
    }
    let cut = Int((Double(draws) * (1 - level) / 2).rounded())
    return ranks.map { ranks in
      let sorted = ranks.sorted()
      return RankRange(low: sorted[cut], high: sorted[draws - 1 - cut])
    }
  }

  /// A Poisson draw: by multiplication for small means (Knuth), by the normal curve for large ones.
  static func poisson(_ mean: Double, _ stream: inout RandomStream) -> Double {
    if mean > 60 {
      let normal = (-2 * log(1 - stream.unit())).squareRoot() * cos(2 * .pi * stream.unit())
      return max(0, (mean + mean.squareRoot() * normal).rounded())
    }
    let limit = exp(-mean)
    var (product, count) = (stream.unit(), 0.0)
    while product > limit {
      product *= stream.unit()
      count += 1
    }
    return count
  }
}
