import KithFoundation
import KithGraph

/// Who is near to everyone when every path counts: closeness of electric current.
///
///     let scores = try InformationCentrality().scores(in: graph, execution: Execution(threads: 2))
///
/// One over the sum of a person's effective resistances to all others, edges conducting by weight, either way;
/// as networkx's current-flow closeness, not normalised. Between components the resistance is without end: people
/// outside the largest have no value.
///
/// For networks whose components have up to 2,500 people. Throws `KithError`: bad data for weights, limit above that,
/// "answer is no" without relations or where two components are the largest.
/// O(nodes³) time, O(nodes²) memory in the largest component.
/// Stephenson & Zelen 1989, doi 10.1016/0378-8733(89)90016-6; Brandes & Fleischer 2005,
/// doi 10.1007/978-3-540-31856-9_44.
public struct InformationCentrality: NodeMeasure, Codable, Equatable {
  /// Count the weights; false takes every edge as 1.
  public var usesWeights: Bool

  public init(usesWeights: Bool = true) { self.usesWeights = usesWeights }

  public static let info = MeasureInfo(
    name: "information", title: "Information centrality", question: "Who is near everyone, counting every path?",
    convention: """
      One over the sum of the electric resistances to all others, edges conducting by strength, direction left out; \
      not normalised. Within the largest connected part; people outside it have no value.
      """,
    complexity: "O(nodes³)", citation: "Stephenson & Zelen 1989, doi 10.1016/0378-8733(89)90016-6",
    needs: "One largest connected part, of up to 2,500 people.")
  public var info: MeasureInfo { Self.info }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    if graph.nodeCount == 0 { return NodeScores(measure: info, values: []) }
    let parts = try graph.circuits(smallest: 2, usesWeights: usesWeights, info, execution)
    guard let size = parts.map(\.nodes.count).max() else {
      throw info.undefinedError("nobody is connected to anybody", help: "look at the rows that were read: kith inspect")
    }
    let largest = parts.filter { $0.nodes.count == size }
    guard largest.count == 1 else {
      throw info.undefinedError(
        "it falls into parts of which \(largest.count) are the largest, with \(size) people each",
        help: "ask of one part, or ask for harmonic closeness")
    }
    let (nodes, part) = largest[0]
    let resistances = try Resistances(of: part, execution)
    var values = [Double](repeating: .nan, count: graph.nodeCount)
    for (index, node) in nodes.enumerated() {
      values[node] = 1 / nodes.indices.reduce(0) { $0 + resistances.between(index, $1) }
    }
    return NodeScores(
      measure: info, values: values,
      undefined: nodes.count < values.count ? "people outside the largest connected part" : nil)
  }

  public func memory(for size: GraphSize, threads: Int) -> Int { circuitMemory(size) }
}
