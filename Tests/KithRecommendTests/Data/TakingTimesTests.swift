import KithFoundation
import KithGraph
import Testing

@testable import KithRecommend

struct TakingTimesTests {
  @Test func theLastTimeOfEachPairCounts() {
    let actions = ActionLog(
      people: NameTable(["a", "b"]), items: NameTable(["x", "y"]), persons: [0, 0, 1, 1], itemCodes: [0, 0, 0, 1],
      times: [10, 30, Timestamp.missing, 20])
    let times = TakingTimes(actions, of: UserItems(actions))
    #expect(times.last(0, by: 0) == 30 && times.last(1, by: 1) == 20 && times.latest == 30)
    #expect(times.last(0, by: 1) == nil && times.last(1, by: 0) == nil)
    #expect(times.times == [30, Timestamp.missing, 20] && times.counts == [2, 1, 1])
    let without = TakingTimes(actions, of: UserItems(actions).of([false, true]))
    #expect(without.last(0, by: 0) == nil && without.last(1, by: 1) == 20)
  }

  @Test func withoutTimesNothingIsLate() {
    let actions = ActionLog(
      people: NameTable(["a"]), items: NameTable(["x"]), persons: [0], itemCodes: [0], times: [Timestamp.missing])
    #expect(TakingTimes(actions, of: UserItems(actions)).latest == nil)
    let nothing = ActionLog(people: NameTable([]), items: NameTable([]), persons: [], itemCodes: [], times: [])
    #expect(TakingTimes(nothing, of: UserItems(nothing)).latest == nil)
  }
}
