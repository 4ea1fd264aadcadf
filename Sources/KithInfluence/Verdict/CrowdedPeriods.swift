import KithStatistics

extension AdoptionTimes {
  /// Periods with more than three times the adopters expected of those at risk, were every period alike, and more
  /// than chance gives in one log of a hundred. O(people + periods).
  func crowdedPeriods(first: Int) -> [CommonShock] {
    var adopters = [Int](repeating: 0, count: count)
    for period in periods where period != Self.never { adopters[Int(period)] += 1 }
    var atRisk = [Int](repeating: 0, count: count)
    var left = periods.count
    for period in 0..<count {
      atRisk[period] = left
      left -= adopters[period]
    }
    let watched = min(first, count)..<count
    let (all, rows) = watched.reduce((0, 0)) { ($0.0 + adopters[$1], $0.1 + atRisk[$1]) }
    if rows == 0 { return [] }
    let rate = Double(all) / Double(rows)
    return watched.compactMap { period in
      let expected = rate * Double(atRisk[period])
      guard Double(adopters[period]) > 3 * expected else { return nil }
      // P(Poisson(μ) ≥ k) = P(χ² with 2k degrees ≤ 2μ).
      let chance = ChiSquared(degrees: 2 * Double(adopters[period])).cumulative(2 * expected)
      return chance * Double(watched.count) < 0.01
        ? .period(period, adopters: adopters[period], expected: expected) : nil
    }
  }
}
