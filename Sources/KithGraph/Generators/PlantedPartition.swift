import KithFoundation

/// A random undirected graph with known communities: people know their own group more than others.
///
///     let planted = PlantedPartition(sizes: [50, 50], insideDegree: 12, outsideDegree: 3)
///     let (graph, truth) = planted.graph()
///
/// Node i belongs to the group whose size covers i. On average a node has `insideDegree`
/// neighbours in its group and `outsideDegree` elsewhere, drawn uniformly; repeats are merged, so
/// real degrees are a little lower in small groups. O(nodes + edges).
/// After Condon & Karp 2001, doi 10.1002/1098-2418(200103)18:2<116::AID-RSA1001>3.0.CO;2-2.
public struct PlantedPartition: Sendable, Codable, Equatable {
  public var sizes: [Int]
  public var insideDegree: Double
  public var outsideDegree: Double
  public var seed: UInt64

  public init(sizes: [Int], insideDegree: Double, outsideDegree: Double, seed: UInt64 = 1) {
    self.sizes = sizes.map { max(0, $0) }
    self.insideDegree = insideDegree
    self.outsideDegree = outsideDegree
    self.seed = seed
  }

  /// The graph and the group of each node.
  public func graph(execution: Execution = .serial) -> (graph: Graph, truth: [UInt32]) {
    let truth = sizes.enumerated().flatMap { group, size in [UInt32](repeating: UInt32(group), count: size) }
    let starts = sizes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    let nodeCount = truth.count
    var random = RandomStream(seed: seed, purpose: "planted partition")
    var sources: [UInt32] = []
    var targets: [UInt32] = []
    for node in 0..<nodeCount {
      let group = Int(truth[node])
      // Half of each: the other half comes from the edges other nodes draw.
      for _ in 0..<draws(insideDegree / 2, &random) {
        sources.append(UInt32(node))
        targets.append(UInt32(starts[group] + random.below(sizes[group])))
      }
      if sizes[group] == nodeCount { continue }
      for _ in 0..<draws(outsideDegree / 2, &random) {
        // Uniform over the others: indices past the own group are shifted over it.
        let other = random.below(nodeCount - sizes[group])
        sources.append(UInt32(node))
        targets.append(UInt32(other < starts[group] ? other : other + sizes[group]))
      }
    }
    let graph = Graph(
      sources: sources, targets: targets, nodeCount: nodeCount, isDirected: false, execution: execution)
    return (graph.unweighted, truth)
  }

  /// A whole number whose mean is `mean`; 0 for what is no mean.
  private func draws(_ mean: Double, _ random: inout RandomStream) -> Int {
    guard mean > 0, mean < 1e9 else { return 0 }
    let whole = mean.rounded(.down)
    return Int(whole) + (random.unit() < mean - whole ? 1 : 0)
  }
}
