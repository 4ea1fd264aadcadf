import Foundation
import Testing

@testable import KithRecommend

@Suite("Taste similarity")
struct TasteSimilarityTests {
  @Test("The cosine of profiles weighed by rarity", arguments: 1...6)
  func cosine(seed: UInt64) {
    let taken = randomTakings(seed: seed)
    let alike = TasteSimilarity(taken)
    for a in 0..<taken.userCount {
      for b in 0..<taken.userCount {
        var (both, mine, theirs) = (0.0, 0.0, 0.0)
        for item in 0..<UInt32(taken.itemCount) {
          let owners = (0..<taken.userCount).count { taken.isTaken(item, by: $0) }
          let weight = owners == 0 ? 0 : log(Double(taken.userCount) / Double(owners))
          let (x, y) = (taken.isTaken(item, by: a) ? weight : 0, taken.isTaken(item, by: b) ? weight : 0)
          (both, mine, theirs) = (both + x * y, mine + x * x, theirs + y * y)
        }
        let expected = mine > 0 && theirs > 0 ? both / (mine * theirs).squareRoot() : 0
        let found = Double(alike.between(a, b))
        #expect(abs(found - expected) < 1e-5 && (0...1).contains(found), "seed \(seed)")
      }
    }
  }

  @Test("What everybody took tells nobody apart")
  func common() {
    let taken = UserItems(users: 2, items: 2, pairs: [(0, 0), (1, 0)])
    #expect(TasteSimilarity(taken).between(0, 1) == 0)
    #expect(TasteSimilarity(UserItems(users: 2, items: 0, pairs: [])).between(0, 1) == 0)
  }
}
