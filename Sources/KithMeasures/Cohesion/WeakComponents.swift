import KithFoundation
import KithGraph
import Synchronization

/// Groups of people connected by any chain of interactions, direction ignored.
///
///     let components = WeakComponents().partition(of: graph, execution: Execution(threads: 2))
///     components.sizes.first          // people in the largest
///
/// Every isolated person is a component. Trees of nodes are hooked together in parallel, each root
/// below the other's by index; once the first edges of every node have shown the largest component,
/// its nodes' other edges are skipped, for any that leave it are met from the other side. Whatever the
/// order, a component's root ends up its smallest node. About O(nodes + edges), usually far less.
/// Afforest: Sutton, Ben-Nun & Barak 2018, doi 10.1109/IPDPS.2018.00012.
public struct WeakComponents: CommunityMethod, Codable, Equatable {
  public init() {}

  public static let info = MeasureInfo(
    name: "components", title: "Components", question: "Which people are connected at all, through anyone?",
    convention: "Weakly connected components: direction and weight ignored; an isolated person is one of its own.",
    complexity: "O(nodes + edges)", citation: "Sutton, Ben-Nun & Barak 2018, doi 10.1109/IPDPS.2018.00012",
    result: .communities, needs: "Nothing: without relations everyone is a component of their own.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int { 24 * size.nodes }

  public func communities(in graph: Graph, execution: Execution) -> Communities {
    let partition = partition(of: graph, execution: execution)
    return Communities(
      partition: partition, modularity: Modularity().value(of: partition, in: graph, execution: execution))
  }

  public func partition(of graph: Graph, execution: Execution = .serial) -> Partition {
    let forest = Forest(count: graph.nodeCount)
    graph.out.withPointers { out in
      graph.in.withPointers { inward in hook(forest, out, inward, isDirected: graph.isDirected, execution) }
    }
    return Partition(labels: (0..<graph.nodeCount).map { forest.parent(UInt32($0)) })
  }

  /// Edges of each node that are hooked before the largest component is looked for.
  private static let firstEdges = 2
  private static let grain = 1 << 12

  private func hook(
    _ forest: Forest, _ out: Adjacency.Pointers, _ inward: Adjacency.Pointers, isDirected: Bool, _ execution: Execution
  ) {
    let firstEdges = Self.firstEdges
    execution.forEachChunk(of: forest.count, grain: Self.grain) { _, range in
      for node in range {
        let start = out.offsets.base[node]
        for edge in start..<min(start &+ firstEdges, out.offsets.base[node &+ 1]) {
          forest.hook(UInt32(node), out.neighbors.base[edge])
        }
      }
    }
    forest.flatten(execution, grain: Self.grain)
    let largest = mostFrequentRoot(forest)
    execution.forEachChunk(of: forest.count, grain: Self.grain) { _, range in
      for node in range where forest.parent(UInt32(node)) != largest {
        let end = out.offsets.base[node &+ 1]
        for edge in min(out.offsets.base[node] &+ firstEdges, end)..<end {
          forest.hook(UInt32(node), out.neighbors.base[edge])
        }
        if !isDirected { continue }
        for edge in inward.offsets.base[node]..<inward.offsets.base[node &+ 1] {
          forest.hook(UInt32(node), inward.neighbors.base[edge])
        }
      }
    }
    forest.flatten(execution, grain: Self.grain)
  }

  /// The commonest root among a thousand nodes; any answer gives the same components.
  private func mostFrequentRoot(_ forest: Forest) -> UInt32 {
    var counts: [UInt32: Int] = [:]
    var random = RandomStream(seed: 1, purpose: "weak components")
    for _ in 0..<min(1024, forest.count) { counts[forest.parent(UInt32(random.below(forest.count))), default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? .max
  }
}

/// Trees over nodes whose parents have smaller indices, joined by many threads at once.
private final class Forest: @unchecked Sendable {
  let count: Int
  private let parents: UnsafeMutablePointer<Atomic<UInt32>>

  init(count: Int) {
    self.count = count
    parents = .allocate(capacity: max(1, count))
    for node in 0..<count { (parents + node).initialize(to: Atomic(UInt32(node))) }
  }

  deinit { parents.deallocate() }

  @inline(__always) func parent(_ node: UInt32) -> UInt32 { parents[Int(node)].load(ordering: .relaxed) }

  /// Joins the trees of two nodes: the larger root becomes a child in the smaller's tree.
  @inline(__always) func hook(_ a: UInt32, _ b: UInt32) {
    var (x, y) = (parent(a), parent(b))
    while x != y {
      let (high, low) = (max(x, y), min(x, y))
      let above = parent(high)
      if above == low { return }
      if above == high
        && parents[Int(high)].compareExchange(expected: high, desired: low, ordering: .relaxed).exchanged
      {
        return
      }
      x = parent(parent(high))
      y = parent(low)
    }
  }

  /// Points every node at its root.
  func flatten(_ execution: Execution, grain: Int) {
    execution.forEachChunk(of: count, grain: grain) { _, range in
      for node in range {
        var root = self.parent(UInt32(node))
        while self.parent(root) != root { root = self.parent(root) }
        self.parents[node].store(root, ordering: .relaxed)
      }
    }
  }
}
