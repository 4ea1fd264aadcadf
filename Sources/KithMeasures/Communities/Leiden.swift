import KithFoundation
import KithGraph
import Synchronization

/// Communities by the Leiden method: groups that interact more inside than chance would have it.
///
///     let groups = try Leiden(resolution: 1, seed: 1).partition(of: graph)
///     groups.partition.count, groups.modularity        // karate: 4, 0.4198
///
/// Maximises modularity on the undirected weighted projection (w(a→b) + w(b→a)). Every community
/// is connected; isolated people are communities of one. The result depends on the options and
/// the graph alone, never on threads or the order of the input. It is a good partition, not
/// provably the best one; another seed may give a slightly different one.
///
/// About O(edges) an iteration; at its peak some 24 bytes an edge and 60 a node beside the graph.
/// Source: Traag, Waltman & van Eck 2019, doi 10.1038/s41598-019-41695-z, with merges in the
/// refinement by greatest gain (θ → 0).
public struct Leiden: CommunityMethod, Codable, Equatable {
  /// γ: above 1 gives more and smaller communities, below 1 fewer and larger ones.
  public var resolution: Double
  public var seed: UInt64
  /// Independent runs, of which the best quality wins; nil: 10 up to `severalRunsEdgeCount` edges,
  /// 1 on larger graphs.
  public var runs: Int?
  /// Iterations of a run, which ends sooner when one adds nothing; nil: 100 on small graphs, 3 on
  /// larger ones (which also end when one adds less than a thousandth).
  public var maxIterations: Int?

  public init(resolution: Double = 1, seed: UInt64 = 1, runs: Int? = nil, maxIterations: Int? = nil) {
    self.resolution = resolution
    self.seed = seed
    self.runs = runs
    self.maxIterations = maxIterations
  }

  /// The most edges of a small graph, on which a run goes on until no move of a person and no
  /// merger of communities would raise the quality.
  public static let smallEdgeCount = 20_000
  /// The most edges on which the default is several runs.
  public static let severalRunsEdgeCount = 200_000

  public static let info = MeasureInfo(
    name: "leiden", title: "Leiden communities",
    question: "Which groups interact more inside than chance would have it?",
    convention: """
      Maximises modularity at the chosen resolution on the undirected view, weighted by strength both ways; every \
      community is connected; seeded, so that a run can be repeated; the best of 10 runs \
      up to 200,000 edges.
      """,
    complexity: "about O(edges) an iteration",
    citation: "Traag, Waltman & van Eck 2019, doi 10.1038/s41598-019-41695-z", result: .communities,
    needs: "Weights of zero or more; without relations everyone is a community of their own.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int { 24 * size.edges + 60 * size.nodes }

  public func communities(in graph: Graph, execution: Execution) throws -> Communities {
    try partition(of: graph, execution: execution)
  }

  /// Throws `KithError` when an option is out of range or a weight is negative or not finite, and
  /// `CancellationError`.
  public func partition(of graph: Graph, execution: Execution = .serial) throws -> Communities {
    try validate()
    let projection = try Projection(graph, execution: execution)
    if projection.weight == 0 {
      return Communities(
        partition: Partition(labels: Array(0..<UInt32(graph.nodeCount))), modularity: 0,
        convergence: Convergence(iterations: 0, residual: 0))
    }
    let best = try bestRun(on: projection, edgeCount: graph.edgeCount, execution: execution)
    let partition = Partition(labels: labels(best.labels, of: projection, nodeCount: graph.nodeCount))
    return Communities(
      partition: partition,
      modularity: resolution == 1
        ? best.quality : projection.modularity(of: best.labels, resolution: 1, execution: execution),
      quality: best.quality, convergence: best.convergence)
  }

  private func validate() throws {
    func refuse(_ message: String) -> KithError { KithError(.usage, Diagnostic("E403", message)) }
    if !(resolution >= 0 && resolution.isFinite) {
      throw refuse("resolution is not a finite number of zero or more: \(resolution)")
    }
    if let runs, runs < 1 { throw refuse("runs is below 1: \(runs)") }
    if let maxIterations, maxIterations < 1 { throw refuse("iterations is below 1: \(maxIterations)") }
  }

  /// Runs of small graphs share the threads among them, those of larger ones share each run's work.
  private func bestRun(on projection: Projection, edgeCount: Int, execution: Execution) throws -> LeidenRun.Outcome {
    let isSmall = edgeCount <= Self.smallEdgeCount
    let runs = (0..<(runs ?? (edgeCount <= Self.severalRunsEdgeCount ? 10 : 1))).map { index in
      LeidenRun(
        projection: projection, resolution: resolution, seed: runSeed(index),
        maxIterations: maxIterations ?? (isSmall ? 100 : 3), isExhaustive: isSmall)
    }
    let nodeCount = projection.graph.nodeCount
    if !isSmall {
      let workers = Workers(nodeCount: nodeCount, threads: execution.threads)
      var best = try runs[0].outcome(workers: workers, execution: execution)
      for run in runs.dropFirst() {
        let next = try run.outcome(workers: workers, execution: execution)
        if next.quality > best.quality { best = next }
      }
      return best
    }
    let outcomes = Mutex([LeidenRun.Outcome?](repeating: nil, count: runs.count))
    let alone = Execution(isCancelled: execution.isCancelled)
    execution.forEachChunk(of: runs.count, grain: 1) { index, _ in
      let workers = Workers(nodeCount: nodeCount, threads: 1)
      // A run throws only when it was cancelled.
      let outcome = try? runs[index].outcome(workers: workers, execution: alone)
      outcomes.withLock { $0[index] = outcome }
    }
    let found = outcomes.withLock { $0 }.compactMap { $0 }
    guard found.count == runs.count, var best = found.first else { throw CancellationError() }
    for outcome in found where outcome.quality > best.quality { best = outcome }
    return best
  }

  private func runSeed(_ index: Int) -> UInt64 {
    var random = RandomStream(seed: seed, purpose: "leiden-run", index: UInt64(index))
    return random.next()
  }

  /// Labels of the graph's nodes: a member's index, so that isolated nodes keep their own.
  private func labels(_ found: Storage<UInt32>, of projection: Projection, nodeCount: Int) -> [UInt32] {
    var labels = Array(0..<UInt32(nodeCount))
    let none = UInt32.max
    let name = Storage<UInt32>(repeating: none, count: found.count)
    for place in 0..<found.count {
      let label = Int(found[place])
      let node = projection.nodes[place]
      if name[label] == none { name[label] = node }
      labels[Int(node)] = name[label]
    }
    return labels
  }
}
