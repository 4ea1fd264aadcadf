import KithFoundation
import KithGraph
import Testing

@testable import KithRecommend

struct FallbackScorerTests {
  @Test func whoeverTheModelIsSilentAboutGetsTheSubstitute() throws {
    let taken = randomTakings(seed: 3)
    let model = try ItemNeighbors().fit(taken)
    let popular = Popularity().fit(taken)
    let base = FallbackScorer(model, else: popular)
    for user in 0..<taken.userCount {
      let isSilent = model.scores(of: user).allSatisfy { $0 == 0 }
      #expect(base.scores(of: user) == (isSilent ? popular : model).scores(of: user))
      #expect(base.fellBack(for: user) == isSilent)
    }
    #expect(base.fellBack(for: 5) && !base.fellBack(for: 0))
    let rows = Scratch<Float>(repeating: 0, count: 14 * 18)
    base.score((0..<14).map { $0 }[...], into: rows.base)
    #expect((0..<18).allSatisfy { rows.base[5 * 18 + $0] == popular.scores(of: 5)[$0] })
  }
}
