import KithFoundation
import KithGraph

/// How often address is returned.
///
///     let value = try Reciprocity().value(of: graph)
///     let strength = try Reciprocity(isWeighted: true).value(of: graph)
///
/// Throws E402 for bad weights where they count. O(edges) in time, a few bytes a thousand nodes in memory.
/// Weighted: Squartini, Picciolo, Ruzzenenti & Garlaschelli 2013, doi 10.1038/srep02729.
public struct Reciprocity: GraphMeasure, Codable, Equatable {
  /// Measure what part of the strength is returned, not how many edges are.
  public var isWeighted: Bool

  public init(isWeighted: Bool = false) { self.isWeighted = isWeighted }

  public static let info = MeasureInfo(
    name: "reciprocity", title: "Reciprocity", question: "How often is address returned?",
    convention: """
      The share of relations whose opposite exists too, self-edges left out. With weights: the sum over relations of \
      the smaller of the two ways, over the sum of all. In an undirected network all is returned: 1.
      """,
    complexity: "O(edges)",
    citation: """
      Holland & Leinhardt 1970, doi 10.1086/224954; Squartini, Picciolo, Ruzzenenti & Garlaschelli 2013, \
      doi 10.1038/srep02729
      """, result: .graph, needs: "A relation; with weights, one that weighs more than 0.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int { size.nodes / 64 + 1024 }

  private static let grain = 4096

  public func value(of graph: Graph, execution: Execution = .serial) throws -> GraphValue {
    if isWeighted { try graph.checkWeights(for: info, execution: execution) }
    let graph = isWeighted ? graph : graph.unweighted
    let chunks = (graph.nodeCount + Self.grain - 1) / Self.grain
    let returned = Scratch<Double>(repeating: 0, count: chunks)
    let all = Scratch<Double>(repeating: 0, count: chunks)
    graph.out.withPointers { out in
      graph.in.withPointers { inward in
        execution.forEachChunk(of: graph.nodeCount, grain: Self.grain) { chunk, range in
          for node in range {
            let sums = Self.sums(node, out, inward)
            returned.base[chunk] += sums.returned
            all.base[chunk] += sums.all
          }
        }
      }
    }
    let total = (0..<chunks).reduce(0.0) { $0 + all.base[$1] }
    if total == 0 {
      return GraphValue(measure: info, undefined: isWeighted ? "no relation weighs anything" : "there are no relations")
    }
    let mutual = (0..<chunks).reduce(0.0) { $0 + returned.base[$1] }
    return GraphValue(measure: info, value: mutual / total)
  }

  /// What a node gives to others, and what of it comes back, by merging its two ascending rows.
  @inline(__always)
  private static func sums(
    _ node: Int, _ out: Adjacency.Pointers, _ inward: Adjacency.Pointers
  ) -> (returned: Double, all: Double) {
    var sums = (returned: 0.0, all: 0.0)
    var back = inward.offsets.base[node]
    let lastBack = inward.offsets.base[node &+ 1]
    for edge in out.offsets.base[node]..<out.offsets.base[node &+ 1] {
      let other = out.neighbors.base[edge]
      if Int(other) == node { continue }
      let weight = Double(out.weights?.base[edge] ?? 1)
      sums.all += weight
      while back < lastBack && inward.neighbors.base[back] < other { back &+= 1 }
      if back < lastBack && inward.neighbors.base[back] == other {
        sums.returned += min(weight, Double(inward.weights?.base[back] ?? 1))
      }
    }
    return sums
  }
}
