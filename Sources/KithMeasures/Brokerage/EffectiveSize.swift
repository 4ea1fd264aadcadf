import KithFoundation
import KithGraph

/// How many separate circles a person's contacts bring: contacts less those who only repeat each other.
///
///     let scores = try EffectiveSize().scores(in: graph, execution: .serial)
///
/// e(i) = Σⱼ (1 − Σ𝑞 pᵢ𝑞·mⱼ𝑞) over the contacts j and their common contacts 𝑞: pᵢ𝑞 is the part of i's strength
/// that lies with 𝑞, mⱼ𝑞 is j's strength with 𝑞 over j's greatest; strength is w(i→j) + w(j→i).
/// In an undirected network without weights it is the contacts less their mean degree among each other.
/// Undefined for people without contacts. Throws `KithError`: bad data for weights.
/// O(Σ over edges of the smaller degree). Burt 1992, Structural Holes; Borgatti 1997, Connections 20(1):35.
public struct EffectiveSize: NodeMeasure, Codable, Equatable {
  /// Count the weights; false takes every edge as 1.
  public var usesWeights: Bool

  public init(usesWeights: Bool = true) { self.usesWeights = usesWeights }

  public static let info = MeasureInfo(
    name: "effective-size", title: "Effective size", question: "How many separate circles does this person link?",
    convention: """
      Contacts, each less the part of the person's strength that lies with contacts of that contact; strength is \
      what goes either way. From 1 or a little less (all know each other) to the number of contacts (none do).
      """,
    complexity: "O(sum over edges of the smaller degree)",
    citation: "Burt 1992, Structural Holes, Harvard University Press; Borgatti 1997, Connections 20(1):35",
    needs: "At least one contact; people without have no value.")
  public var info: MeasureInfo { Self.info }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    try brokerage(in: graph, info, usesWeights: usesWeights, isPerStrength: false, execution) { egos, node in
      let strength = egos.strength.base[node]
      return egos.sum(of: node) { contact in
        1 - contact.common / (strength * egos.largest.base[contact.node])
      }
    }
  }

  public func memory(for size: GraphSize, threads: Int) -> Int { brokerageMemory(size, threads) }
}
