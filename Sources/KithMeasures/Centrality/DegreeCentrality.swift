import KithFoundation
import KithGraph

/// How many people address someone (in), or someone addresses (out); with strength: how often.
public struct DegreeCentrality: Sendable, Codable, Equatable {
  public enum Direction: String, Sendable, Codable { case `in`, out, all }
  public var direction: Direction
  /// Sum weights instead of counting neighbours.
  public var isWeighted: Bool

  public init(_ direction: Direction, isWeighted: Bool = false) {
    self.direction = direction
    self.isWeighted = isWeighted
  }

  public var info: MeasureInfo {
    let noun = isWeighted ? "strength" : "degree"
    return MeasureInfo(
      name: direction == .all ? noun : "\(direction.rawValue)-\(noun)", title: noun,
      question: "", convention: "", complexity: "O(nodes)", citation: "")
  }

  public func scores(in graph: Graph, execution: Execution = .serial) -> NodeScores {
    let sum = { (rows: Adjacency, node: Int) -> Double in
      if !isWeighted { return Double(rows.degree(node)) }
      return (rows.offsets[node]..<rows.offsets[node + 1]).reduce(0) { $0 + Double(rows.weight(at: $1)) }
    }
    return NodeScores(
      measure: info,
      values: (0..<graph.nodeCount).map { node in
        switch direction {
        case .out: sum(graph.out, node)
        case .in: sum(graph.in, node)
        case .all: graph.isDirected ? sum(graph.out, node) + sum(graph.in, node) : sum(graph.out, node)
        }
      })
  }
}
