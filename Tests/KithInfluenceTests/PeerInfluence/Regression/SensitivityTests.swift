import Foundation
import KithInfluence
import KithTestSupport
import Testing

@Suite("Sensitivity")
struct SensitivityTests {
  @Test("Γ is where the binomial tail reaches the level", arguments: [(60, 30), (12, 3), (200, 150), (9, 0)])
  func gamma(treated: Int, control: Int) {
    let bound = RosenbaumBound(onlyTreated: treated, onlyControl: control)
    let gamma = bound.gamma!
    #expect(gamma > 1 && bound.undefined == nil)
    func tail(_ p: Double) -> Double {
      let n = treated + control
      return (treated...n).reduce(0) { sum, k in
        let choices = lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
        let chance: Double = Double(k) * log(p) + Double(n - k) * log(1 - p)
        return sum + exp(choices + chance)
      }
    }
    #expect(approximately(tail(gamma / (1 + gamma)), 0.05, 1e-8))
    #expect(approximately(bound.p(at: 1), tail(0.5), 1e-10))
    #expect(approximately(bound.p(at: 2), tail(2 / 3.0), 1e-10))
  }

  @Test("No difference, no Γ")
  func undefined() {
    #expect(RosenbaumBound(onlyTreated: 5, onlyControl: 5).gamma == nil)
    #expect(RosenbaumBound(onlyTreated: 0, onlyControl: 5).gamma == nil)
    #expect(RosenbaumBound(onlyTreated: 0, onlyControl: 0).undefined == "in no pair did just one adopt")
    #expect(RosenbaumBound(onlyTreated: 0, onlyControl: 3).p(at: 2) == 1)
  }

  @Test("E-values of the paper: 3.9 needs 7.26, its limit 1.8 needs 3.0")
  func eValue() {
    let value = EValue(riskRatio: 3.9, interval: 1.8...8.7)
    #expect(approximately(value.value, 7.26, 0.005) && approximately(value.limit!, 3.0, 0.005))
    #expect(EValue(riskRatio: 1).value == 1 && EValue(riskRatio: 2).limit == nil)
    #expect(EValue(riskRatio: 1.5, interval: 0.9...2.5).limit == 1)
    #expect(EValue(riskRatio: 1e300).value.isFinite)
    let protective = EValue(riskRatio: 0.5, interval: 0.25...0.8)
    #expect(approximately(protective.value, EValue(riskRatio: 2).value, 1e-12))
    #expect(approximately(protective.limit!, EValue(riskRatio: 1.25).value, 1e-12))
    #expect(EValue(oddsRatio: 4, baseRate: 0.4).riskRatio == 2 && EValue(oddsRatio: 4, baseRate: 0.1).riskRatio == 4)
  }
}
