import KithFoundation
import KithGraph
import Testing

@testable import KithReport

@Suite struct TimelineTests {
  func make(_ times: [Int64?], offset: Int = 0) -> Timeline? {
    Timeline(
      SyntheticLog.log(times.map { SyntheticLog.Row(actor: "a", target: "b", time: $0) }),
      clock: LocalClock(offsetMinutes: offset))
  }

  static let day: Int64 = 86_400_000
  /// 2026-06-01T00:00:00Z, a Monday.
  static let june = Int64(Timestamp.days(year: 2026, month: 6, day: 1)) * day

  @Test(arguments: [
    (3 * day, Timeline.Unit.hour), (30 * day, .day), (400 * day, .week), (3_000 * day, .month),
  ])
  func theSpanChoosesTheUnit(span: Int64, unit: Timeline.Unit) throws {
    let timeline = try #require(make([Self.june, Self.june + span]))
    #expect(timeline.unit == unit)
    #expect(timeline.totals.reduce(0, +) == 2)
    #expect(timeline.starts.count == timeline.totals.count)
    for bin in timeline.starts.indices { #expect(timeline.bin(of: timeline.starts[bin]) == bin) }
  }

  @Test func daysFollowTheLocalClock() throws {
    // 15:30 UTC is half past midnight of the next day in Seoul.
    let times = [Self.june + 15 * 3_600_000 + 1_800_000, Self.june + 20 * Self.day]
    let seoul = try #require(make(times, offset: 540))
    #expect(seoul.clock.iso8601(seoul.starts[0]) == "2026-06-02T00:00:00+09:00")
    let utc = try #require(make(times))
    #expect(utc.clock.iso8601(utc.starts[0]) == "2026-06-01T00:00:00Z")
  }

  @Test func weeksBeginOnMonday() throws {
    let timeline = try #require(make([Self.june + 2 * Self.day, Self.june + 500 * Self.day]))
    #expect(timeline.clock.iso8601(timeline.starts[0]) == "2026-06-01T00:00:00Z")
  }

  @Test func timesBefore1970AndMissingOnes() throws {
    let timeline = try #require(make([-1, nil, -Self.day * 20]))
    #expect(timeline.rowsWithoutTime == 1)
    #expect(timeline.totals.count == 20)
    #expect(make([nil, nil]) == nil)
    #expect(make([]) == nil)
  }

  @Test func theWholeCalendarFits() throws {
    let timeline = try #require(
      make([Timestamp.earliest.milliseconds, Timestamp.latest.milliseconds], offset: 840))
    #expect(timeline.unit == .month)
    #expect(timeline.totals.reduce(0, +) == 2)
  }

  @Test func peaksStandOutAndApart() throws {
    var times: [Int64] = (0..<40).map { Self.june + Int64($0) * Self.day }
    times += [Int64](repeating: Self.june + 10 * Self.day, count: 9)
    times += [Int64](repeating: Self.june + 11 * Self.day, count: 8)
    times += [Int64](repeating: Self.june + 30 * Self.day, count: 5)
    let timeline = try #require(make(times))
    #expect(timeline.peaks(3) == [10, 30])
    #expect(timeline.peak == 10)
    #expect(timeline.median == 1)
  }
}
