import KithFoundation
import KithGraph
import Testing

@testable import KithRecommend

@Suite("Data split")
struct DataSplitTests {
  /// Ten actions at times 0 to 9, by two people in turn, and one repeated.
  private func log(timed: Bool = true) -> ActionLog {
    let rows =
      (0..<10).map { (person: UInt32($0 % 2), item: UInt32($0), time: timed ? Int64($0) : Timestamp.missing) }
      + [(person: 0, item: 0, time: timed ? 99 : Timestamp.missing)]
    return ActionLog(
      people: NameTable(["a", "b"]), items: NameTable((0..<10).map { "i\($0)" }), persons: rows.map(\.person),
      itemCodes: rows.map(\.item), times: rows.map(\.time))
  }

  @Test func byTimeAtOneMomentForAll() throws {
    let parts = try DataSplit(.time(share: 0.3)).parts(of: log())
    #expect(parts.cut == 7 && parts.untimed == 0)
    #expect(Array(parts.test.items(of: 0)) == [8] && Array(parts.test.items(of: 1)) == [7, 9])
    #expect(parts.train.count == 7 && parts.trainActions.times.max() == 6)
  }

  @Test func leavesLast() throws {
    let parts = try DataSplit(.leaveLast(2)).parts(of: log())
    #expect(Array(parts.test.items(of: 0)) == [6, 8] && Array(parts.test.items(of: 1)) == [7, 9])
  }

  @Test func atRandomForEachPerson() throws {
    let one = try DataSplit(.random(share: 0.4), seed: 3).parts(of: log(timed: false))
    #expect(one.test.items(of: 0).count == 2 && one.test.items(of: 1).count == 2)
    #expect(one.train.count + one.test.count == 10)
    for user in 0..<2 { #expect(Set(one.train.items(of: user)).isDisjoint(with: one.test.items(of: user))) }
    #expect(try DataSplit(.random(share: 0.4), seed: 3).parts(of: log(timed: false)).test == one.test)
    #expect(try DataSplit(.random(share: 0.4), seed: 4).parts(of: log(timed: false)).test != one.test)
  }

  @Test func refusals() {
    for split in [DataSplit(.time(share: 0)), DataSplit(.random(share: 1)), DataSplit(.leaveLast(0))] {
      #expect(throws: KithError.self) { try split.parts(of: log()) }
    }
    #expect(throws: KithError.self) { try DataSplit(.time(share: 0.2)).parts(of: log(timed: false)) }
    #expect(throws: KithError.self) { try DataSplit(.leaveLast(50)).parts(of: log()) }
  }
}
