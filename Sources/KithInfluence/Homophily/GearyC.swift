import KithFoundation
import KithGraph

/// Whether neighbours differ less than any two people: below 1 when they are alike.
///
///     let geary = try GearyC().estimate(of: ages, over: graph)
///     geary.value, geary.randomisation.z               // z above 0: alike
///
/// C = (n − 1) Σ w_ij (x_i − x_j)² / (2 S₀ Σ z_i²), 1 by chance. Where Moran's I weighs far values most, C weighs
/// differences between neighbours. Variances, p and what it cannot tell as for `MoranI`; z is turned so that likeness
/// lies above 0. O(people + edges). Geary 1954, doi 10.2307/2986645; Cliff & Ord 1981, Spatial Processes, chapter 1.
public struct GearyC: Sendable, Codable, Equatable {
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
    let k = kurtosis(known)
    let normal = ((2 * s1 + s2) * (n - 1) - 4 * s0 * s0) / (2 * (n + 1) * s0 * s0)
    let rows = (n - 1) * s1 * (n * n - 3 * n + 3 - (n - 1) * k)
    let ends = (n - 1) * s2 * (n * n + 3 * n - 6 - (n * n - n + 2) * k) / 4
    let all = s0 * s0 * (n * n - 3 - (n - 1) * (n - 1) * k)
    let dealt = (rows - ends + all) / (n * (n - 2) * (n - 3) * s0 * s0)
    return SpatialEstimate(
      value: value(Scratch(copying: known.centred), sums, known.squares, moments), expected: 1, higherIsAlike: false,
      normality: normal, randomisation: n > 3 ? dealt : .nan)
  }

  /// The squares of differences from the products: Σ w (x − y)² = Σ w x² + Σ w y² − 2 Σ w x y.
  func value(_ values: Scratch<Double>, _ sums: ValueSums, _ squares: Double, _ moments: WeightMoments) -> Double {
    let product = style == .asGiven ? sums.product : sums.averagedProduct
    var ends = 0.0
    for person in 0..<values.count {
      let value = values.base[person]
      ends += (moments.rowSums[person] + moments.columnSums[person]) * value * value
    }
    return Double(values.count - 1) * max(0, ends - 2 * product) / (2 * moments.s0 * squares)
  }
}
