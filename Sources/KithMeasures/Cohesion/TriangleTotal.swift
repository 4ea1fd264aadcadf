import KithFoundation
import KithGraph

/// The triangles of the whole graph, each counted once.
///
///     let value = try TriangleTotal().value(of: graph)     // .value is 45 for the karate club
///
/// Throws only `CancellationError`. O(edges^1.5). Latapy 2008, doi 10.1016/j.tcs.2008.07.017.
public struct TriangleTotal: GraphMeasure, Codable, Equatable {
  public init() {}

  public static let info = MeasureInfo(
    name: "triangle-count", title: "Number of triangles", question: "How many threes are all in contact?",
    convention: "Each triangle once; direction and weights ignored, self-edges left out.",
    complexity: "O(edges^1.5)", citation: "Latapy 2008, doi 10.1016/j.tcs.2008.07.017", result: .graph)

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int { Triangles().memory(for: size, threads: 0) }

  public func value(of graph: Graph, execution: Execution = .serial) throws -> GraphValue {
    GraphValue(measure: info, value: Double(try Triangles().total(in: graph, execution: execution)))
  }
}
