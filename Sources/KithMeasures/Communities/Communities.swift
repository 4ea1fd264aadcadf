/// A partition with its quality.
public struct Communities: Sendable {
  public let partition: Partition
  /// Newman–Girvan modularity on the undirected weighted projection, at resolution 1; 0 without edges.
  public let modularity: Double
  /// What the method optimises, in its own terms: modularity at the resolution asked for, the constant
  /// Potts model's quality, the code length in bits; the modularity for methods that optimise nothing.
  public let quality: Double
  /// Iterations of the best run, and what its last one added to the quality; nil for methods without any.
  public let convergence: Convergence?

  public init(
    partition: Partition, modularity: Double, quality: Double? = nil, convergence: Convergence? = nil
  ) {
    self.partition = partition
    self.modularity = modularity
    self.quality = quality ?? modularity
    self.convergence = convergence
  }

  /// Without a relation of any weight everyone is a community of their own.
  static func everyoneAlone(_ nodeCount: Int) -> Communities {
    Communities(
      partition: Partition(labels: Array(0..<UInt32(nodeCount))), modularity: 0,
      convergence: Convergence(iterations: 0, residual: 0))
  }
}
