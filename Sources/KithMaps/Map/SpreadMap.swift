import KithFoundation
import KithGraph
import KithMeasures

/// The spread map: dots are people, lines relations, size a score, colour a community, the core marked.
///
///     let map = SpreadMap(graph: graph, scores: ranks, partition: groups, facts: MapFacts(title: "June"))
///     let drawing = try map.drawing(execution: execution)
///     let svg = try GraphvizRenderer(executable: path).render(drawing, as: .svg)
///
/// The layout is Kith's own; the DOT holds every position, so Graphviz only draws. The same graph,
/// facts and options give the same bytes for any number of threads.
/// O(n log n + m) for the selection, O(iterations · (k log k + l)) for the k people and l relations shown.
public struct SpreadMap: Sendable {
  public var graph: Graph
  public var scores: NodeScores
  public var partition: Partition
  public var facts: MapFacts
  public var options: MapOptions

  public init(
    graph: Graph, scores: NodeScores, partition: Partition, facts: MapFacts, options: MapOptions = MapOptions()
  ) {
    precondition(scores.values.count == graph.nodeCount && partition.assignment.count == graph.nodeCount)
    self.graph = graph
    self.scores = scores
    self.partition = partition
    self.facts = facts
    self.options = options
  }

  /// Selects, lays out and draws. Throws `CancellationError` only.
  public func drawing(execution: Execution = .serial) throws -> MapDrawing {
    let selection = try MapSelection(graph: graph, scores: scores, options: options, execution: execution)
    let page = MapPage(map: self, selection: selection)
    let layout = MapLayout(seed: options.seed, aspect: page.frame.width / page.frame.height)
    let positions = try layout.positions(
      count: selection.nodes.count, edges: selection.shaping, group: selection.nodes.map { partition[$0] },
      execution: execution)
    return page.drawing(at: positions)
  }

  /// The name to show for a node.
  func name(of node: Int) -> String {
    let name = VisibleText.of(facts.labels[node] ?? graph.id(of: node))
    return name.allSatisfy(\.isWhitespace) ? "(blank)" : name
  }
}
