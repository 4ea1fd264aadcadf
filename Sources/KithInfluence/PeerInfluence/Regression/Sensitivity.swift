import KithStatistics

/// How strong a hidden cause of both company and adoption would have to be to explain an effect away.
///
///     let bound = RosenbaumBound(onlyTreated: 60, onlyControl: 30)
///     bound.gamma                       // 1.39: up to there hidden odds leave the effect significant
///
/// Of matched pairs in which just one adopted, the one with company did so in `onlyTreated`. If something hidden
/// made having company up to Γ times as likely (in odds) within a pair, the chance of that is at most
/// P(Binomial(onlyTreated + onlyControl, Γ/(1 + Γ)) ≥ onlyTreated); `gamma` is the largest Γ with that at or below
/// `level`. Pairs are taken as independent, though a control may serve twice. O(1).
/// Rosenbaum 2002, Observational Studies, doi 10.1007/978-1-4757-3692-2, §4.3.2, for McNemar's test.
public struct RosenbaumBound: Sendable, Codable, Equatable {
  public let onlyTreated: Int
  public let onlyControl: Int
  public let level: Double
  /// At least 1; nil where the effect is not significant even without anything hidden.
  public let gamma: Double?
  /// Why there is no Γ.
  public let undefined: String?

  public init(onlyTreated: Int, onlyControl: Int, level: Double = 0.05) {
    precondition(onlyTreated >= 0 && onlyControl >= 0 && level > 0 && level < 1)
    (self.onlyTreated, self.onlyControl, self.level) = (onlyTreated, onlyControl, level)
    if onlyTreated + onlyControl == 0 {
      (gamma, undefined) = (nil, "in no pair did just one adopt")
      return
    }
    // P(Binomial(n, p) ≥ k) is the chance that a Beta(k, n − k + 1) lies below p.
    let p = onlyTreated == 0 ? 0 : BetaDistribution(Double(onlyTreated), Double(onlyControl + 1)).quantile(level)
    if p < 0.5 {
      (gamma, undefined) = (nil, "the pairs do not differ beyond chance even if nothing is hidden")
    } else {
      (gamma, undefined) = (p / (1 - p), nil)
    }
  }

  /// The largest p-value that odds of `gamma` within pairs allow.
  public func p(at gamma: Double) -> Double {
    if onlyTreated == 0 { return 1 }
    return BetaDistribution(Double(onlyTreated), Double(onlyControl + 1)).cumulative(gamma / (1 + gamma))
  }
}

/// How strongly something unknown would have to go with both company and adoption, as a risk ratio, to explain an
/// effect away: RR + √(RR (RR − 1)).
///
///     EValue(riskRatio: 2.1, interval: 1.4...3.2)      // value 3.62, limit 2.15
///
/// 1 needs nothing hidden. Ratios below 1 are turned over. `limit` is that of the interval's end nearer to 1.
/// VanderWeele & Ding 2017, doi 10.7326/M16-2607.
public struct EValue: Sendable, Codable, Equatable {
  public let riskRatio: Double
  public let value: Double
  /// For the confidence limit; 1 where the interval holds 1, nil without an interval.
  public let limit: Double?

  /// All above 0 and finite.
  public init(riskRatio: Double, interval: ClosedRange<Double>? = nil) {
    precondition(riskRatio > 0 && riskRatio.isFinite)
    self.riskRatio = riskRatio
    value = Self.value(riskRatio)
    limit = interval.map { interval in
      interval.contains(1) ? 1 : Self.value(riskRatio >= 1 ? interval.lowerBound : interval.upperBound)
    }
  }

  /// Of odds: taken as they are where the outcome is rare (at most 15 %), else by their square root.
  public init(oddsRatio: Double, interval: ClosedRange<Double>? = nil, baseRate: Double) {
    let isRare = baseRate <= 0.15
    func risk(_ odds: Double) -> Double { isRare ? odds : odds.squareRoot() }
    self.init(
      riskRatio: risk(oddsRatio), interval: interval.map { risk($0.lowerBound)...risk($0.upperBound) })
  }

  private static func value(_ ratio: Double) -> Double {
    let ratio = ratio < 1 ? 1 / ratio : ratio
    return ratio * (1 + (1 - 1 / ratio).squareRoot())
  }
}
