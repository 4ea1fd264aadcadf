import KithFoundation
import KithGraph

/// How large a network is: its people, its relations, relations a person, and of those possible.
///
///     let density = NetworkSize.density.value(of: graph)
///
/// Never throws. O(edges): self-edges are looked for, and left out.
public enum NetworkSize: String, GraphMeasure, Codable, CaseIterable {
  case nodes, edges, meanDegree, density

  public var info: MeasureInfo {
    let selfEdges = "self-edges left out"
    switch self {
    case .nodes:
      return MeasureInfo(
        name: "node-count", title: "People", question: "How many people are in the network?",
        convention: "Everyone, those without relations too.", complexity: "O(1)", citation: "By definition",
        result: .graph)
    case .edges:
      return MeasureInfo(
        name: "edge-count", title: "Relations", question: "How many relations are there?",
        convention: """
          In a directed network a mutual relation counts as two, in an undirected one as one; \(selfEdges), weights \
          ignored.
          """,
        complexity: "O(edges)", citation: "By definition", result: .graph)
    case .meanDegree:
      return MeasureInfo(
        name: "mean-degree", title: "Mean degree", question: "How many others does the average person have to do with?",
        convention: """
          Directed: how many others a person addresses on average, which is how many address them. Undirected: \
          contacts. Weights ignored, \(selfEdges).
          """,
        complexity: "O(edges)", citation: "By definition", result: .graph, needs: "Somebody.")
    case .density:
      return MeasureInfo(
        name: "density", title: "Density", question: "What part of all possible relations exists?",
        convention: """
          Relations over n(n − 1) if directed, over n(n − 1)/2 if not; \(selfEdges), weights ignored. Falls as \
          networks grow: compare those of one size, or mean degrees.
          """,
        complexity: "O(edges)", citation: "Wasserman & Faust 1994, doi 10.1017/CBO9780511815478", result: .graph,
        needs: "Two people.")
    }
  }

  public func memory(for size: GraphSize, threads: Int) -> Int { 0 }

  public func value(of graph: Graph, execution: Execution = .serial) -> GraphValue {
    let nodes = Double(graph.nodeCount)
    if self == .nodes { return GraphValue(measure: info, value: nodes) }
    // Each end of an undirected edge, so that a self-edge, stored once, is told apart.
    let ends = graph.out.withPointers { rows in
      (0..<graph.nodeCount).reduce(0) { count, node in
        var count = count
        for edge in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] {
          count &+= Int(rows.neighbors.base[edge]) == node ? 0 : 1
        }
        return count
      }
    }
    switch self {
    case .nodes, .edges: return GraphValue(measure: info, value: Double(graph.isDirected ? ends : ends / 2))
    case .meanDegree:
      if nodes == 0 { return GraphValue(measure: info, undefined: "nobody is there") }
      return GraphValue(measure: info, value: Double(ends) / nodes)
    case .density:
      if nodes < 2 { return GraphValue(measure: info, undefined: "it takes two people") }
      return GraphValue(measure: info, value: Double(ends) / (nodes * (nodes - 1)))
    }
  }
}
