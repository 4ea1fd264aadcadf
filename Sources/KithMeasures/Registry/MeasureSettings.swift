/// The options of all measures, as a command line or a configuration gives them; each measure takes what it knows.
///
///     var settings = MeasureSettings()
///     settings.damping = 0.9
///     let measure = try MeasureRegistry.nodeMeasure("pagerank", settings)
///
/// Nil always means the measure's own default, which its description states.
public struct MeasureSettings: Sendable, Codable, Equatable {
  public var seed: UInt64 = 1
  /// Whether strengths count.
  public var usesWeights: Bool?
  /// PageRank's chance to follow an edge.
  public var damping: Double?
  /// Ids personalised PageRank returns to.
  public var restart: [String] = []
  /// Katz's attenuation.
  public var alpha: Double?
  /// Sources sampled by measures of shortest paths; nil is every node.
  public var sources: Int?
  /// The absolute error an approximation may make with probability 1 − `delta`.
  public var epsilon: Double?
  public var delta: Double?
  /// How many a set measure chooses.
  public var count: Int?
  /// Distances count against the edges: how easily others reach a node (true) or it reaches them.
  public var isIncoming: Bool?
  /// Communities.
  public var resolution: Double?
  public var runs: Int?
  public var objective: CommunityObjective?
  /// Compare with a null model that keeps in- and out-strength apart.
  public var keepsDirection: Bool?
  /// The k of connected k-cores.
  public var k: Int?

  public init() {}
}

/// What a community method maximises.
public enum CommunityObjective: String, Sendable, Codable, CaseIterable {
  case modularity
  /// The constant Potts model (Traag, Van Dooren & Nesterov 2011, doi 10.1103/PhysRevE.84.016114).
  case cpm
}
