import Foundation
import KithStatistics
import KithTestSupport
import Testing

@Suite("StudentT")
struct StudentTTests {
  @Test("One degree is Cauchy's, endless degrees are normal")
  func closedForms() {
    for t in [-20, -1, 0, 0.3, 2, 50] as [Double] {
      #expect(approximately(StudentT(degrees: 1).upperTail(t), 0.5 - atan(t) / .pi, 1e-12))
      #expect(approximately(StudentT(degrees: .infinity).cumulative(t), Normal.cumulative(t), 0))
      #expect(approximately(StudentT(degrees: 1e7).cumulative(t), Normal.cumulative(t), 1e-7))
    }
  }

  @Test(
    "Tabled 97.5 % points", arguments: [(1.0, 12.706204736), (4, 2.776445105), (10, 2.228138852), (100, 1.983971519)])
  func tables(degrees: Double, point: Double) {
    let t = StudentT(degrees: degrees)
    #expect(approximately(t.twoSided(point), 0.05, 1e-9))
    #expect(approximately(t.quantile(0.975), point, 1e-6))
    #expect(approximately(t.quantile(0.025), -t.quantile(0.975), 1e-9))
  }

  @Test func ends() {
    #expect(StudentT(degrees: 5).quantile(0.5) == 0 && StudentT(degrees: 5).quantile(1) == .infinity)
    #expect(StudentT(degrees: .infinity).quantile(0.975) == Normal.quantile(0.975))
  }
}
