import KithFoundation
import KithGraph

/// Communities by the Leiden method: groups that interact more inside than chance would have it.
///
///     let groups = try Leiden(resolution: 1, seed: 1).partition(of: graph)
///     groups.partition.count, groups.modularity        // karate: 4, 0.4198
///
/// Maximises modularity, or the constant Potts model, on the undirected weighted projection
/// (w(a→b) + w(b→a)); with `keepsDirection`, the modularity of the directed graph. Every community
/// is connected; isolated people are communities of one. The result depends on the options and
/// the graph alone, never on threads or the order of the input. It is a good partition, not
/// provably the best one; another seed may give a slightly different one.
///
/// About O(edges) an iteration; at its peak up to 48 bytes an edge and 75 a node beside the graph.
/// Source: Traag, Waltman & van Eck 2019, doi 10.1038/s41598-019-41695-z, with merges in the
/// refinement by greatest gain (θ → 0).
public struct Leiden: RepeatableCommunityMethod, Codable, Equatable {
  public var objective: CommunityObjective
  /// γ: larger gives more and smaller communities, smaller fewer and larger ones.
  ///
  /// For modularity 1 is usual. For the Potts model it is the weight between two people above which they
  /// belong together: on unweighted graphs the least density of a community.
  public var resolution: Double
  /// Compare with chance meetings of those who send with those who receive (Leicht & Newman 2008); without
  /// effect on undirected graphs and on the Potts model, which knows no direction.
  public var keepsDirection: Bool
  public var seed: UInt64
  /// Independent runs, of which the best quality wins; nil: 10 up to `severalRunsEdgeCount` edges,
  /// 1 on larger graphs.
  public var runs: Int?
  /// Iterations of a run, which ends sooner when one adds nothing; nil: 100 on small graphs, 2 on
  /// larger ones (of more, the last is one that adds less than a thousandth).
  public var maxIterations: Int?

  public init(
    objective: CommunityObjective = .modularity, resolution: Double = 1, keepsDirection: Bool = false,
    seed: UInt64 = 1, runs: Int? = nil, maxIterations: Int? = nil
  ) {
    self.objective = objective
    self.resolution = resolution
    self.keepsDirection = keepsDirection
    self.seed = seed
    self.runs = runs
    self.maxIterations = maxIterations
  }

  /// The most edges of a small graph, on which a run goes on until no move of a person and no
  /// merger of communities would raise the quality.
  public static let smallEdgeCount = QualitySearch.smallEdgeCount
  /// The most edges on which the default is several runs.
  public static let severalRunsEdgeCount = QualitySearch.severalRunsEdgeCount

  public static let info = MeasureInfo(
    name: "leiden", title: "Leiden communities",
    question: "Which groups interact more inside than chance would have it?",
    convention: """
      Maximises modularity (or, on request, the constant Potts model) at the chosen resolution on the undirected \
      view, weighted by strength both ways; on request the modularity of the directed network; every \
      community is connected; seeded, so that a run can be repeated; the best of 10 runs \
      up to 200,000 edges.
      """,
    complexity: "about O(edges) an iteration",
    citation: "Traag, Waltman & van Eck 2019, doi 10.1038/s41598-019-41695-z", result: .communities,
    needs: "Weights of zero or more; without relations everyone is a community of their own.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int { size.levelBytes(levels: 2, threads: threads) }

  public func communities(in graph: Graph, execution: Execution) throws -> Communities {
    try partition(of: graph, execution: execution)
  }

  /// Throws `KithError` when an option is out of range or a weight is negative or not finite, and
  /// `CancellationError`.
  public func partition(of graph: Graph, execution: Execution = .serial) throws -> Communities {
    try search.best(in: graph, execution: execution)
  }

  /// What each of `count` runs found, whatever `runs` says; the best of the first `runs` is `partition(of:)`.
  public func runs(of graph: Graph, count: Int, execution: Execution = .serial) throws -> [Communities] {
    try search.all(count, in: graph, execution: execution)
  }

  private var search: QualitySearch {
    QualitySearch(
      method: .leiden, info: info, objective: objective, resolution: resolution, keepsDirection: keepsDirection,
      seed: seed, runs: runs, maxIterations: maxIterations)
  }
}
