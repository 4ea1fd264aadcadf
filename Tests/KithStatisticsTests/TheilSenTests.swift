import KithFoundation
import KithStatistics
import KithTestSupport
import Testing

@Suite("Theil–Sen slope")
struct TheilSenTests {
  @Test func oneOddPointBendsNothing() {
    #expect(TheilSen.slope(of: [1, 2, 3, 4, 100]) == 1)
    #expect(TheilSen.slope(of: [5, 3]) == -2)
    #expect(TheilSen.slope(of: [2, 2, 2]) == 0)
    #expect(TheilSen.slope(of: [1]) == nil && TheilSen.slope(of: []) == nil)
  }

  @Test("Shifting adds nothing, stretching multiplies, turning round changes the sign")
  func properties() {
    var random = RandomStream(seed: 3, purpose: "slope test")
    let values = (0..<15).map { _ in random.unit() }
    let slope = TheilSen.slope(of: values)!
    #expect(approximately(TheilSen.slope(of: values.map { 3 * $0 + 7 })!, 3 * slope, 1e-12))
    #expect(approximately(TheilSen.slope(of: values.reversed())!, -slope, 1e-12))
  }
}
