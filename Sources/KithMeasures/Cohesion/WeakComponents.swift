import KithFoundation
import KithGraph
import Synchronization

/// Groups of people connected by any chain of interactions, direction ignored.
///
///     let components = WeakComponents().partition(of: graph, execution: Execution(threads: 2))
///     components.sizes.first          // people in the largest
///
/// Every isolated person is a component. Trees of nodes are hooked together in parallel, each root below the
/// other's by index; once two edges of every node have shown the largest component, its nodes' other edges are
/// skipped, for any that leave it are met from the other side, and so are those whose ends came loose. Whatever
/// the order, a component's root ends up its smallest node. O(nodes + edges), usually far less; 16 bytes a node.
/// Afforest: Sutton, Ben-Nun & Barak 2018, doi 10.1109/IPDPS.2018.00012.
public struct WeakComponents: CommunityMethod, Codable, Equatable {
  public init() {}

  public static let info = MeasureInfo(
    name: "components", title: "Components", question: "Which people are connected at all, through anyone?",
    convention: "Weakly connected components: direction and weight ignored; an isolated person is one of its own.",
    complexity: "O(nodes + edges)", citation: "Sutton, Ben-Nun & Barak 2018, doi 10.1109/IPDPS.2018.00012",
    result: .communities, needs: "Nothing: without relations everyone is a component of their own.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int { 16 * size.nodes }

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
    return forest.partition(execution)
  }

  private static let grain = 1 << 12

  private func hook(
    _ forest: Forest, _ out: Adjacency.Pointers, _ inward: Adjacency.Pointers, isDirected: Bool, _ execution: Execution
  ) {
    // The nodes with any edge, chunk by chunk: every pass after the first spares itself the question.
    let active = Scratch<UInt32>(uninitialized: forest.count)
    let activeCounts = Scratch<Int>(repeating: 0, count: forest.count / Self.grain + 1)
    let forEachActive = { (body: @Sendable (_ active: UnsafeBufferPointer<UInt32>) -> Void) in
      execution.forEachChunk(of: forest.count, grain: Self.grain) { chunk, range in
        body(UnsafeBufferPointer(start: active.base + range.lowerBound, count: activeCounts.base[chunk]))
      }
    }
    // Rows ascend: a node's first neighbour is its smallest. Below itself it may be its parent without asking
    // anyone, for everybody else does the same and no cycle comes of it.
    execution.forEachChunk(of: forest.count, grain: Self.grain) { chunk, range in
      var place = range.lowerBound
      for node in range {
        var least = out.first(node)
        if isDirected { least = min(least, inward.first(node)) }
        let number = UInt32(truncatingIfNeeded: node)
        forest.start(node, under: min(least, number))
        active.base[place] = number
        place &+= least == .max ? 0 : 1
      }
      activeCounts.base[chunk] = place - range.lowerBound
    }
    forEachActive { forest.flatten($0) }
    forEachActive { active in
      for node in active {
        let second = out.offsets.base[Int(node)] &+ 1
        if second < out.offsets.base[Int(node) &+ 1] { forest.hookLoosely(node, out.neighbors.base[second]) }
      }
    }
    forEachActive { forest.flatten($0) }
    let largest = mostFrequentRoot(forest)
    forEachActive { active in
      for node in active where forest.parent(node) != largest {
        out.forEach(Int(node)) { forest.hook(node, $0) }
        if isDirected { inward.forEach(Int(node)) { forest.hook(node, $0) } }
      }
    }
    forEachActive { forest.flatten($0) }
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
  }

  deinit { parents.deallocate() }

  @inline(__always) func parent(_ node: UInt32) -> UInt32 { parents[Int(node)].load(ordering: .relaxed) }

  /// Every node needs a first parent: itself or a smaller one.
  @inline(__always) func start(_ node: Int, under parent: UInt32) {
    (parents + node).initialize(to: Atomic(parent))
  }

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

  /// The same without a guarantee, and without its price: a tree that another thread moves meanwhile may come loose.
  @inline(__always) func hookLoosely(_ a: UInt32, _ b: UInt32) {
    var (x, y) = (parent(a), parent(b))
    while x != y {
      let (high, low) = (max(x, y), min(x, y))
      let above = parent(high)
      if above == low { return }
      if above == high { return parents[Int(high)].store(low, ordering: .relaxed) }
      x = parent(above)
      y = parent(low)
    }
  }

  /// Points nodes at their roots.
  @inline(__always) func flatten(_ nodes: UnsafeBufferPointer<UInt32>) {
    for node in nodes {
      let parent = parent(node)
      var root = self.parent(parent)
      if root == parent { continue }
      while self.parent(root) != root { root = self.parent(root) }
      parents[Int(node)].store(root, ordering: .relaxed)
    }
  }

  /// The trees of a flat forest, largest first, ties and the many trees of one node by their root.
  func partition(_ execution: Execution) -> Partition {
    let labels = Scratch<UInt32>(repeating: 0, count: count)
    for node in 0..<count { labels.base[Int(parent(UInt32(truncatingIfNeeded: node)))] &+= 1 }
    var groups: [(size: Int, root: Int)] = []
    for root in 0..<count where labels.base[root] > 1 { groups.append((Int(labels.base[root]), root)) }
    groups.sort { $0.size > $1.size || ($0.size == $1.size && $0.root < $1.root) }
    var next = UInt32(truncatingIfNeeded: groups.count)
    for root in 0..<count {
      let isSingle = labels.base[root] == 1
      labels.base[root] = next
      next &+= isSingle ? 1 : 0
    }
    for (label, group) in groups.enumerated() { labels.base[group.root] = UInt32(truncatingIfNeeded: label) }
    let assignment = [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = count
      guard let base = buffer.baseAddress else { return }
      let assignment = SharedPointer(base)
      execution.forEachChunk(of: count, grain: 1 << 14) { _, range in
        for node in range {
          assignment.base[node] = labels.base[Int(self.parent(UInt32(truncatingIfNeeded: node)))]
        }
      }
    }
    var sizes: [Int] = []
    sizes.reserveCapacity(Int(next))
    for group in groups { sizes.append(group.size) }
    sizes.append(contentsOf: repeatElement(1, count: Int(next) - groups.count))
    return Partition(canonical: assignment, sizes: sizes)
  }
}

extension Adjacency.Pointers {
  /// A node's smallest neighbour; the largest number where it has none.
  @inline(__always)
  fileprivate func first(_ node: Int) -> UInt32 {
    let start = offsets.base[node]
    return start < offsets.base[node &+ 1] ? neighbors.base[start] : .max
  }

  @inline(__always)
  fileprivate func forEach(_ node: Int, _ body: (UInt32) -> Void) {
    for edge in offsets.base[node]..<offsets.base[node &+ 1] { body(neighbors.base[edge]) }
  }
}

extension Partition {
  /// `assignment` is canonical already.
  fileprivate init(canonical assignment: [UInt32], sizes: [Int]) {
    self.assignment = assignment
    self.sizes = sizes
  }
}
