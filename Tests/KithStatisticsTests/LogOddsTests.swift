import Foundation
import KithStatistics
import KithTestSupport
import Testing

@Suite("Log-odds")
struct LogOddsTests {
  @Test("By hand")
  func hand() {
    // Prior 5 · 10/50 = 1: log(9/(25 − 9)) − log(3/(35 − 3)), over √(1/9 + 1/3).
    let z = LogOdds(priorWeight: 5).z(uses: 8, of: 20, others: 2, of: 30)
    #expect(approximately(z, (log(9.0 / 16) - log(3.0 / 32)) / (4.0 / 9).squareRoot(), 1e-14))
  }

  @Test("Antisymmetric, 0 where use is equal, weaker with a stronger prior")
  func properties() {
    let odds = LogOdds()
    #expect(approximately(odds.z(uses: 4, of: 40, others: 9, of: 90), 0, 1e-12))
    #expect(
      approximately(odds.z(uses: 8, of: 100, others: 2, of: 400), -odds.z(uses: 2, of: 400, others: 8, of: 100), 1e-12))
    #expect(
      odds.z(uses: 8, of: 100, others: 2, of: 400) < LogOdds(priorWeight: 5).z(uses: 8, of: 100, others: 2, of: 400))
    #expect(odds.z(uses: 8, of: 100, others: 0, of: 400).isFinite)
  }
}
