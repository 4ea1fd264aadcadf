import KithFoundation
import KithGraph

/// Communities by the Louvain method: groups that interact more inside than chance would have it.
///
///     let groups = try Louvain(seed: 1).partition(of: graph)
///     groups.partition.count, groups.modularity
///
/// Moves people one at a time to the neighbouring community that raises the quality most, makes
/// communities the nodes of a smaller graph, and repeats; then starts again from what it found, on
/// small graphs until nothing is gained, on larger ones with moves of single people only. Faster
/// than `Leiden` on large graphs, a little worse in quality, and it promises less: a community may
/// fall apart into pieces with no relation between them. Conventions are those of `Leiden`: the
/// undirected weighted projection, or the directed graph with `keepsDirection`; isolated people are
/// communities of one; the same result for any threads and order of the input.
///
/// About O(edges) a level; at its peak up to 32 bytes an edge and 75 a node beside the graph.
/// Source: Blondel, Guillaume, Lambiotte & Lefebvre 2008, doi 10.1088/1742-5468/2008/10/P10008; the
/// moves of single people at the end: Rotta & Noack 2011, doi 10.1145/1963190.1970376.
public struct Louvain: RepeatableCommunityMethod, Codable, Equatable {
  public var objective: CommunityObjective
  /// γ, as for `Leiden`.
  public var resolution: Double
  /// Compare with chance meetings of those who send with those who receive, as for `Leiden`.
  public var keepsDirection: Bool
  public var seed: UInt64
  /// Independent runs, of which the best quality wins; nil: 10 up to 200,000 edges, 1 on larger graphs.
  public var runs: Int?

  public init(
    objective: CommunityObjective = .modularity, resolution: Double = 1, keepsDirection: Bool = false,
    seed: UInt64 = 1, runs: Int? = nil
  ) {
    self.objective = objective
    self.resolution = resolution
    self.keepsDirection = keepsDirection
    self.seed = seed
    self.runs = runs
  }

  public static let info = MeasureInfo(
    name: "louvain", title: "Louvain communities",
    question: "Which groups interact more inside than chance would have it, quickly?",
    convention: """
      Maximises modularity (or, on request, the constant Potts model) at the chosen resolution on the undirected \
      view, weighted by strength both ways; on request the modularity of the directed network; a community may \
      consist of unconnected pieces, which leiden rules out; seeded; the best of 10 runs up to 200,000 edges.
      """,
    complexity: "about O(edges) a level",
    citation: "Blondel, Guillaume, Lambiotte & Lefebvre 2008, doi 10.1088/1742-5468/2008/10/P10008",
    result: .communities,
    needs: "Weights of zero or more; without relations everyone is a community of their own.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int { size.levelBytes(levels: 1, threads: threads) }

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
      method: .louvain, info: info, objective: objective, resolution: resolution, keepsDirection: keepsDirection,
      seed: seed, runs: runs, maxIterations: nil)
  }
}
