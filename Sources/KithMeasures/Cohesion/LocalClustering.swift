import Glibc
import KithFoundation
import KithGraph

/// How closely knit a person's company is: the share of pairs of their contacts who are in contact themselves.
///
///     let knit = try LocalClustering().scores(in: graph)
///     let strong = try LocalClustering(.weighted).scores(in: graph)
///
/// Throws E402 for bad weights where they count, `CancellationError`. O(edges^1.5) in time, memory
/// as `Triangles`, and 32 bytes more an edge where weights or direction count.
/// Watts & Strogatz 1998, doi 10.1038/30918.
public struct LocalClustering: NodeMeasure, Codable, Equatable {
  public var variant: Variant
  /// Give no value, rather than 0, to those with fewer than two contacts, who have no pair to close.
  public var leavesFewUndefined: Bool

  public enum Variant: String, Sendable, Codable, CaseIterable {
    /// On the undirected simple view.
    case unweighted
    /// A triangle counts as the geometric mean of its weights, over the largest weight: Onnela, Saramäki,
    /// Kertész & Kaski 2005, doi 10.1103/PhysRevE.71.065103.
    case weighted
    /// All directed triangles over all possible: Fagiolo 2007, doi 10.1103/PhysRevE.76.026107.
    case directed
  }

  public init(_ variant: Variant = .unweighted, leavesFewUndefined: Bool = false) {
    self.variant = variant
    self.leavesFewUndefined = leavesFewUndefined
  }

  public var info: MeasureInfo {
    let few = "who has fewer than two contacts has \(leavesFewUndefined ? "no value" : "0")"
    switch variant {
    case .unweighted:
      return MeasureInfo(
        name: "clustering", title: "Local clustering", question: "Do this person's contacts know each other?",
        convention: """
          The share of pairs of contacts who are in contact themselves, from 0 to 1; \(few). Direction and weights \
          ignored, mutual relations count once, self-edges left out.
          """,
        complexity: "O(edges^1.5)", citation: "Watts & Strogatz 1998, doi 10.1038/30918")
    case .weighted:
      return MeasureInfo(
        name: "weighted-clustering", title: "Weighted clustering",
        question: "Are this person's contacts strongly tied to them and to each other?",
        convention: """
          As clustering, each closed pair counting not 1 but the geometric mean of the triangle's three weights over \
          the network's largest weight (Onnela's, as networkx computes it); \(few). Mutual relations weigh the sum \
          of both ways; relations of weight 0 count as contacts. Self-edges left out.
          """,
        complexity: "O(edges^1.5)",
        citation: "Onnela, Saramäki, Kertész & Kaski 2005, doi 10.1103/PhysRevE.71.065103",
        needs: "Weights of zero or more; without weights it equals clustering.")
    case .directed:
      return MeasureInfo(
        name: "directed-clustering", title: "Directed clustering",
        question: "Do this person's contacts address each other, counting both directions?",
        convention: """
          Directed triangles of any orientation over the number possible given whom the person addresses and is \
          addressed by (Fagiolo's); who has fewer than two contacts has \(leavesFewUndefined ? "no value" : "0"). \
          Weights ignored, self-edges left out; on an undirected network it equals clustering.
          """,
        complexity: "O(edges^1.5)", citation: "Fagiolo 2007, doi 10.1103/PhysRevE.76.026107")
    }
  }

  public func memory(for size: GraphSize, threads: Int) -> Int {
    let plain = Triangles().memory(for: size, threads: threads)
    return variant == .unweighted ? plain : plain + 32 * size.edges
  }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    var values: [Double]
    switch variant {
    case .unweighted: values = try unweighted(graph, execution)
    case .weighted: values = try weighted(graph, execution)
    case .directed: values = graph.isDirected ? try directed(graph, execution) : try unweighted(graph, execution)
    }
    let isAny = values.contains { $0.isNaN }
    if !leavesFewUndefined && isAny { values = values.map { $0.isNaN ? 0 : $0 } }
    return NodeScores(
      measure: info, values: values,
      undefined: leavesFewUndefined && isAny ? "fewer than two contacts leave no pair to close" : nil)
  }

  /// Not a number where a node has fewer than two contacts; so below.
  private func unweighted(_ graph: Graph, _ execution: Execution) throws -> [Double] {
    let rows = graph.simpleRows(execution)
    let triangles = try TriangleCount(rows, countsNodes: true, execution: execution).perNode!
    return triangles.indices.map { share(of: Double(triangles[$0]), Double(rows.degree($0))) }
  }

  private func weighted(_ graph: Graph, _ execution: Execution) throws -> [Double] {
    try graph.checkWeights(for: info, execution: execution)
    let rows = graph.undirected(execution: execution).out
    let ends = rows.withoutSelfEdges
    let largest = ends.largest
    let strength = { (weight: Float) in largest > 0 ? cbrt(Double(weight) / Double(largest)) : 0 }
    let sums = try WeightedTriangles(rows, strength: strength, execution: execution).sums
    return sums.indices.map { share(of: sums[$0], Double(ends.degrees[$0])) }
  }

  private func share(of triangles: Double, _ degree: Double) -> Double {
    degree < 2 ? .nan : 2 * triangles / (degree * (degree - 1))
  }

  private func directed(_ graph: Graph, _ execution: Execution) throws -> [Double] {
    // An edge weighs the number of its directions, so a triangle the number of directed triangles in it.
    let rows = graph.unweighted.undirected(execution: execution).out
    let sums = try WeightedTriangles(rows, strength: { Double($0) }, execution: execution).sums
    return sums.indices.map { node in
      var (all, mutual) = (0.0, 0.0)
      for edge in rows.offsets[node]..<rows.offsets[node + 1] where Int(rows.neighbors[edge]) != node {
        let ways = Double(rows.weight(at: edge))
        all += ways
        mutual += ways == 2 ? 1 : 0
      }
      let possible = all * (all - 1) - 2 * mutual
      return possible > 0 ? sums[node] / possible : .nan
    }
  }
}

extension Adjacency {
  /// Degrees and the largest weight, self-edges aside.
  fileprivate var withoutSelfEdges: (degrees: [Int], largest: Float) {
    var degrees = [Int](repeating: 0, count: nodeCount)
    var largest: Float = 0
    for node in 0..<nodeCount {
      for edge in offsets[node]..<offsets[node + 1] where Int(neighbors[edge]) != node {
        degrees[node] += 1
        largest = max(largest, weight(at: edge))
      }
    }
    return (degrees, largest)
  }
}
