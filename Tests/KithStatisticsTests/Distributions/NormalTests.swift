import Glibc
import KithStatistics
import KithTestSupport
import Testing

@Suite("Normal")
struct NormalTests {
  @Test("Tabled chances, to the digits of the tables")
  func tables() {
    // R: pnorm(1), pnorm(-3), 2 * pnorm(-1.959963984540054), pnorm(30, lower = FALSE), dnorm(1).
    #expect(approximately(Normal.cumulative(1), 0.8413447460685429, 1e-15))
    #expect(approximately(Normal.cumulative(-3), 0.001349898031630095, 1e-17))
    #expect(approximately(Normal.twoSided(-1.959963984540054), 0.05, 1e-15))
    #expect(approximately(Normal.upperTail(30) / 4.906713927148187e-198, 1, 1e-12))
    #expect(approximately(Normal.density(1), 0.24197072451914337, 1e-16))
  }

  @Test("Quantiles invert, in the middle and far out")
  func quantiles() {
    #expect(approximately(Normal.quantile(0.975), 1.959963984540054, 1e-13))
    #expect(approximately(Normal.quantile(1e-10), -6.361340902404056, 1e-12))
    for z in [-35, -8, -2.5, -0.3, -1e-9, 0, 0.7, 1.5, 4] as [Double] {
      #expect(approximately(Normal.quantile(Normal.cumulative(z)), z, 1e-9), "\(z)")
    }
    #expect(Normal.quantile(0.5) == 0)
    #expect(Normal.quantile(0) == -.infinity && Normal.quantile(1) == .infinity)
  }

  @Test("Logarithms join their series smoothly and agree with the plain chances")
  func logarithms() {
    // log_ndtr(-25), log_ndtr(-30) by SciPy.
    #expect(approximately(Normal.logUpperTail(25), -316.63940800802027, 1e-9))
    #expect(approximately(Normal.logUpperTail(30), -454.32124395634327, 1e-9))
    #expect(approximately(Normal.logUpperTail(25.0000001), Normal.logUpperTail(24.9999999), 1e-5))
    for (a, b) in [(-1, 2), (0.5, 0.7), (-3, -1), (1, 9)] as [(Double, Double)] {
      let plain = Normal.cumulative(b) - Normal.cumulative(a)
      #expect(approximately(Normal.logBetween(a, b), log(plain), 1e-12))
    }
    #expect(approximately(Normal.logBetween(-3, -2), Normal.logBetween(2, 3), 0))
    #expect(Normal.logBetween(1, 1) == -.infinity)
  }
}
