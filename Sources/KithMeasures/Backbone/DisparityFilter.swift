import Glibc
import KithFoundation
import KithGraph

/// Which relations carry more of a person's attention than chance would give them.
///
///     let chances = try DisparityFilter().scores(in: graph)
///     let backbone = try DisparityFilter(alpha: 0.05).backbone(of: graph)
///
/// Throws E720 for an `alpha` outside (0, 1], E402 for bad weights, E405 for a backbone of an unweighted
/// graph, `CancellationError`. O(edges) in time, 16 bytes an edge and 16 a node and direction in memory.
/// Serrano, Boguñá & Vespignani 2009, doi 10.1073/pnas.0808904106.
public struct DisparityFilter: EdgeMeasure, Backbone, Codable, Equatable {
  /// An edge is kept when its chance is below this.
  public var alpha: Double
  /// Whose view decides.
  public var rule: Rule

  /// An edge may stand out for one of its ends and not for the other.
  public enum Rule: String, Sendable, Codable, CaseIterable {
    /// It is enough that it stands out for one end: the smaller chance. As published.
    case either
    /// It must stand out for both: the larger chance.
    case both
  }

  public init(alpha: Double = 0.05, rule: Rule = .either) {
    self.alpha = alpha
    self.rule = rule
  }

  public static let info = MeasureInfo(
    name: "disparity", title: "Disparity", question: "Which relations stand out among a person's relations?",
    convention: """
      The chance that a relation as strong as this or stronger arises when a person's strength is spread at random \
      over their relations, (1 − w/s)^(k − 1): of the one who addresses among all they address, and of the one \
      addressed among all who address them; the smaller of the two is given. Small values stand out. The only \
      relation of a person has nothing to stand out from: seen from there the chance is 1. Relations of weight 0 are \
      left out of k and have 1, as self-edges do.
      """,
    complexity: "O(edges)", citation: "Serrano, Boguñá & Vespignani 2009, doi 10.1073/pnas.0808904106",
    result: .edges, needs: "Weights of zero or more that differ: where all are equal nothing stands out.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int { 24 * size.edges + 32 * size.nodes }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> EdgeScores {
    let edges = graph.edgeEnds
    return EdgeScores(measure: info, edges: edges, values: try chances(edges, in: graph, execution))
  }

  public func backbone(of graph: Graph, execution: Execution = .serial) throws -> Graph {
    guard alpha > 0 && alpha <= 1 else { throw info.optionError("alpha", alpha, choose: "above 0, at most 1") }
    if !graph.isWeighted && graph.edgeCount > 0 {
      throw info.undefinedError(
        "every relation weighs 1, so none stands out", help: "give weights, or use the k-core or spanning tree")
    }
    let edges = graph.edgeEnds
    let chances = try chances(edges, in: graph, execution)
    return graph.keeping(edges, execution) { chances[$0] < alpha }
  }

  private func chances(_ edges: EdgeEnds, in graph: Graph, _ execution: Execution) throws -> [Double] {
    try graph.checkWeights(for: info, execution: execution)
    let outward = Side(graph.out, execution)
    let inward = graph.isDirected ? Side(graph.in, execution) : outward
    let rule = rule
    try execution.checkCancellation()
    return [Double](unsafeUninitializedCapacity: edges.count) { buffer, count in
      count = edges.count
      guard let base = buffer.baseAddress else { return }
      let chances = SharedPointer(base)
      execution.forEachChunk(of: edges.count, grain: 1 << 14) { _, range in
        for edge in range {
          let (source, target) = (edges.sources[edge], edges.targets[edge])
          let weight = source == target ? 0 : Double(edges.weight(at: edge))
          let first = outward.chance(of: weight, at: Int(source))
          let second = inward.chance(of: weight, at: Int(target))
          chances.base[edge] = rule == .either ? min(first, second) : max(first, second)
        }
      }
    }
  }

  /// The strengths and degrees of all nodes in one direction, without self-edges and edges of weight 0.
  private struct Side: Sendable {
    let strengths: Scratch<Double>
    let degrees: Scratch<Int>

    init(_ rows: Adjacency, _ execution: Execution) {
      let strengths = Scratch<Double>(uninitialized: rows.nodeCount)
      let degrees = Scratch<Int>(uninitialized: rows.nodeCount)
      rows.withPointers { rows in
        execution.forEachChunk(of: strengths.count, grain: 4096) { _, range in
          for node in range {
            var (strength, degree) = (0.0, 0)
            for edge in rows.offsets.base[node]..<rows.offsets.base[node &+ 1]
            where Int(rows.neighbors.base[edge]) != node {
              let weight = rows.weights?.base[edge] ?? 1
              strength += Double(weight)
              degree &+= weight > 0 ? 1 : 0
            }
            strengths.base[node] = strength
            degrees.base[node] = degree
          }
        }
      }
      (self.strengths, self.degrees) = (strengths, degrees)
    }

    /// 1 for a weight of 0 and for a node's only edge.
    func chance(of weight: Double, at node: Int) -> Double {
      let degree = degrees.base[node]
      if degree < 2 || weight == 0 { return 1 }
      return exp(Double(degree - 1) * log1p(-min(1, weight / strengths.base[node])))
    }
  }
}
