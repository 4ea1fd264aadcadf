import KithFoundation
import KithGraph
import KithMeasures

/// The spread map: dots are people, lines relations, size a score, colour a community, the core marked.
///
///     let map = SpreadMap(graph: graph, scores: ranks, partition: groups, facts: MapFacts(title: "June"))
///     let drawing = try map.drawing(execution: execution)
///     let svg = try GraphvizRenderer(executable: path).render(drawing, as: .svg)
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

  public func drawing(execution: Execution = .serial) throws -> MapDrawing {
    MapDrawing(
      dot: "digraph map {\n}\n", nodesShown: 0, nodesTotal: graph.nodeCount, edgesShown: 0,
      edgesTotal: graph.edgeCount, caption: [], altText: facts.title, core: [], labelled: [], communities: [],
      dots: [])
  }
}
