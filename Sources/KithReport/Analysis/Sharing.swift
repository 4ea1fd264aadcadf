import KithStatistics

/// How unevenly a total is shared among people: is 20% doing 80%?
public struct Sharing: Sendable {
  /// People among whom it is shared.
  public let people: Int
  public let total: Double
  /// 0 equal, towards 1 one person holds all.
  public let gini: Double
  /// What the top fifth holds, as a share of 1, and how many people that is.
  public let topFifthShare: Double
  public let topFifth: Int
  /// The real x of "x% hold 80%", as a share of 1, and how many people that is.
  public let holdingFourFifthsShare: Double
  public let holdingFourFifths: Int
  /// What the ten with most hold.
  public let topTenShare: Double
  /// The Lorenz curve at each percent of people, least first: 101 shares from 0 to 1.
  public let lorenz: [Double]

  /// Nil when there is nothing to share.
  init?(_ values: [Double]) {
    let concentration = Concentration(values)
    guard let gini = concentration.gini, let fifth = concentration.topShare(0.2),
      let fourFifths = concentration.smallestShare(holding: 0.8)
    else { return nil }
    people = values.count
    total = concentration.total
    self.gini = max(0, gini)
    topFifthShare = fifth
    topFifth = Int((0.2 * Double(values.count)).rounded(.up))
    holdingFourFifthsShare = fourFifths
    holdingFourFifths = Int((fourFifths * Double(values.count)).rounded())
    let ascending = Array(concentration.descending.reversed())
    topTenShare = ascending.suffix(10).reduce(0, +) / concentration.total
    var sum = 0.0
    var taken = 0
    let (count, total) = (values.count, concentration.total)
    lorenz = (0...100).map { percent in
      // Between two people the curve runs straight.
      let position = Double(percent) / 100 * Double(count)
      while taken < Int(position) {
        sum += ascending[taken]
        taken += 1
      }
      let partial = taken < count ? (position - Double(taken)) * ascending[taken] : 0
      return percent == 100 ? 1 : min(1, (sum + partial) / total)
    }
  }
}
