import KithGraph
import Testing

@testable import KithRecommend

@Suite("Friend signal")
struct FriendSignalTests {
  @Test("F = (W + h W²) X, with matrices", arguments: 1...4)
  func matrices(seed: UInt64) throws {
    let taken = randomTakings(seed: seed)
    let weights = try PersonWeights.strength(randomFriends(seed: seed))
    for hop in [0.0, 0.3] {
      let signal = FriendSignal(taken, weights, secondHop: hop)
      var w = [[Double]](repeating: [Double](repeating: 0, count: 14), count: 14)
      for person in 0..<14 { for (friend, weight) in weights.row(person) { w[person][Int(friend)] = Double(weight) } }
      for user in 0..<14 {
        let scores = signal.scores(of: user)
        for item in 0..<18 {
          var expected = 0.0
          for a in 0..<14 {
            let has = { (person: Int) in taken.isTaken(UInt32(item), by: person) ? 1.0 : 0 }
            expected += w[user][a] * has(a)
            for b in 0..<14 { expected += hop * w[user][a] * w[a][b] * has(b) }
          }
          #expect(abs(Double(scores[item]) - expected) < 1e-5, "seed \(seed)")
        }
      }
    }
    #expect(FriendSignal(taken, weights).isSilent(for: 3))
  }
}
