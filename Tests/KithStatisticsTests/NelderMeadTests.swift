import KithTestSupport
import Testing

@testable import KithStatistics

@Suite("Minima without derivatives")
struct NelderMeadTests {
  @Test("Rosenbrock's valley, and a wall of infinity")
  func valley() {
    let valley = { (p: [Double]) in
      let (a, b) = (1 - p[0], p[1] - p[0] * p[0])
      return a * a + 100 * b * b
    }
    let lowest = NelderMead.minimum(of: valley, from: [-1.2, 1], step: 0.5)
    #expect(approximately(lowest[0], 1, 1e-4) && approximately(lowest[1], 1, 1e-4))
    let walled = NelderMead.minimum(of: { $0[0] < 2 ? .infinity : ($0[0] - 1) * ($0[0] - 1) + 1 }, from: [5], step: 1)
    #expect(approximately(walled[0], 2, 1e-3))
  }
}
