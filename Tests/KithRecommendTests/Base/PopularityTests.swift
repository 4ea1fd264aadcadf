import KithFoundation
import KithGraph
import Testing

@testable import KithRecommend

@Suite("Popularity")
struct PopularityTests {
  private let day = TimeWindow.day
  private func actions(_ rows: [(person: UInt32, item: UInt32, time: Int64)]) -> ActionLog {
    ActionLog(
      people: NameTable(["a", "b", "c"]), items: NameTable(["x", "y", "z"]), persons: rows.map(\.person),
      itemCodes: rows.map(\.item), times: rows.map(\.time))
  }

  @Test func countsPeopleOnce() {
    let taken = UserItems(actions([(0, 1, 5), (0, 1, 6), (2, 1, 9), (1, 0, 7)]))
    #expect(Popularity().fit(taken).scores(of: 2) == [1, 2, 0])
  }

  @Test("What is recent counts more: half after a half-life")
  func recent() throws {
    let log = actions([(0, 0, 0), (1, 0, 10 * day), (2, 1, 20 * day), (2, 1, 5 * day)])
    let scores = try Popularity(halfLife: 10 * day).fit(log).scores(of: 0)
    #expect(scores == [0.75, 1, 0])
  }

  @Test func needsTimesAndAHalfLifeAboveZero() {
    let untimed = actions([(0, 0, Timestamp.missing)])
    #expect(throws: KithError.self) { try Popularity(halfLife: 10).fit(untimed) }
    #expect(throws: KithError.self) { try Popularity(halfLife: 0).fit(actions([(0, 0, 3)])) }
  }
}
