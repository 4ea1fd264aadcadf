import KithDiffusion
import KithFoundation
import KithGraph

/// How much of their company had acted when people did: each adopter's exposure at their own adoption.
///
///     let thresholds = try AdoptionThresholds().of(times, over: graph)       // one period before, by strength
///     thresholds.mean.value; thresholds.atZero
///
/// The lag of the exposure says when: 0 in the period of adoption, 1 (the default) one before. Never of those who
/// were not seen to act: all that is known of them is that it would take more. Late adopters have high thresholds by
/// construction, since exposure only grows: a threshold alone is no sign of influence.
/// Valente 1996, doi 10.1016/0378-8733(95)00256-1.
public struct AdoptionThresholds: Sendable, Codable, Equatable {
  public var exposure: NetworkExposure

  public init(exposure: NetworkExposure = NetworkExposure()) { self.exposure = exposure }

  public struct Result: Sendable, Equatable {
    /// By node: between 0 and 1, or why there is none.
    public let values: [DiffusionValue]
    /// Over those who have one.
    public let mean: DiffusionValue
    public let median: DiffusionValue
    /// How many have one.
    public let count: Int
    /// How many acted while none of their company had.
    public let atZero: Int
    /// Not seen to act.
    public let censored: Int
    /// Acted, exposed to nobody.
    public let alone: Int
    /// Acted in a period before which nobody was watched.
    public let early: Int
  }

  /// Errors as `NetworkExposure.table`. O(edges).
  public func of(_ times: AdoptionTimes, over attention: Graph) throws -> Result {
    let shares = try exposure.atAdoption(of: times, over: attention)
    var (censored, alone, early) = (0, 0, 0)
    let values = shares.indices.map { node -> DiffusionValue in
      if !shares[node].isNaN { return DiffusionValue(shares[node]) }
      let period = times.periods[node]
      if period == AdoptionTimes.never {
        censored += 1
        return DiffusionValue(undefined: "had not acted when the watch ended")
      }
      if Int(period) < exposure.lag {
        early += 1
        return DiffusionValue(undefined: "acted before anybody had been watched for the lag")
      }
      alone += 1
      return DiffusionValue(undefined: "exposed to nobody")
    }
    let known = shares.filter { !$0.isNaN }.sorted()
    let none = "nobody who acted has an exposure"
    return Result(
      values: values,
      mean: known.isEmpty
        ? DiffusionValue(undefined: none) : DiffusionValue(known.reduce(0, +) / Double(known.count)),
      median: known.isEmpty
        ? DiffusionValue(undefined: none)
        : DiffusionValue((known[(known.count - 1) / 2] + known[known.count / 2]) / 2),
      count: known.count, atZero: known.count { $0 == 0 }, censored: censored, alone: alone, early: early)
  }
}
