import KithFoundation
import KithGraph

/// Who lies between others when word takes every path, not only the shortest: betweenness of electric current.
///
///     let scores = try CurrentFlowBetweenness().scores(in: graph, execution: Execution(threads: 2))
///
/// A unit of current between each pair of others; a person's score is the part of it that runs through them, meaned
/// over all (n − 1)(n − 2)/2 pairs of others in the network: 0 to 1. Edges conduct by weight, either way;
/// between people of different components no current runs.
///
/// For networks whose components have up to 2,500 people. Throws `KithError`: bad data for weights, limit above that.
/// O(nodes³ + edges × nodes × log nodes) time, O(nodes²) memory in the largest component.
/// Newman 2005, doi 10.1016/j.socnet.2004.11.009; Brandes & Fleischer 2005, doi 10.1007/978-3-540-31856-9_44.
public struct CurrentFlowBetweenness: NodeMeasure, Codable, Equatable {
  /// Count the weights; false takes every edge as 1.
  public var usesWeights: Bool

  public init(usesWeights: Bool = true) { self.usesWeights = usesWeights }

  public static let info = MeasureInfo(
    name: "current-flow-betweenness", title: "Current-flow betweenness",
    question: "Through whom would word pass if it took every path?",
    convention: """
      Electric current between each pair of others, edges conducting by strength, direction left out: the mean part \
      that runs through the person, 0 to 1; nothing runs between separate parts of the network.
      """,
    complexity: "O(nodes³ + edges × nodes × log nodes)",
    citation: "Newman 2005, doi 10.1016/j.socnet.2004.11.009",
    needs: "Connected parts of up to 2,500 people.")
  public var info: MeasureInfo { Self.info }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    var values = [Double](repeating: 0, count: graph.nodeCount)
    // The pairs of others, twice: what each score is a mean over.
    let pairs = Double(graph.nodeCount - 1) * Double(graph.nodeCount - 2)
    for (nodes, part) in try graph.circuits(smallest: 3, usesWeights: usesWeights, info, execution) {
      for (index, flow) in try throughput(of: part, execution).enumerated() { values[nodes[index]] = 2 * flow / pairs }
    }
    return NodeScores(measure: info, values: values)
  }

  /// Current through each node, summed over the pairs of others.
  private func throughput(of graph: Graph, _ execution: Execution) throws -> [Double] {
    let resistances = try Resistances(of: graph, execution)
    let edges = graph.edgeEnds
    let count = graph.nodeCount
    // By edge: what runs through its source's, and its target's, share of pairs.
    let atSource = Scratch<Double>(uninitialized: edges.count)
    let atTarget = Scratch<Double>(uninitialized: edges.count)
    execution.forEachChunk(of: edges.count, grain: 64) { _, range in
      if execution.isCancelled() { return }
      for edge in range {
        let (source, target) = (Int(edges.sources[edge]), Int(edges.targets[edge]))
        let (a, b) = (resistances.row(source), resistances.row(target))
        // The current of the pair (s, t) is the difference of two entries.
        var drops = (0..<count).map { a[$0] - b[$0] }
        let own = (drops[source], drops[target])
        var (fromSource, fromTarget) = (0.0, 0.0)
        for drop in drops {
          fromSource += abs(own.0 - drop)
          fromTarget += abs(own.1 - drop)
        }
        drops.sort()
        var all = 0.0
        for (place, drop) in drops.enumerated() { all += Double(2 * place - count + 1) * drop }
        let weight = Double(edges.weight(at: edge))
        atSource.base[edge] = weight * (all - fromSource)
        atTarget.base[edge] = weight * (all - fromTarget)
      }
      execution.report(info.title, done: range.lowerBound, of: edges.count, unit: "relations")
    }
    try execution.checkCancellation()
    var throughput = [Double](repeating: 0, count: count)
    for edge in 0..<edges.count {
      throughput[Int(edges.sources[edge])] += atSource.base[edge] / 2
      throughput[Int(edges.targets[edge])] += atTarget.base[edge] / 2
    }
    // Rounding may leave a hair below 0 where no current passes.
    return throughput.map { max(0, $0) }
  }

  public func memory(for size: GraphSize, threads: Int) -> Int { circuitMemory(size) + 16 * size.edges }
}

/// Bytes of the undirected view, its parts and two square matrices.
func circuitMemory(_ size: GraphSize) -> Int {
  let largest = min(size.nodes, Resistances.mostNodes)
  return 96 * size.edges + 64 * size.nodes + 16 * largest * largest
}
