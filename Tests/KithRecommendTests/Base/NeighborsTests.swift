import Glibc
import KithFoundation
import KithTestSupport
import Testing

@testable import KithRecommend

@Suite("Neighbours")
struct NeighborsTests {
  private func both(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Double {
    Double(Set(a).intersection(b).count)
  }

  @Test("Items: cosine, each item's nearest only", arguments: [1, 2])
  func items(seed: UInt64) throws {
    let taken = randomTakings(seed: seed)
    for count in [1000, 3] {
      let model = try ItemNeighbors(neighbors: count).fit(taken, execution: Execution(threads: 2))
      let similarity = { (a: Int, b: Int) -> Double in
        let scale = (Double(taken.users(of: a).count) * Double(taken.users(of: b).count)).squareRoot()
        return a == b || scale == 0 ? 0 : both(taken.users(of: a), taken.users(of: b)) / scale
      }
      for user in 0..<taken.userCount {
        var expected = [Double](repeating: 0, count: taken.itemCount)
        for item in taken.items(of: user) {
          let all = (0..<taken.itemCount).sorted { a, b in
            let (left, right) = (similarity(Int(item), a), similarity(Int(item), b))
            // Equal but for rounding: by number.
            return abs(left - right) > 1e-6 ? left > right : a < b
          }
          for other in all.prefix(count) { expected[other] += similarity(Int(item), other) }
        }
        let scores = model.scores(of: user)
        if count == 1000 { for item in expected.indices { #expect(abs(Double(scores[item]) - expected[item]) < 1e-5) } }
        #expect(abs(scores.reduce(0) { $0 + Double($1) } - expected.reduce(0, +)) < 1e-4, "seed \(seed)")
      }
    }
  }

  @Test("Users: cosine of profiles")
  func users() throws {
    let taken = randomTakings(seed: 4)
    let model = try UserNeighbors(neighbors: 50).fit(taken)
    for user in 0..<taken.userCount {
      var expected = [Double](repeating: 0, count: taken.itemCount)
      for other in 0..<taken.userCount where other != user {
        let scale = (Double(taken.items(of: user).count) * Double(taken.items(of: other).count)).squareRoot()
        if scale == 0 { continue }
        for item in taken.items(of: other) {
          expected[Int(item)] += both(taken.items(of: user), taken.items(of: other)) / scale
        }
      }
      for (score, value) in zip(model.scores(of: user), expected) { #expect(abs(Double(score) - value) < 1e-5) }
    }
  }

  @Test("A walk of three steps, by hand")
  func walk() throws {
    // Item 0 by users 0 and 1; user 1 also took 1, user 0 took 2 and 3.
    let taken = UserItems(users: 2, items: 4, pairs: [(0, 0), (1, 0), (1, 1), (0, 2), (0, 3)])
    let scores = try RP3Beta(alpha: 1, beta: 1).fit(taken).scores(of: 1)
    // From 0: half to user 0 and a third on to 2; from 1: to user 1 and half back to 0.
    #expect(abs(scores[2] - 1.0 / 6) < 1e-6 && abs(scores[3] - 1.0 / 6) < 1e-6)
    #expect(abs(scores[1] - 1.0 / 4) < 1e-6 && abs(scores[0] - 1.0 / 4) < 1e-6)
  }

  @Test("BM25 counts takings of rare items, and by users of few items, more")
  func bm25() throws {
    let taken = UserItems(
      users: 9, items: 6, pairs: [(0, 0), (0, 1), (1, 0), (1, 2), (1, 3), (1, 4), (1, 5), (2, 0), (3, 5)])
    let scores = try ItemNeighbors(weighting: .bm25).fit(taken).scores(of: 2)
    let mean = 9.0 / 9
    let weight = { (users: Double, items: Double) in
      101 / (100 * (0.2 + 0.8 * items / mean) + 1) * (log(9.0) - log1p(users))
    }
    #expect(scores[1] > scores[2])
    #expect(abs(Double(scores[1]) - weight(3, 2) * weight(1, 2)) < 1e-5)
    #expect(abs(Double(scores[2]) - weight(3, 5) * weight(1, 5)) < 1e-5)
  }

  @Test func badOptions() {
    let taken = randomTakings(seed: 1)
    #expect(throws: KithError.self) { try ItemNeighbors(neighbors: 0).fit(taken) }
    #expect(throws: KithError.self) { try UserNeighbors(neighbors: 0).fit(taken) }
    #expect(throws: KithError.self) { try RP3Beta(alpha: 0).fit(taken) }
    #expect(throws: KithError.self) { try RP3Beta(beta: -1).fit(taken) }
  }
}
