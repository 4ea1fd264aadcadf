import Foundation
import KithFoundation
import Testing

@Suite struct PortableMathTests {
  @Test func agreesWithTheCLibrary() {
    var random = RandomStream(seed: 1, purpose: "test.math")
    for _ in 0..<2000 {
      let x = 60 * random.unit() - 30
      let power = PortableMath.exp(x)
      #expect(abs(power / Foundation.exp(x) - 1) < 1e-13, "exp(\(x))")
      #expect(abs(PortableMath.ln(power) - x) < 1e-12, "ln(exp(\(x)))")
    }
    for x in [1e-300, 1e-9, 0.5, 0.999_999_999, 1, 1.000_000_001, 2, 1e9, 1e300] {
      #expect(abs(PortableMath.ln(x) - Foundation.log(x)) <= 1e-14 * max(1, abs(Foundation.log(x))), "ln(\(x))")
    }
  }

  @Test func knownValues() {
    #expect(PortableMath.ln(1) == 0)
    #expect(PortableMath.exp(0) == 1)
    #expect(PortableMath.logistic(0) == 0.5)
    #expect(abs(PortableMath.logistic(2) + PortableMath.logistic(-2) - 1) < 1e-15)
  }
}
