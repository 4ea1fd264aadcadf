import ArgumentParser
import Foundation
import Testing

@testable import KithCommand

struct MomentTests {
  private func moment(_ text: String, _ zone: TimeZone = .gmt) throws -> String {
    let moment = try Moment(text, in: zone, option: "--since")
    return moment.first.iso8601 + " " + moment.next.iso8601
  }

  @Test func daysAndMonthsEndWhereTheNextBegins() throws {
    #expect(try moment("2026-06-01") == "2026-06-01T00:00:00Z 2026-06-02T00:00:00Z")
    #expect(try moment("2026-12") == "2026-12-01T00:00:00Z 2027-01-01T00:00:00Z")
    #expect(try moment("2026-06-01T09:30") == "2026-06-01T09:30:00Z 2026-06-01T09:30:00Z")
  }

  @Test func zonesApplyWhereNoneIsWritten() throws {
    let seoul = try #require(TimeZone(identifier: "Asia/Seoul"))
    #expect(try moment("2026-06-01", seoul) == "2026-05-31T15:00:00Z 2026-06-01T15:00:00Z")
    #expect(try moment("2026-06-01T00:00Z", seoul) == "2026-06-01T00:00:00Z 2026-06-01T00:00:00Z")
    // The day the clocks go forward has 23 hours.
    let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
    #expect(try moment("2026-03-29", berlin) == "2026-03-28T23:00:00Z 2026-03-29T22:00:00Z")
  }

  @Test(arguments: ["", "soon", "2026", "2026-13", "2026-02-30", "1", "2026-06-01T25:00"])
  func nonsenseIsRefused(text: String) {
    #expect(throws: ValidationError.self) { try Moment(text, in: .gmt, option: "--since") }
  }
}
