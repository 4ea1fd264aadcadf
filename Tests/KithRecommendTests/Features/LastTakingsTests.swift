import KithFoundation
import KithGraph
import Testing

@testable import KithRecommend

@Suite("Last takings")
struct LastTakingsTests {
  @Test("As by looking through all actions for each pair", arguments: 1...6)
  func pairs(seed: UInt64) {
    let actions = randomActions(seed: seed)
    let taken = UserItems(actions)
    let takings = LastTakings(actions, taken)
    for user in 0..<taken.userCount {
      for pair in taken.userStarts[user]..<taken.userStarts[user + 1] {
        let rows = actions.actions(of: Int(taken.userItems[pair])).filter { actions.persons[$0] == UInt32(user) }
        #expect(takings.counts[pair] == rows.count, "seed \(seed)")
        #expect(takings.times[pair] == rows.map { actions.times[$0] }.max(), "seed \(seed)")
      }
    }
    #expect(takings.counts.reduce(0, +) == actions.count)
    #expect(takings.latest?.milliseconds == actions.times.max())
  }

  @Test("Without times, and without anything")
  func degenerate() {
    let none = Timestamp.missing
    let untimed = ActionLog(
      people: NameTable(["a", "b"]), items: NameTable(["x"]), persons: [1, 1], itemCodes: [0, 0], times: [none, none])
    let takings = LastTakings(untimed, UserItems(untimed))
    #expect(takings.latest == nil && takings.times == [none] && takings.counts == [2])
    let empty = ActionLog(people: NameTable(["a"]), items: NameTable([]), persons: [], itemCodes: [], times: [])
    #expect(LastTakings(empty, UserItems(empty)).counts == [])
  }
}

/// Random actions for tests: some twice, a few without time.
func randomActions(seed: UInt64, people: Int = 14, items: Int = 18, count: Int = 90) -> ActionLog {
  var random = RandomStream(seed: seed, purpose: "actions")
  var (persons, codes, times) = ([UInt32](), [UInt32](), [Int64]())
  for _ in 0..<count {
    persons.append(UInt32(random.below(people - 1)))
    codes.append(UInt32(random.below(items - 1)))
    times.append(random.unit() < 0.1 ? Timestamp.missing : Int64(random.below(1000)))
  }
  return ActionLog(
    people: NameTable((0..<people).map { "p\(100 + $0)" }), items: NameTable((0..<items).map { "i\(100 + $0)" }),
    persons: persons, itemCodes: codes, times: times)
}
