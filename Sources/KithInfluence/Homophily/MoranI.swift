import KithDiffusion
import KithGraph
import KithStatistics

/// Whether values cluster in the network: above its expectation when neighbours are alike.
///
///     let moran = try MoranI().estimate(of: ages, over: graph)
///     moran.value, moran.expected, moran.randomisation.z
///
/// I = (n / S₀) Σ w_ij z_i z_j / Σ z_i², z the values less their mean, S₀ = Σ w_ij; expected −1/(n − 1) by chance. Its
/// variance is given under both usual assumptions: the values dealt out anew over the people (randomisation) and drawn
/// from a normal distribution. p is one-sided, for more likeness. **A detector of clustering, not of its cause**:
/// likeness chosen and likeness caught both raise it. Undefined without edges and where all values are alike.
/// O(people + edges). Moran 1950, doi 10.1093/biomet/37.1-2.17; Cliff & Ord 1981, Spatial Processes, chapter 1.
public struct MoranI: Sendable, Codable, Equatable {
  public var style: SpatialWeights
  public var usesWeights: Bool

  public init(style: SpatialWeights = .rowStandardised, usesWeights: Bool = true) {
    self.style = style
    self.usesWeights = usesWeights
  }

  /// Throws E402 for weights below zero.
  public func estimate(of values: [Double], over graph: Graph) throws -> SpatialEstimate {
    let known = try KnownValues(values, over: graph, usesWeights: usesWeights)
    let moments = WeightMoments(known.edges, style: style)
    return estimate(known, ValueSums(known.edges, source: known.centred, target: known.centred), moments)
  }

  func estimate(_ known: KnownValues, _ sums: ValueSums, _ moments: WeightMoments) -> SpatialEstimate {
    if let reason = known.reason { return SpatialEstimate(undefined: reason) }
    let n = Double(known.centred.count)
    let (s0, s1, s2) = (moments.s0, moments.s1, moments.s2)
    let expected = -1 / (n - 1)
    let k = kurtosis(known)
    let normal = (n * n * s1 - n * s2 + 3 * s0 * s0) / ((n * n - 1) * s0 * s0) - expected * expected
    let dealt =
      (n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0)
        - k * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0))
      / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - expected * expected
    return SpatialEstimate(
      value: value(known, sums, moments), expected: expected, higherIsAlike: true, normality: normal,
      randomisation: n > 3 ? dealt : .nan)
  }

  func value(_ known: KnownValues, _ sums: ValueSums, _ moments: WeightMoments) -> Double {
    let product = style == .asGiven ? sums.product : sums.averagedProduct
    return Double(known.centred.count) / moments.s0 * product / known.squares
  }
}

/// n Σ z⁴ / (Σ z²)².
func kurtosis(_ known: KnownValues) -> Double {
  let fourth = known.centred.reduce(0) { $0 + $1 * $1 * $1 * $1 }
  return Double(known.centred.count) * fourth / (known.squares * known.squares)
}

/// Clustering of values in a network, beside what chance gives.
public struct SpatialEstimate: Sendable, Codable, Equatable {
  /// Chance under one assumption.
  public struct Chance: Sendable, Codable, Equatable {
    public let variance: DiffusionValue
    /// Deviations from the expectation; above 0 when neighbours are alike.
    public let z: DiffusionValue
    /// Probability of as much likeness or more.
    public let p: DiffusionValue
  }

  public let value: DiffusionValue
  /// By chance.
  public let expected: DiffusionValue
  /// Values dealt out anew over the people.
  public let randomisation: Chance
  /// Values drawn from a normal distribution.
  public let normality: Chance

  init(value: Double, expected: Double, higherIsAlike: Bool, normality: Double, randomisation: Double) {
    self.value = DiffusionValue(value)
    self.expected = DiffusionValue(expected)
    let likeness = higherIsAlike ? value - expected : expected - value
    let chance = { (variance: Double) in
      guard variance.isFinite && variance > 0 else {
        return Chance(undefined: "too few people for a variance")
      }
      let z = likeness / variance.squareRoot()
      return Chance(
        variance: DiffusionValue(variance), z: DiffusionValue(z), p: DiffusionValue(Normal.upperTail(z)))
    }
    self.normality = chance(normality)
    self.randomisation = chance(randomisation)
  }

  init(undefined: String) {
    value = DiffusionValue(undefined: undefined)
    expected = value
    randomisation = Chance(undefined: undefined)
    normality = randomisation
  }
}

extension SpatialEstimate.Chance {
  fileprivate init(undefined: String) {
    variance = DiffusionValue(undefined: undefined)
    z = variance
    p = variance
  }
}
