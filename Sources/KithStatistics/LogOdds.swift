import Glibc

/// How much more one group uses a word (or anything counted) than the others do, beyond chance.
///
///     LogOdds().z(uses: 8, of: 100, others: 2, of: 400)      // 2.2
///
/// The log-odds ratio of the group against the others with an informative Dirichlet prior, over its standard error:
/// the prior is everyone's use of the word, scaled to `priorWeight` uses in all, and draws rare words towards "no
/// difference". Above about 2 the difference is hard to explain by chance. O(1).
/// Monroe, Colaresi & Quinn 2008, doi 10.1093/pan/mpn018.
public struct LogOdds: Sendable, Codable, Equatable {
  /// How many uses everyone's habits count for; above 0.
  public var priorWeight: Double

  public init(priorWeight: Double = 500) { self.priorWeight = priorWeight }

  /// Uses of one word and of all words by the group, and by the others; the word must be used by someone.
  public func z(uses: Double, of total: Double, others: Double, of othersTotal: Double) -> Double {
    let prior = priorWeight * (uses + others) / (total + othersTotal)
    let delta = odds(uses, total, prior) - odds(others, othersTotal, prior)
    return delta / (1 / (uses + prior) + 1 / (others + prior)).squareRoot()
  }

  private func odds(_ uses: Double, _ total: Double, _ prior: Double) -> Double {
    log((uses + prior) / (total + priorWeight - uses - prior))
  }
}
