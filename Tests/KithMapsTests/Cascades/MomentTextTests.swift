import KithFoundation
import Testing

@testable import KithMaps

struct MomentTextTests {
  private let clock = MomentText(utcOffsetMinutes: 0, language: .english)
  private let day: Int64 = 86_400_000

  @Test func tellsMomentsInBothLanguages() {
    let moment: Int64 = 1_341_382_380_000
    #expect(clock.minute(moment) == "4 Jul 2012, 06:13")
    #expect(clock.short(moment) == "4 Jul 06:13")
    let korean = MomentText(utcOffsetMinutes: 1_080, language: .korean)
    #expect(korean.minute(moment) == "2012년 7월 5일 00:13")
    #expect(clock.minute(-1) == "31 Dec 1969, 23:59")
    #expect(clock.minute(.max).hasPrefix("31 Dec 9999") && clock.minute(.min).hasPrefix("1 Jan 1"))
  }

  @Test(arguments: [1_000, 60_000, 3_600_000, 86_400_000, 30 * 86_400_000, 1_000 * 86_400_000, 90_000 * 86_400_000])
  func ticksAreRoundFewAndInside(span: Int64) {
    let first: Int64 = 1_341_382_381_123
    let ticks = TimeAxis(first: first, last: first + span, clock: clock).ticks(atMost: 9)
    #expect(ticks.count <= 9 && !ticks.isEmpty)
    for tick in ticks { #expect(tick.time >= first && tick.time <= first + span && tick.time % 1_000 == 0) }
  }

  @Test func labelsFitTheStep() {
    let start = 1_341_360_000_000 - 1_341_360_000_000 % day
    let labels = { (span: Int64) in
      TimeAxis(first: start, last: start + span, clock: clock).ticks(atMost: 9).map(\.label)
    }
    #expect(labels(day).prefix(3) == ["4 Jul", "03:00", "06:00"])
    #expect(labels(5 * day).prefix(2) == ["4 Jul", "5 Jul"])
    #expect(labels(20_000)[1] == "00:00:05")
    #expect(labels(1_000 * day)[0].hasSuffix("2012"))
  }
}
