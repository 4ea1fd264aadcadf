import KithDiffusion
import KithGraph

/// Whether edges join people of near values: the correlation of the values at their two ends.
///
///     let age = try NumericAssortativity().estimate(of: ages, over: graph)
///
/// r = Pearson's correlation over edges i → j, weighted by w_ij, of x_i with x_j; an undirected edge counts both ways
/// round. Values that are not finite are unknown; edges with an unknown end are left out and counted. The standard
/// error is the jackknife over edges, σ² = Σ (r₋ₑ − r)². Undefined without edges and where an end does not vary.
/// O(people + edges). Newman 2003, doi 10.1103/PhysRevE.67.026126.
public struct NumericAssortativity: Sendable, Codable, Equatable {
  /// Count an edge by its weight; false counts each once.
  public var usesWeights: Bool

  public init(usesWeights: Bool = true) { self.usesWeights = usesWeights }

  /// Throws E402 for weights below zero.
  public func estimate(of values: [Double], over graph: Graph) throws -> AssortativityEstimate {
    Self.estimate(try KnownValues(values, over: graph, usesWeights: usesWeights))
  }

  static func estimate(_ known: KnownValues) -> AssortativityEstimate {
    if let reason = known.reason { return AssortativityEstimate(known.edges, undefined: reason) }
    let sums = ValueSums(known.edges, source: known.centred, target: known.centred)
    return estimate(known.edges, sums, source: known.centred, target: known.centred)
  }

  static func estimate(
    _ edges: KnownEdges, _ sums: ValueSums, source: [Double], target: [Double]
  ) -> AssortativityEstimate {
    let value = sums.correlation
    if value.isNaN { return AssortativityEstimate(edges, undefined: "all edges have the same value at an end") }
    return AssortativityEstimate(
      edges, value: value, variance: jackknife(edges.graph, sums, value, source: source, target: target))
  }

  /// Each edge left out in turn; the sums change in O(1).
  private static func jackknife(
    _ graph: Graph, _ sums: ValueSums, _ value: Double, source: [Double], target: [Double]
  ) -> Double? {
    var variance = 0.0
    for person in 0..<graph.nodeCount {
      for edge in graph.out.offsets[person]..<graph.out.offsets[person + 1] {
        let other = Int(graph.out.neighbors[edge])
        if !graph.isDirected && other < person { continue }
        let weight = Double(graph.out.weight(at: edge))
        var rest = sums
        rest.remove(source[person], target[other], weight)
        if !graph.isDirected { rest.remove(source[other], target[person], weight) }
        let without = rest.correlation
        if !without.isFinite { return nil }
        variance += (without - value) * (without - value)
      }
    }
    return variance
  }
}

extension ValueSums {
  fileprivate mutating func remove(_ x: Double, _ y: Double, _ weight: Double) {
    total -= weight
    product -= weight * x * y
    sources -= weight * x
    targets -= weight * y
    sourceSquares -= weight * x * x
    targetSquares -= weight * y * y
  }
}
