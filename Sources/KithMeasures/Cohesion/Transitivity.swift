import KithFoundation
import KithGraph

/// How closely knit the network is: of all chains of three, the share that is closed.
///
///     let value = try Transitivity().value(of: graph)     // .value is 0.2557 for the karate club
///
/// Throws only `CancellationError`. O(edges^1.5) in time, memory as `Triangles`.
/// Newman, Watts & Strogatz 2002, doi 10.1073/pnas.012582999.
public struct Transitivity: GraphMeasure, Codable, Equatable {
  public init() {}

  public static let info = MeasureInfo(
    name: "transitivity", title: "Transitivity", question: "How often are two contacts of a person in contact?",
    convention: """
      Three times the triangles over the chains of three people, the "global clustering coefficient": every chain \
      counts the same, so people of many contacts count most. Direction and weights ignored, mutual relations count \
      once, self-edges left out.
      """,
    complexity: "O(edges^1.5)", citation: "Newman, Watts & Strogatz 2002, doi 10.1073/pnas.012582999",
    result: .graph, needs: "Somebody with two contacts; else there is no value.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int { Triangles().memory(for: size, threads: 0) }

  public func value(of graph: Graph, execution: Execution = .serial) throws -> GraphValue {
    let rows = graph.simpleRows(execution)
    let triangles = try TriangleCount(rows, countsNodes: false, execution: execution).total
    let chains = (0..<rows.nodeCount).reduce(0.0) { chains, node in
      let degree = Double(rows.degree(node))
      return chains + degree * (degree - 1) / 2
    }
    if chains == 0 { return GraphValue(measure: info, undefined: "nobody has two contacts") }
    return GraphValue(
      measure: info, value: 3 * Double(triangles) / chains,
      details: [.init("triangles", Double(triangles)), .init("chains", chains)])
  }
}
