import KithFoundation
import KithGraph

/// The mean of everyone's `LocalClustering`.
///
///     let value = try MeanClustering().value(of: graph)
///
/// Throws as `LocalClustering`. O(edges^1.5). Watts & Strogatz 1998, doi 10.1038/30918.
public struct MeanClustering: GraphMeasure, Codable, Equatable {
  public var variant: LocalClustering.Variant

  public init(_ variant: LocalClustering.Variant = .unweighted) { self.variant = variant }

  public var info: MeasureInfo {
    let local = LocalClustering(variant).info
    return MeasureInfo(
      name: "mean-\(local.name)", title: "Mean \(local.title.lowercased())",
      question: "How closely knit is the company of the average person?",
      convention: """
        The mean of everyone's \(local.name), those with fewer than two contacts counting 0; the mean without them \
        stands beside it.
        """,
      complexity: local.complexity, citation: "Watts & Strogatz 1998, doi 10.1038/30918", result: .graph,
      needs: "Somebody; an empty network has no mean.")
  }

  public func memory(for size: GraphSize, threads: Int) -> Int {
    LocalClustering(variant).memory(for: size, threads: threads) + 8 * size.nodes
  }

  public func value(of graph: Graph, execution: Execution = .serial) throws -> GraphValue {
    if graph.nodeCount == 0 { return GraphValue(measure: info, undefined: "nobody is there") }
    let scores = try LocalClustering(variant, leavesFewUndefined: true).scores(in: graph, execution: execution)
    let defined = scores.values.lazy.filter { !$0.isNaN }
    let sum = defined.reduce(0, +)
    let count = Double(defined.count)
    var details = [GraphValue.Detail("people_with_two_contacts", count)]
    if count > 0 { details.insert(.init("mean_among_them", sum / count), at: 0) }
    return GraphValue(measure: info, value: sum / Double(graph.nodeCount), details: details)
  }
}
