import KithFoundation
import KithGraph

/// In how many closed threes a person stands: pairs of their contacts who are in contact themselves.
///
///     let triangles = try Triangles().scores(in: graph)
///     let total = try Triangles().total(in: graph)
///
/// On the undirected simple view; weights ignored. Throws only `CancellationError`.
/// O(edges^1.5) in time, at most 8 bytes an edge and 40 a node in memory, and 8 a node and thread.
/// Chiba & Nishizeki 1985, doi 10.1137/0214017; Latapy 2008, doi 10.1016/j.tcs.2008.07.017.
public struct Triangles: NodeMeasure, Codable, Equatable {
  public init() {}

  public static let info = MeasureInfo(
    name: "triangles", title: "Triangles", question: "How many pairs of this person's contacts know each other?",
    convention: """
      Triangles the person is part of. Direction and weights ignored, mutual relations count once, self-edges left \
      out; the sum over everyone is three times the number of triangles.
      """,
    complexity: "O(edges^1.5)",
    citation: "Chiba & Nishizeki 1985, doi 10.1137/0214017; Latapy 2008, doi 10.1016/j.tcs.2008.07.017")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int {
    8 * size.edges + (40 + 9 * threads) * size.nodes + (8 << 20) + size.simpleRowsBytes
  }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    let counts = try TriangleCount(graph.simpleRows(execution), countsNodes: true, execution: execution)
    return NodeScores(measure: info, values: counts.perNode!.map { Double($0) })
  }

  /// The triangles of the whole graph, each once; faster than the sum of the scores.
  public func total(in graph: Graph, execution: Execution = .serial) throws -> Int {
    Int(try TriangleCount(graph.simpleRows(execution), countsNodes: false, execution: execution).total)
  }
}
