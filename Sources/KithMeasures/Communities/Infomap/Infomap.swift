import KithFoundation
import KithGraph
import Synchronization

/// Communities by the map equation: groups in which a reader who follows relations stays for long.
///
///     let groups = try Infomap(seed: 1).communities(in: graph, execution: .serial)
///     groups.partition.count, groups.quality        // karate: 3, 4.3118 bits
///
/// Minimises the two-level code length: the bits a step takes to tell where the reader is, with one code book for
/// communities and one for the members of each. On an undirected graph the reader moves by strength. On a directed one
/// they also jump, with probability 1 − `damping` and from people who address nobody, to the start of an edge by
/// strength; jumps decide where the reader is, but only steps along edges are told (unrecorded teleportation), as the
/// authors' program does by default. igraph 1.0 gives directed graphs other code lengths.
///
/// The result depends on the options and the graph alone. A good division, not provably the best, and never worse than
/// that into connected components; on up to 100,000 edges a run tries again from divisions changed at random. One run
/// is the work of one thread. About O(edges) an iteration.
///
/// Throws `KithError`: usage for options out of range, bad data for weights that are negative or not finite.
/// Rosvall & Bergstrom 2008, doi 10.1073/pnas.0706851105; search: Edler, Bohlin & Rosvall 2017, doi 10.3390/a10040112;
/// directed: Lambiotte & Rosvall 2012, doi 10.1103/PhysRevE.85.056107.
public struct Infomap: RepeatableCommunityMethod, Codable, Equatable {
  /// The chance to follow an edge rather than jump, on directed graphs: at least 0, below 1.
  public var damping: Double
  /// Follow edges their way only; otherwise directed graphs are read as undirected.
  public var keepsDirection: Bool
  public var seed: UInt64
  /// Independent runs, of which the shortest code wins; nil: 10 up to `severalRunsEdgeCount` edges, 1 on larger graphs.
  public var runs: Int?

  public init(damping: Double = 0.85, keepsDirection: Bool = true, seed: UInt64 = 1, runs: Int? = nil) {
    self.damping = damping
    self.keepsDirection = keepsDirection
    self.seed = seed
    self.runs = runs
  }

  /// Edges over which small graphs' runs try again from divisions that were changed at random, up to 50 times.
  private static let shakenEdges = 100_000
  /// The most edges on which the default is several runs.
  public static let severalRunsEdgeCount = 200_000

  public static let info = MeasureInfo(
    name: "infomap", title: "Infomap communities",
    question: "In which groups would someone who follows relations stay for long?",
    convention: """
      Minimises the two-level map equation; quality is the code length in bits a step, less is better. Undirected: \
      flow by strength. Directed: flow with damping 0.85 and jumps to relations by strength, which are not recorded. \
      Seeded; the best of 10 runs up to 200,000 edges.
      """,
    complexity: "about O(edges) an iteration",
    citation: """
      Rosvall & Bergstrom 2008, doi 10.1073/pnas.0706851105; Lambiotte & Rosvall 2012, doi 10.1103/PhysRevE.85.056107
      """, result: .communities,
    needs: "Weights of zero or more; without relations everyone is a community of their own.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int {
    let workers = min(threads, runs ?? (size.edges <= Self.severalRunsEdgeCount ? 10 : 1))
    // The flow, and for each worker the levels above it and the moving stage.
    return (40 + 16 * workers) * size.edges + (80 + 140 * workers) * size.nodes
  }

  public func communities(in graph: Graph, execution: Execution) throws -> Communities {
    let count = runs ?? (graph.edgeCount <= Self.severalRunsEdgeCount ? 10 : 1)
    let found = try self.runs(of: graph, count: count, execution: execution)
    return found.dropFirst().reduce(found[0]) { $1.quality < $0.quality ? $1 : $0 }
  }

  /// Runs share the threads among them.
  public func runs(of graph: Graph, count: Int, execution: Execution) throws -> [Communities] {
    try validate()
    if count < 1 { throw Self.info.optionError("number of runs", count, choose: "at least 1") }
    try graph.checkWeights(for: Self.info, execution: execution)
    let graph = keepsDirection ? graph : graph.undirected(execution: execution)
    let everyoneAlone = Partition(labels: Array(0..<UInt32(graph.nodeCount)))
    guard let flow = try MapFlow(graph, damping: damping, execution: execution) else {
      let nothing = Communities(
        partition: everyoneAlone, modularity: 0, quality: 0, convergence: Convergence(iterations: 0, residual: 0))
      return [Communities](repeating: nothing, count: count)
    }
    let components = flow.components
    let isLarge = graph.edgeCount > Self.severalRunsEdgeCount
    let outcomes = Mutex([InfomapRun.Outcome?](repeating: nil, count: count))
    execution.forEachChunk(of: count, grain: 1) { index, _ in
      var random = RandomStream(seed: seed, purpose: "infomap-run", index: UInt64(index))
      let run = InfomapRun(
        flow: flow, components: components, seed: random.next(), isExhaustive: !isLarge,
        shakes: min(50, graph.nodeCount, Self.shakenEdges / max(1, graph.edgeCount)))
      // A run throws only when it was cancelled.
      let outcome = try? run.outcome(execution)
      outcomes.withLock { $0[index] = outcome }
    }
    return try outcomes.withLock { $0 }.map { outcome in
      guard let outcome else { throw CancellationError() }
      return Communities(
        partition: outcome.partition,
        modularity: Modularity().value(of: outcome.partition, in: graph, execution: execution),
        quality: outcome.codeLength, convergence: outcome.convergence)
    }
  }

  private func validate() throws {
    if !(damping >= 0 && damping < 1) {
      throw Self.info.optionError("damping", damping, choose: "at least 0 and below 1; 0.85 is usual")
    }
    if let runs, runs < 1 { throw Self.info.optionError("number of runs", runs, choose: "at least 1") }
  }
}
