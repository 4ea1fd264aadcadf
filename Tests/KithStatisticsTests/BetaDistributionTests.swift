import Foundation
import KithStatistics
import KithTestSupport
import Testing

@Suite("BetaDistribution")
struct BetaDistributionTests {
  @Test("Closed forms: uniform, powers, the arcsine law")
  func closedForms() {
    for x in [0.01, 0.2, 0.5, 0.77, 0.999] {
      #expect(approximately(BetaDistribution(1, 1).cumulative(x), x, 1e-13))
      #expect(approximately(BetaDistribution(5, 1).cumulative(x), pow(x, 5), 1e-13))
      #expect(approximately(BetaDistribution(1, 9).cumulative(x), 1 - pow(1 - x, 9), 1e-13))
      #expect(approximately(BetaDistribution(0.5, 0.5).cumulative(x), 2 / Double.pi * asin(x.squareRoot()), 1e-12))
    }
    #expect(BetaDistribution(2, 3).cumulative(0) == 0 && BetaDistribution(2, 3).cumulative(1) == 1)
    #expect(approximately(BetaDistribution(2, 3).mean, 0.4, 1e-15))
  }

  @Test("Whole parameters equal a binomial tail", arguments: [(3, 4), (10, 2), (60, 41), (700, 1300)])
  func binomial(a: Int, b: Int) {
    // P(X ≤ x) = P(at least a of a + b − 1 tries succeed).
    let x = Double(a) / Double(a + b) * 1.1
    let tries = a + b - 1
    var sum = 0.0
    for k in a...tries {
      let choices = lgamma(Double(tries + 1)) - lgamma(Double(k + 1)) - lgamma(Double(tries - k + 1))
      let chance: Double = Double(k) * log(x) + Double(tries - k) * log(1 - x)
      sum += exp(choices + chance)
    }
    #expect(approximately(BetaDistribution(Double(a), Double(b)).cumulative(x), sum, 1e-10))
  }

  @Test("Quantiles invert; intervals hold their share")
  func quantiles() {
    for (a, b) in [(0.5, 0.5), (1, 9), (4, 10), (1.375, 12.625), (300, 2)] {
      let belief = BetaDistribution(a, b)
      for p in [0.001, 0.025, 0.5, 0.9] { #expect(approximately(belief.cumulative(belief.quantile(p)), p, 1e-10)) }
      let interval = belief.interval(0.95)
      #expect(interval.contains(belief.mean))
    }
    #expect(BetaDistribution(1, 1).quantile(0) == 0 && BetaDistribution(1, 1).quantile(1) == 1)
    #expect(approximately(BetaDistribution(1, 1).interval(0.9).lowerBound, 0.05, 1e-12))
  }
}
