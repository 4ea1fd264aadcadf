import KithFoundation
import KithGraph

/// Connected groups in which everybody knows at least k others: a baseline that knows nothing of chance.
///
///     let cores = try KCoreCommunities(k: 3).communities(in: graph, execution: .serial)
///
/// The k-core is what is left when people with fewer than k neighbours are taken away until nobody has; its
/// connected components are the communities. Neighbours count once, whichever way they are addressed and however
/// often; everybody outside the core is a community of one. O(nodes + edges).
/// Seidman 1983, doi 10.1016/0378-8733(83)90028-X.
public struct KCoreCommunities: CommunityMethod, Codable, Equatable {
  /// At least 1, which gives the connected components.
  public var k: Int

  public init(k: Int = 2) { self.k = k }

  public static let info = MeasureInfo(
    name: "k-core-communities", title: "Connected k-cores",
    question: "Which groups hold together when everyone with fewer than k relations in them is taken away?",
    convention: """
      The connected components of the k-core, k 2 unless given; direction, weight and repetition ignored; people \
      outside the core are communities of one. A baseline: it does not compare with chance.
      """,
    complexity: "O(nodes + edges)", citation: "Seidman 1983, doi 10.1016/0378-8733(83)90028-X", result: .communities,
    needs: "Nothing: where nobody has k relations everyone is a community of their own.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int { size.bytes + 12 * size.edges + 32 * size.nodes }

  public func communities(in graph: Graph, execution: Execution) throws -> Communities {
    if k < 1 { throw Self.info.optionError("k", k, choose: "a whole number of 1 or more") }
    let core = try KCoreBackbone(k: k).backbone(of: graph, execution: execution)
    let partition = WeakComponents().partition(of: core, execution: execution)
    return Communities(
      partition: partition, modularity: Modularity().value(of: partition, in: graph, execution: execution))
  }
}
