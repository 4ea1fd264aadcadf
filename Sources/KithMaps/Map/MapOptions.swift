/// How much a map shows and how it is laid out.
public struct MapOptions: Sendable, Codable, Equatable {
  /// Most people drawn.
  public var maxNodes: Int
  /// Most relations drawn.
  public var maxEdges: Int
  /// People marked as the core: the best by score.
  public var core: Int
  /// People named on the map: the best by score.
  public var labels: Int
  /// Communities with a colour of their own; at most 10.
  public var colors: Int
  /// Fixes the layout.
  public var seed: UInt64

  public init(
    maxNodes: Int = 2_000, maxEdges: Int = 6_000, core: Int = 10, labels: Int = 20, colors: Int = 8, seed: UInt64 = 1
  ) {
    self.maxNodes = maxNodes
    self.maxEdges = maxEdges
    self.core = core
    self.labels = labels
    self.colors = colors
    self.seed = seed
  }
}
