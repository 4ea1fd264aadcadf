import Glibc
import KithFoundation
import KithGraph

/// Betweenness within epsilon for everyone at once, from shortest paths drawn at random.
///
/// A draw is an ordered pair of different nodes and one of its shortest paths, all equally likely (no
/// path where none leads). The share of draws whose path passes through a node estimates its
/// betweenness. Draws stop at the first of a few set sizes where the empirical Bernstein bound (Maurer
/// & Pontil 2009, arXiv 0907.3740) of every node is within epsilon, and at the latest where Hoeffding's
/// bound (1963, doi 10.1080/01621459.1963.10500830) is. Each of the two may fail with delta/2, divided among
/// the sizes and the nodes that can lie between others; so the promise is proven, not estimated.
struct PathSampling {
  let graph: Graph
  let isWeighted: Bool
  let epsilon: Double
  let delta: Double
  let seed: UInt64

  init(_ graph: Graph, isWeighted: Bool, epsilon: Double, delta: Double, seed: UInt64) {
    self.graph = graph
    self.isWeighted = isWeighted && graph.isWeighted
    self.epsilon = epsilon
    self.delta = delta
    self.seed = seed
  }

  /// Normalised betweenness by node, and the number of paths drawn. Throws E406 where these would be too many.
  func shares(_ execution: Execution) throws -> (shares: [Double], samples: Int) {
    let n = Double(graph.nodeCount)
    // Draws include pairs with the node itself, which it never lies between.
    let scale = n / (n - 2)
    guard let plan = Plan(epsilon: epsilon / scale, delta: delta, nodes: graph.innerNodes) else {
      throw Betweenness.info.sizeError(
        "an error of at most \(epsilon) takes too many random paths",
        help: "allow a larger error, or compute it exactly")
    }
    var counts = [Int](repeating: 0, count: graph.nodeCount)
    var samples = 0
    try graph.out.withPointers { out in
      try graph.in.withPointers { inward in
        let drawers = (0..<execution.threads).map { _ in
          PathDrawer(out, inward, nodeCount: graph.nodeCount, isWeighted: isWeighted)
        }
        for size in plan.sizes {
          while samples < size {
            try execution.checkCancellation()
            let end = min(size, samples + Self.drawsBetweenChecks)
            draw(samples..<end, drawers, execution)
            samples = end
            execution.report("random paths", done: samples, of: plan.sizes.last, unit: "paths")
          }
          for node in counts.indices { counts[node] = drawers.reduce(0) { $0 + Int($1.counts.base[node]) } }
          if plan.holds(counts, samples: samples) { break }
        }
      }
    }
    return (counts.map { Double($0) / Double(samples) * scale }, samples)
  }

  private static let drawsBetweenChecks = 4096

  /// Draw i depends on the seed and on i alone, and counts are whole numbers: threads change nothing.
  private func draw(_ range: Range<Int>, _ drawers: [PathDrawer], _ execution: Execution) {
    let (seed, nodeCount) = (seed, graph.nodeCount)
    execution.forEachChunk(of: drawers.count, grain: 1) { worker, _ in
      for index in stride(from: range.lowerBound + worker, to: range.upperBound, by: drawers.count) {
        var random = RandomStream(seed: seed, purpose: "betweenness paths", index: UInt64(index))
        let source = random.below(nodeCount)
        var target = random.below(nodeCount - 1)
        if target >= source { target += 1 }
        drawers[worker].draw(from: source, to: target, &random)
      }
    }
  }

  /// When to look, and when to stop.
  struct Plan {
    let epsilon: Double
    /// Numbers of draws after which to look; after the last, Hoeffding's bound holds.
    let sizes: [Int]
    /// ln(4 / the chance that one bound of one node at one look fails).
    private let term: Double
    private static let growth = 1.25

    /// Nil where it would take more draws than anyone can wait for.
    init?(epsilon: Double, delta: Double, nodes: Int) {
      self.epsilon = epsilon
      let nodes = Double(max(1, nodes))
      let most = max(2, (log(4 * nodes / delta) / (2 * epsilon * epsilon)).rounded(.up))
      if most > 0x1p40 { return nil }
      // Before the first look the bound's second part alone would be half of epsilon.
      var looks = 1.0
      var first = 2.0
      var term = 0.0
      for _ in 0..<3 {
        term = log(8 * looks * nodes / delta)
        first = min(most, (14 * term / (3 * epsilon) + 1).rounded(.up))
        looks = max(1, (log(most / first) / log(Self.growth)).rounded(.up))
      }
      var sizes: [Int] = []
      var size = first
      while size < most && sizes.count < Int(looks) {
        sizes.append(Int(size))
        size = (size * Self.growth).rounded(.up)
      }
      self.term = log(8 * max(looks, Double(sizes.count)) * nodes / delta)
      self.sizes = sizes + [Int(most)]
    }

    /// Whether every node's bound is within epsilon.
    func holds(_ counts: [Int], samples: Int) -> Bool {
      let r = Double(samples)
      return counts.allSatisfy { count in
        let variance = Double(count) * (r - Double(count)) / (r * (r - 1))
        return (2 * variance * term / r).squareRoot() + 7 * term / (3 * (r - 1)) <= epsilon
      }
    }
  }
}

extension Graph {
  /// Nodes that a path can pass through: with an edge to them and an edge on.
  fileprivate var innerNodes: Int {
    (0..<nodeCount).count { isDirected ? self.in.degree($0) > 0 && out.degree($0) > 0 : out.degree($0) > 1 }
  }
}
