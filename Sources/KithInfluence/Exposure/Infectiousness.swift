import Glibc
import KithDiffusion
import KithFoundation
import KithGraph

/// Whose adoption others soon followed, and who soon followed others'.
///
///     let result = try Infectiousness(periods: 2).of(times, over: graph)
///     result.infectiousness[3].value                 // 0.4: of those who address 3 and were open, so many acted soon
///     result.susceptibility[3].value                 // 0.5: of the company that had acted, so much had just acted
///
/// For person i who acted in period T, over k = 1 … K with discount d_k (1/k, or 1/(1 + r)^(k − 1)):
///
/// - infectiousness = Σ_k d_k · (those who address i and acted in T + k) / Σ_k d_k · (those who address i and had not
///   acted before T + k);
/// - susceptibility = Σ_k d_k · (those i addresses who acted in T − k) / Σ_k d_k · (those i addresses who had acted by
///   T − k).
///
/// Ties count alike. Only periods that were watched count: k stops where the watch does, and who was never seen to act
/// stays open throughout instead of counting as acting at its end. Myers 2000, doi 10.1086/303110; Valente, Dyal, Chu,
/// Wipfli & Fujimoto 2015, doi 10.1016/j.socscimed.2015.10.001. That people act after another says nothing of why.
public struct Infectiousness: Sendable, Codable, Equatable {
  public enum Discount: Sendable, Codable, Equatable {
    /// 1/k.
    case harmonic
    /// 1/(1 + rate)^(k − 1).
    case exponential(rate: Double)
  }

  /// K: how many periods count as soon.
  public var periods: Int
  public var discount: Discount

  public init(periods: Int = 1, discount: Discount = .harmonic) {
    self.periods = periods
    self.discount = discount
  }

  public struct Result: Sendable, Equatable {
    /// By node.
    public let infectiousness: [DiffusionValue]
    /// By node.
    public let susceptibility: [DiffusionValue]
    /// Acted so late that fewer than K periods after were watched: their infectiousness rests on those there are.
    public let watchedShort: Int
    public let meanInfectiousness: DiffusionValue
    public let meanSusceptibility: DiffusionValue
  }

  /// Errors: E720 for K below 1 or a rate that is negative or not finite; E453 for times of other people.
  /// O(edges · K).
  public func of(_ times: AdoptionTimes, over attention: Graph) throws -> Result {
    if !(1...1_000_000).contains(periods) {
      throw KithError.option("the number of periods", periods, choose: "a number of 1 or more")
    }
    if case .exponential(let rate) = discount, !(rate >= 0 && rate.isFinite) {
      throw KithError.option("the rate of discount", rate, choose: "a number of 0 or more")
    }
    try InfluenceError.check(times, over: attention)
    let most = min(periods, times.count)
    let discounts = (0...most).map { k -> Double in
      if k == 0 { return 0 }
      return switch discount {
      case .harmonic: 1 / Double(k)
      case .exponential(let rate): exp(-Double(k - 1) * log1p(rate))
      }
    }
    var short = 0
    var infectiousness: [DiffusionValue] = []
    var susceptibility: [DiffusionValue] = []
    for node in 0..<attention.nodeCount {
      let own = times.periods[node]
      if own == AdoptionTimes.never {
        let reason = DiffusionValue(undefined: "had not acted when the watch ended")
        infectiousness.append(reason)
        susceptibility.append(reason)
        continue
      }
      let after = min(most, times.count - 1 - Int(own))
      if after < periods { short += 1 }
      infectiousness.append(
        after == 0
          ? DiffusionValue(undefined: "acted in the last period that was watched")
          : ratio(attention.inNeighbors(of: node), times, after, discounts, "nobody who addresses them was still open")
          {
            period, k in (period == own + k, period >= own + k)
          })
      let before = min(most, Int(own))
      susceptibility.append(
        before == 0
          ? DiffusionValue(undefined: "acted in the first period that was watched")
          : ratio(attention.outNeighbors(of: node), times, before, discounts, "nobody they address had acted before") {
            period, k in (period == own - k, period <= own - k)
          })
    }
    return Result(
      infectiousness: infectiousness, susceptibility: susceptibility, watchedShort: short,
      meanInfectiousness: Self.mean(infectiousness), meanSusceptibility: Self.mean(susceptibility))
  }

  @inline(__always)
  private func ratio(
    _ others: ArraySlice<UInt32>, _ times: AdoptionTimes, _ most: Int, _ discounts: [Double], _ none: String,
    _ counts: (_ period: Int32, _ k: Int32) -> (hit: Bool, open: Bool)
  ) -> DiffusionValue {
    var (hits, open) = (0.0, 0.0)
    for k in 1...most {
      for other in others {
        let found = counts(times.periods[Int(other)], Int32(k))
        if found.hit { hits += discounts[k] }
        if found.open { open += discounts[k] }
      }
    }
    return open > 0 ? DiffusionValue(hits / open) : DiffusionValue(undefined: none)
  }

  private static func mean(_ values: [DiffusionValue]) -> DiffusionValue {
    let known = values.compactMap(\.value)
    return known.isEmpty
      ? DiffusionValue(undefined: "nobody has one") : DiffusionValue(known.reduce(0, +) / Double(known.count))
  }
}
