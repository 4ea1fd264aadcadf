/// Whom to choose, how far that reaches, and how good it provably is.
public struct SpreaderPlan: Sendable, Codable, Equatable {
  /// Someone to choose.
  public struct Spreader: Sendable, Codable, Equatable {
    public var node: Int
    /// How many more (or how much more benefit) the plan is expected to reach with them after those before them;
    /// never rises from one to the next, and sums to the plan's spread.
    public var gain: Double
    /// 1 where no costs were given.
    public var cost: Double
  }

  /// In order of what each adds.
  public var spreaders: [Spreader]
  /// From samples that had no part in the choice: never the flattering count it was made by.
  public var spread: SpreadEstimate
  /// Proven: the plan reaches at least this, except with probability δ. Nil for CELF.
  public var lowerBound: Double?
  /// Proven: no allowed choice reaches more than this, except with probability δ. Nil for CELF.
  public var upperBound: Double?
  /// 1 − δ: how sure the bounds are.
  public var confidence: Double?
  public var method: SpreaderSelection.Method
  /// Sets or simulations that the choice was made by.
  public var samples: Int

  public var nodes: [Int] { spreaders.map(\.node) }
  public var cost: Double { spreaders.reduce(0) { $0 + $1.cost } }
  /// The plan's spread is at least this share of the best possible one's.
  public var certifiedRatio: Double? {
    guard let lowerBound, let upperBound, upperBound > 0 else { return nil }
    return min(1, lowerBound / upperBound)
  }
}
