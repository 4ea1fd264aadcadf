import KithFoundation
import Testing

@testable import KithReport

@Suite struct SharingTests {
  @Test func knownAnswers() throws {
    let sharing = try #require(Sharing([1, 1, 1, 7]))
    #expect(abs(sharing.gini - 0.45) < 1e-12)
    #expect(sharing.topFifth == 1)
    #expect(abs(sharing.topFifthShare - 0.7) < 1e-12)
    #expect(sharing.holdingFourFifths == 2)
    #expect(abs(sharing.lorenz[50] - 0.2) < 1e-12)
    #expect(sharing.lorenz.first == 0 && sharing.lorenz.last == 1 && sharing.lorenz.count == 101)
  }

  @Test func nothingToShare() {
    #expect(Sharing([]) == nil)
    #expect(Sharing([0, 0]) == nil)
  }

  @Test func theCurveRisesAndStaysBelowEqualShares() throws {
    var stream = RandomStream(seed: 3, purpose: "sharing")
    for round in 0..<200 {
      let values = (0..<1 + stream.below(30)).map { _ in Double(stream.below(5)) }
      guard let sharing = Sharing(values) else { continue }
      for percent in 1...100 {
        #expect(sharing.lorenz[percent] >= sharing.lorenz[percent - 1] - 1e-12, "seed 3, round \(round)")
        #expect(sharing.lorenz[percent] <= Double(percent) / 100 + 1e-9, "seed 3, round \(round)")
      }
      #expect(sharing.gini >= 0 && sharing.gini < 1)
    }
  }
}
