import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithRecommend

@Suite("EASE")
struct EASETests {
  /// B = I − P / diag(P), solved plainly; scores X B.
  private func plain(_ taken: UserItems, _ lambda: Double) -> [[Double]] {
    let n = taken.itemCount
    var gram = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for user in 0..<taken.userCount {
      for a in taken.items(of: user) { for b in taken.items(of: user) { gram[Int(a)][Int(b)] += 1 } }
    }
    for item in 0..<n { gram[item][item] += lambda }
    let inverse = (0..<n).map { column in solve(gram, (0..<n).map { $0 == column ? 1 : 0 }) }
    return (0..<taken.userCount).map { user in
      (0..<n).map { j in
        taken.items(of: user).reduce(0.0) { sum, i in
          Int(i) == j ? sum : sum - inverse[j][Int(i)] / inverse[j][j]
        }
      }
    }
  }

  @Test("Both forms equal the plain solution for items not taken", arguments: [1, 2, 3])
  func forms(seed: UInt64) throws {
    let taken = randomTakings(seed: seed)
    let expected = plain(taken, 2)
    for form in [EASE.Form.users, .items, .automatic] {
      let model = try EASE(regularization: 2, form: form).fit(taken, execution: Execution(threads: 2))
      for user in 0..<taken.userCount {
        let scores = model.scores(of: user)
        for item in 0..<taken.itemCount where !taken.isTaken(UInt32(item), by: user) {
          #expect(abs(Double(scores[item]) - expected[user][item]) < 1e-4, "\(form), seed \(seed)")
        }
      }
    }
  }

  @Test("Friends beside the items move scores to what they took, and at weight 0 change nothing")
  func friendsBeside() throws {
    // Two users share no item, but a friend.
    let taken = UserItems(users: 3, items: 3, pairs: [(0, 0), (1, 1), (2, 2)])
    let friends = PersonWeights.uniform(Graph(sources: [0], targets: [1], nodeCount: 3)).filled(with: 1).addingSelf()
    let alone = try EASE(regularization: 1).fit(taken).scores(of: 0)
    let beside = try EASE(regularization: 1, friendWeight: 1).fit(taken, friends: friends).scores(of: 0)
    #expect(alone[1] == alone[2] && beside[1] > beside[2] + 0.01)
    #expect(try EASE(regularization: 1).fit(taken, friends: friends).scores(of: 0) == alone)
  }

  @Test func refusals() {
    let taken = randomTakings(seed: 1)
    #expect(throws: KithError.self) { try EASE(regularization: 0).fit(taken) }
    #expect(throws: KithError.self) { try EASE(friendWeight: 1).fit(taken) }
    #expect(throws: KithError.self) { try EASE(friendWeight: -1).fit(taken) }
    do {
      _ = try EASE(memoryLimit: 4 * 13 * 13).fit(taken)
      Issue.record("14 users need more")
    } catch let error as KithError {
      #expect(error.exitCode == .limit)
    } catch { Issue.record("\(error)") }
    #expect(EASE().memory(users: 14, items: 18) == 4 * 14 * 14)
    #expect(EASE(form: .items).memory(users: 14, items: 18) == 4 * 18 * 18)
  }
}
