import Foundation
import KithStatistics
import KithTestSupport
import Testing

@Suite("ChiSquared")
struct ChiSquaredTests {
  @Test("One degree is a squared normal, two an exponential")
  func closedForms() {
    for x in [1e-6, 0.3, 1, 3.841458820694124, 10, 80] as [Double] {
      let one = ChiSquared(degrees: 1).upperTail(x)
      #expect(abs(one / Normal.twoSided(x.squareRoot()) - 1) < 1e-12, "\(x)")
      #expect(abs(ChiSquared(degrees: 2).upperTail(x) / exp(-x / 2) - 1) < 1e-12, "\(x)")
    }
  }

  @Test("Tabled 95 % points", arguments: [(5.0, 11.070497693516351), (30, 43.77297182574219), (1000, 1074.679449)])
  func tables(degrees: Double, point: Double) {
    #expect(approximately(ChiSquared(degrees: degrees).upperTail(point), 0.05, 1e-9))
    #expect(approximately(ChiSquared(degrees: degrees).cumulative(point), 0.95, 1e-9))
  }

  @Test func ends() {
    #expect(ChiSquared(degrees: 3).upperTail(0) == 1 && ChiSquared(degrees: 3).cumulative(-1) == 0)
    #expect(ChiSquared(degrees: 3).upperTail(5000) == 0)
  }
}
