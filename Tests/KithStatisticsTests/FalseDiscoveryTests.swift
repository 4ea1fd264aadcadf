import KithFoundation
import KithStatistics
import KithTestSupport
import Testing

@Suite("False discovery")
struct FalseDiscoveryTests {
  @Test("The original's table: 15 tests, four significant at 5 percent")
  func original() {
    // Benjamini & Hochberg 1995, section 3.2.
    let p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
      1.0,
    ]
    let q = FalseDiscovery.adjusted(p)
    #expect(q.count { $0 <= 0.05 } == 4)
    #expect(approximately(q[0], 0.0015, 1e-15) && approximately(q[3], 0.0095 * 15 / 4, 1e-15))
    // The fifth would be 0.0603, the sixth 0.0695, the seventh less than that: 0.0639.
    #expect(approximately(q[5], 0.0298 * 15 / 7, 1e-15) && q[14] == 1)
  }

  @Test("In the order given, never below p, ascending with p; nothing of nothing")
  func properties() {
    #expect(FalseDiscovery.adjusted([]) == [])
    #expect(FalseDiscovery.adjusted([0.2]) == [0.2])
    #expect(zip(FalseDiscovery.adjusted([0.01, 0.04, 0.03]), [0.03, 0.04, 0.04]).allSatisfy { abs($0 - $1) < 1e-15 })
    var random = RandomStream(seed: 3, purpose: "p-values")
    let p = (0..<200).map { _ in random.unit() * random.unit() }
    let q = FalseDiscovery.adjusted(p)
    // The definition, slowly.
    for index in p.indices {
      let slow = p.filter { $0 >= p[index] }.map { other in other * 200 / Double(p.count { $0 <= other }) }.min()!
      #expect(approximately(q[index], min(1, slow), 1e-12) && q[index] >= p[index])
    }
  }
}
