import KithFoundation
import KithGraph

/// When a person falls off as the network is peeled from its rim: core numbers, told finer.
///
///     let layers = try OnionLayer().scores(in: graph)
///
/// On the undirected simple view; weights ignored. Throws only `CancellationError`.
/// O(nodes + edges) in time, 16 bytes a node beside the scores.
/// Hébert-Dufresne, Grochow & Allard 2016, doi 10.1038/srep31708.
public struct OnionLayer: NodeMeasure, Codable, Equatable {
  public init() {}

  public static let info = MeasureInfo(
    name: "onion-layer", title: "Onion layer",
    question: "How many rounds of peeling the network from outside does this person last?",
    convention: """
      Layer 1 goes first. Each round takes away everyone with no more contacts left than the current core number, \
      which rises when nobody is left to go; so layers follow core numbers, and tell apart the rim and the heart of \
      each core. Direction and weights ignored, mutual relations count once, self-edges left out.
      """,
    complexity: "O(nodes + edges)", citation: "Hébert-Dufresne, Grochow & Allard 2016, doi 10.1038/srep31708",
    needs: "Nothing: without relations everyone is in layer 1.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int { 24 * size.nodes + size.simpleRowsBytes }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    let peeling = try Peeling(graph.simpleRows(execution), keepsLayers: true, execution: execution)
    return NodeScores(measure: info, values: (0..<graph.nodeCount).map { Double(peeling.layers!.base[$0]) })
  }
}
