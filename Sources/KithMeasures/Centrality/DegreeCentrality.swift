import KithFoundation
import KithGraph

/// How many people address someone (in), or someone addresses (out); with strength: how often.
///
///     let audience = DegreeCentrality(.in).scores(in: graph)
///     let answers = DegreeCentrality(.in, isWeighted: true).scores(in: graph)
///
/// `.all` is in plus out: someone who both addresses and is addressed counts twice. In an
/// undirected graph the three are the same and count each neighbour once. O(nodes), O(edges) for
/// strength.
public struct DegreeCentrality: NodeMeasure, Codable, Equatable, CaseIterable {
  public enum Direction: String, Sendable, Codable, CaseIterable { case `in`, out, all }
  public var direction: Direction
  /// Sum weights instead of counting neighbours.
  public var isWeighted: Bool

  public init(_ direction: Direction, isWeighted: Bool = false) {
    self.direction = direction
    self.isWeighted = isWeighted
  }

  /// Degrees, then strengths.
  public static var allCases: [DegreeCentrality] {
    [false, true].flatMap { isWeighted in
      Direction.allCases.map { DegreeCentrality($0, isWeighted: isWeighted) }
    }
  }

  public var info: MeasureInfo {
    let name = (direction == .all ? "" : "\(direction.rawValue)-") + (isWeighted ? "strength" : "degree")
    return MeasureInfo(
      name: name, title: name.prefix(1).uppercased() + name.dropFirst(), question: question, convention: convention,
      complexity: isWeighted ? "O(edges)" : "O(nodes)",
      citation: isWeighted
        ? "Barrat, Barthélemy, Pastor-Satorras & Vespignani 2004, doi 10.1073/pnas.0400087101"
        : "Freeman 1978, doi 10.1016/0378-8733(78)90021-7")
  }

  private var question: String {
    switch (direction, isWeighted) {
    case (.in, false): "How many different people address this person?"
    case (.out, false): "How many different people does this person address?"
    case (.all, false): "How many contacts does this person have, in either direction?"
    case (.in, true): "How often is this person addressed?"
    case (.out, true): "How often does this person address others?"
    case (.all, true): "How much contact does this person have, in either direction?"
    }
  }

  private var convention: String {
    let counted =
      switch (direction, isWeighted) {
      case (.in, false): "Counts those with an edge to the person"
      case (.out, false): "Counts those the person has an edge to"
      case (.all, false): "In-degree plus out-degree: mutual contacts count twice"
      case (.in, true): "Sum of the weights of edges to the person"
      case (.out, true): "Sum of the weights of edges from the person"
      case (.all, true): "In-strength plus out-strength"
      }
    return counted + "; self-edges left out; not normalised; an undirected edge counts once."
  }

  public func scores(in graph: Graph, execution: Execution = .serial) -> NodeScores {
    var values = [Double](repeating: 0, count: graph.nodeCount)
    if direction != .in || !graph.isDirected { add(graph.out, to: &values, execution) }
    if direction != .out && graph.isDirected { add(graph.in, to: &values, execution) }
    return NodeScores(measure: info, values: values)
  }

  private func add(_ rows: Adjacency, to values: inout [Double], _ execution: Execution) {
    let isWeighted = isWeighted
    let count = values.count
    values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let values = SharedPointer(base)
      rows.withPointers { rows in
        execution.forEachChunk(of: count, grain: 1 << 14) { _, range in
          for node in range {
            let row = rows.offsets.base[node]..<rows.offsets.base[node &+ 1]
            var sum = Double(row.count)
            if isWeighted, let weights = rows.weights {
              sum = 0
              for edge in row { sum += Double(weights.base[edge]) }
            }
            values.base[node] += sum
          }
        }
      }
    }
  }
}
