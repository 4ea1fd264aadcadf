import KithFoundation
import KithGraph

/// How deep in the network's core a person sits: the largest k such that they belong to a group in which
/// everyone has at least k contacts within the group.
///
///     let cores = try CoreNumber().scores(in: graph)
///     let innermost = cores.top(10)
///
/// On the undirected simple view; weights ignored. Throws only `CancellationError`.
/// O(nodes + edges) in time, 12 bytes a node beside the scores.
/// Seidman 1983, doi 10.1016/0378-8733(83)90028-X; Batagelj & Zaveršnik 2003, arXiv cs/0310049.
public struct CoreNumber: NodeMeasure, Codable, Equatable {
  public init() {}

  public static let info = MeasureInfo(
    name: "core-number", title: "Core number",
    question: "How deep in the network's well-connected core is this person?",
    convention: """
      The largest k for which the person belongs to the k-core, where everyone has at least k contacts inside it. \
      Direction and weights ignored, mutual relations count once, self-edges left out; the isolated have 0.
      """,
    complexity: "O(nodes + edges)",
    citation: "Seidman 1983, doi 10.1016/0378-8733(83)90028-X; Batagelj & Zaveršnik 2003, arXiv cs/0310049")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int { 20 * size.nodes + size.simpleRowsBytes }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    let peeling = try Peeling(graph.simpleRows(execution), execution: execution)
    return NodeScores(measure: info, values: (0..<graph.nodeCount).map { Double(peeling.cores.base[$0]) })
  }
}

extension GraphSize {
  /// Bytes of the undirected simple view: a directed graph's has to be made.
  var simpleRowsBytes: Int { isDirected ? 8 * nodes + 8 * edges : 0 }
}
