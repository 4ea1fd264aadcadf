import KithFoundation
import KithGraph

/// The longest of all shortest paths.
///
///     let value = try Diameter().value(of: graph, execution: Execution(threads: 2))
///     value.value                     // 5
///     value.details                   // lower and upper, where the two do not meet
///
/// Within reach: pairs without a path do not count, so a graph in pieces has the largest diameter of any.
/// An undirected graph needs few searches: from a node in its middle, the far nodes first, until twice
/// the distance of the next is no more than the longest path found (Crescenzi et al. 2013). A directed
/// one needs all. Where `limit` does not allow for them, the value is the longest path found, and
/// `details` hold it as the lower bound beside an upper one.
///
/// Throws `KithError`: bad data for weights negative or not finite. O(nodes · edges), usually far less.
/// Crescenzi, Grossi, Habib, Lanzi & Marino 2013, doi 10.1016/j.tcs.2012.09.018.
public struct Diameter: GraphMeasure, Codable, Equatable {
  /// Whether edges have lengths, 1/weight, rather than all the same.
  public var usesWeights: Bool
  /// Searches times edges, after which bounds must do; with lengths a tenth of it.
  public var limit: Double
  public var seed: UInt64

  public init(usesWeights: Bool = false, limit: Double = 2e11, seed: UInt64 = 1) {
    self.usesWeights = usesWeights
    self.limit = limit
    self.seed = seed
  }

  public static let info = MeasureInfo(
    name: "diameter", title: "Diameter", question: "How many steps separate the two people farthest apart?",
    convention: """
      The longest of all shortest paths, along a → b (a addressed b), between people one of whom can reach the other \
      at all. In hops; with weights in lengths of 1/weight, weight 0 being no relation. Exact where the searches needed \
      times the relations stay below 2e11 (a tenth with weights); beyond, the longest path found, with lower and \
      upper bound as details.
      """,
    complexity: "O(nodes · edges), usually far less where relations have no direction",
    citation: "Crescenzi, Grossi, Habib, Lanzi & Marino 2013, doi 10.1016/j.tcs.2012.09.018",
    result: .graph, needs: "Two people, one of whom reaches the other; else there is no value.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int {
    // Either the searches from a component's middle, or the bounds of a directed graph, come after the rest.
    let search = (threads + 1) * PathSearch.memory(for: size.nodes) + 32 * size.nodes
    return DistanceSums.memory(for: size, isWeighted: usesWeights, threads: threads)
      + max(search, size.isDirected ? DirectedDiameterBound.memory(for: size) : 0)
  }

  public func value(of graph: Graph, execution: Execution = .serial) throws -> GraphValue {
    if !(limit > 0) { throw Self.info.optionError("limit", limit, choose: "above 0; 2e11 is usual") }
    if usesWeights { try graph.checkWeights(for: Self.info, execution: execution) }
    let isWeighted = usesWeights && graph.isWeighted
    let searches = (isWeighted ? limit / 10 : limit) / Double(max(1, graph.edgeCount))
    var longest: (lower: Double, upper: Double?)
    if graph.isDirected {
      longest = try longestFromAll(graph, isWeighted, searches, execution)
    } else {
      var search = DiameterSearch(graph, isWeighted: isWeighted, searches: Int(min(searches, 1e15)))
      longest = try search.run(execution)
    }
    if longest.lower == 0 { return GraphValue(measure: Self.info, undefined: "nobody reaches anyone else") }
    if longest.upper == longest.lower { return GraphValue(measure: Self.info, value: longest.lower) }
    let bounds = [GraphValue.Detail("lower", longest.lower)] + (longest.upper.map { [.init("upper", $0)] } ?? [])
    return GraphValue(measure: Self.info, value: longest.lower, details: bounds)
  }

  /// From all nodes, or as many as may be, drawn at random: then between bounds.
  private func longestFromAll(
    _ graph: Graph, _ isWeighted: Bool, _ searches: Double, _ execution: Execution
  ) throws -> (lower: Double, upper: Double?) {
    let isExact = searches >= Double(graph.nodeCount)
    let sources = SampledSources.draw(
      isExact ? graph.nodeCount : max(1, Int(searches)), of: graph.nodeCount, seed: seed, purpose: "diameter sources")
    let sums = try DistanceSums(graph, from: sources, direction: .outgoing, isWeighted: isWeighted, execution)
    let longest = sums.farthest.max() ?? 0
    if isExact { return (longest, longest) }
    // Whoever was drawn, no way is shorter than the shortest edge.
    let shortest = 1 / (isWeighted ? Double(graph.out.weights?.max() ?? 1) : 1)
    let upper = try DirectedDiameterBound(graph, isWeighted: isWeighted, execution).value()
    let lower = graph.edgeCount > 0 && shortest < .infinity ? max(longest, shortest) : 0
    return (lower, upper.map { max($0, lower) })
  }
}
