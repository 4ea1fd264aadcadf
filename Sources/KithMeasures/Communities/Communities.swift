/// A partition with its quality.
public struct Communities: Sendable {
  public let partition: Partition
  /// Newman–Girvan modularity on the undirected weighted projection, at resolution 1; 0 without edges.
  public let modularity: Double
  /// What was maximised: modularity at the resolution asked for.
  public let quality: Double
  /// Iterations of the best run, and what its last one added to the quality.
  public let convergence: Convergence

  public init(partition: Partition, modularity: Double, quality: Double? = nil, convergence: Convergence) {
    self.partition = partition
    self.modularity = modularity
    self.quality = quality ?? modularity
    self.convergence = convergence
  }
}
