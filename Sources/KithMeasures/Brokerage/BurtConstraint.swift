import KithFoundation
import KithGraph

/// How far a person's contacts are tied to each other: few of the chances a broker has.
///
///     let scores = try BurtConstraint().scores(in: graph, execution: .serial)
///
/// c(i) = Σⱼ (pᵢⱼ + Σ𝑞 pᵢ𝑞·p𝑞ⱼ)² over the contacts j, pᵢⱼ being the part of i's strength that lies with j and
/// strength w(i→j) + w(j→i). Low is free to broker, near 1 is held in; with two or three contacts it
/// can exceed 1. Without weights a mutual relation counts twice and a one-sided one once. Undefined
/// for people without contacts. Throws `KithError`: bad data for weights.
/// O(Σ over edges of the smaller degree). Burt 1992, Structural Holes, Harvard University Press; 2004,
/// doi 10.1086/421787.
public struct BurtConstraint: NodeMeasure, Codable, Equatable {
  /// Count the weights; false takes every edge as 1.
  public var usesWeights: Bool

  public init(usesWeights: Bool = true) { self.usesWeights = usesWeights }

  public static let info = MeasureInfo(
    name: "constraint", title: "Burt's constraint", question: "Who is hemmed in by contacts who all know each other?",
    convention: """
      Strength with a contact is what goes either way; the squares of each contact's part, direct and through \
      common contacts, are added. Low values are brokers; with few contacts it can exceed 1.
      """,
    complexity: "O(sum over edges of the smaller degree)", citation: "Burt 2004, doi 10.1086/421787",
    needs: "At least one contact; people without have no value.")
  public var info: MeasureInfo { Self.info }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    try brokerage(in: graph, info, usesWeights: usesWeights, isPerStrength: true, execution) { egos, node in
      let strength = egos.strength.base[node]
      return egos.sum(of: node) { contact in
        let tied = (contact.strength + contact.common) / strength
        return tied * tied
      }
    }
  }

  public func memory(for size: GraphSize, threads: Int) -> Int { brokerageMemory(size, threads) }
}

/// The score of every person from the contacts in the undirected view.
func brokerage(
  in graph: Graph, _ info: MeasureInfo, usesWeights: Bool, isPerStrength: Bool, _ execution: Execution,
  score: @Sendable (EgoNetworks, Int) -> Double
) throws -> NodeScores {
  try graph.checkWeights(for: info, execution: execution)
  let contacts = (usesWeights ? graph : graph.unweighted).undirected(execution: execution)
  let values = Scratch<Double>(uninitialized: graph.nodeCount)
  try contacts.out.withPointers { rows in
    let egos = try EgoNetworks(contacts.out, rows, isPerStrength: isPerStrength, execution)
    execution.fill(values, grain: Execution.gatherGrain) { score(egos, $0) }
  }
  let scores = values.array
  return NodeScores(
    measure: info, values: scores,
    undefined: scores.contains(where: \.isNaN) ? "people without contacts" : nil)
}

/// Bytes of the undirected view and of what its pairs have in common.
func brokerageMemory(_ size: GraphSize, _ threads: Int) -> Int {
  (size.isDirected ? 16 * size.edges + 16 * size.nodes : 0) + 24 * size.edges + (40 + 8 * threads) * size.nodes
}
