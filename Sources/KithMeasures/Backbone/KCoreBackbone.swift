import KithFoundation
import KithGraph

/// The relations inside the k-core: among people who each have at least k contacts there.
///
///     let core = try KCoreBackbone(k: 3).backbone(of: graph)
///
/// Core numbers are those of `CoreNumber`. Throws E720 for a k below 1, `CancellationError`. O(nodes + edges).
/// Seidman 1983, doi 10.1016/0378-8733(83)90028-X.
public struct KCoreBackbone: Backbone, Codable, Equatable {
  public var k: Int

  public init(k: Int) { self.k = k }

  public static let info = MeasureInfo(
    name: "k-core-backbone", title: "k-core backbone", question: "What is left when the loosely attached are dropped?",
    convention: """
      Keeps the relations between people whose core number is at least k; everyone stays, outside the core without \
      relations. Direction and weights of what is kept stay as they were.
      """,
    complexity: "O(nodes + edges)", citation: "Seidman 1983, doi 10.1016/0378-8733(83)90028-X", result: .other,
    needs: "Nothing: where no k-core exists no relation is left.")

  public func backbone(of graph: Graph, execution: Execution = .serial) throws -> Graph {
    if k < 1 { throw Self.info.optionError("k", k, choose: "a whole number of 1 or more") }
    let cores = try Peeling(graph.simpleRows(execution), execution: execution).cores
    let edges = graph.edgeEnds
    return graph.keeping(edges, execution) { edge in
      cores.base[Int(edges.sources[edge])] >= k && cores.base[Int(edges.targets[edge])] >= k
    }
  }
}
