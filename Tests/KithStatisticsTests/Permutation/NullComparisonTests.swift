import Foundation
import KithStatistics
import KithTestSupport
import Testing

@Suite("Comparison with a null model")
struct NullComparisonTests {
  @Test func byHand() throws {
    let null = NullComparison(observed: 3, draws: [1, 2, 3, 4])
    #expect(null.upper == 3.0 / 5 && null.lower == 4.0 / 5 && null.twoSided == 1)
    #expect(null.mean == 2.5)
    #expect(try approximately(#require(null.deviation), 1.2909944487358056, 1e-15))
    #expect(try approximately(#require(null.z), 0.3872983346207417, 1e-15))
    #expect(null.band == 1...4)
  }

  @Test func neverZero() {
    let null = NullComparison(observed: 10, draws: [Double](repeating: 0, count: 999))
    #expect(null.upper == 0.001 && null.lower == 1 && null.twoSided == 0.002)
    #expect(null.z == nil && null.deviation == 0)
  }

  @Test func undefinedDrawsSpeakAgainstBothTails() {
    let null = NullComparison(observed: 1, draws: [.nan, .nan, 0])
    #expect(null.upper == 0.75 && null.lower == 1 && null.undefinedDraws == 2 && null.mean == 0)
    let none = NullComparison(observed: 1, draws: [.nan])
    #expect(none.mean == nil && none.band == nil && none.z == nil && none.upper == 1)
  }

  @Test func roundingIsNoDifference() {
    #expect(NullComparison(observed: 0.1 + 0.2, draws: [0.3]).upper == 1)
    #expect(NullComparison(observed: 0.3, draws: [0.1 + 0.2]).lower == 1)
  }

  @Test func codes() throws {
    let null = NullComparison(observed: 1, draws: [.nan, 0, 2])
    #expect(try JSONDecoder().decode(NullComparison.self, from: JSONEncoder().encode(null)) == null)
  }
}
