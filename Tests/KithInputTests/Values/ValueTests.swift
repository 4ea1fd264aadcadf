import KithFoundation
import KithGraph
import Testing

@testable import KithInput

@Suite struct TimeColumnTests {
  func times(_ values: [String], zone: String? = nil) throws -> [String] {
    let log = try reading("from,to,at\n" + values.map { "a,b,\($0)\n" }.joined()) { $0.timeZone = zone }.log
    return try #require(log.times).map { Timestamp(milliseconds: $0).iso8601 }
  }

  @Test func clocks() throws {
    let values = [
      "2018-10-01T12:00:00+0900", "2018-10-01T12:00:00+09:00", "2018-10-01T03:00:00Z", "2018-10-01 03:00:00",
      "2018-10-01 03:00", "2018/10/01 03:00:00", "2018-10-01T03:00:00.000000", "2018-10-01T03:00:00.0-00:00",
      "2018-10-01T05+02", "2018-10-01 03:00:00 UTC",
    ].dropLast(2)
    #expect(try times(Array(values)).allSatisfy { $0 == "2018-10-01T03:00:00Z" })
    #expect(
      try times(["2013-11-07T06:20:48.5", "2016-12-31T23:59:60Z", "2020-02-29"]) == [
        "2013-11-07T06:20:48.500Z", "2016-12-31T23:59:59.999Z", "2020-02-29T00:00:00Z",
      ])
  }

  @Test func clocksOfAZone() throws {
    #expect(try times(["2022-12-01 09:30:00"], zone: "Asia/Seoul") == ["2022-12-01T00:30:00Z"])
    #expect(try times(["2022-12-01 09:30:00"], zone: "+09:00") == ["2022-12-01T00:30:00Z"])
    #expect(try times(["2022-12-01T09:30:00Z"], zone: "Asia/Seoul") == ["2022-12-01T09:30:00Z"])
    // Clocks that change: New York, winter and summer.
    #expect(
      try times(["2022-01-01 12:00:00", "2022-07-01 12:00:00"], zone: "America/New_York") == [
        "2022-01-01T17:00:00Z", "2022-07-01T16:00:00Z",
      ])
    let error = try #require(try failure("from,to\na,b\n") { $0.timeZone = "Asia/Soul" })
    #expect(error.exitCode == .usage)
    #expect(error.diagnostic.help == "did you mean Asia/Seoul?")
  }

  /// The unit is one for the whole column, whatever the order of its rows.
  @Test func epochUnitIsDecidedByTheLargest() throws {
    #expect(
      try times(["1341100972", "0", "-1"]) == ["2012-07-01T00:02:52Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z"])
    #expect(try times(["1341100972000", "5"]) == ["2012-07-01T00:02:52Z", "1970-01-01T00:00:00.005Z"])
    #expect(try times(["5", "1341100972000"]) == ["1970-01-01T00:00:00.005Z", "2012-07-01T00:02:52Z"])
    #expect(try times(["1341100972000000"]) == ["2012-07-01T00:02:52Z"])
    #expect(try times(["1341100972000000000"]) == ["2012-07-01T00:02:52Z"])
    #expect(try times(["1341100972.25", "1341100973"]) == ["2012-07-01T00:02:52.250Z", "2012-07-01T00:02:53Z"])
  }

  @Test func unitIsStated() throws {
    let milliseconds = try reading("from,to,at\na,b,1341100972000\n")
    #expect(milliseconds.summary.files[0].timeForm == "milliseconds since 1970")
    #expect(milliseconds.summary.warnings.map(\.code) == ["W214"])
    let mixed = try reading("from,to,at\na,b,1341100972000\na,b,1341100972\n")
    #expect(mixed.summary.warnings.map(\.code) == ["W213"])
    let seconds = try reading("from,to,at\na,b,1341100972\n")
    #expect(seconds.summary.files[0].timeForm == "seconds since 1970")
    #expect(seconds.summary.warnings.isEmpty)
  }

  @Test func timestampsSurviveCoding() throws {
    let moment = Timestamp(milliseconds: 1_341_100_972_123)
    #expect(Timestamp(iso8601: moment.iso8601) == moment)
    #expect(Timestamp(iso8601: "2012-13-01") == nil)
    #expect(Timestamp(iso8601: "0001-01-01T00:00:00+01:00") == nil)
  }
}

@Suite struct WeightParserTests {
  @Test(arguments: [
    ("0", 0), ("7", 7), ("123456", 123_456), ("1.5", 1.5), (".5", 0.5), ("2.", 2), ("1e3", 1000), ("+4", 4),
    ("1E-2", 0.01),
  ])
  func numbers(text: String, value: Float) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer { #expect(WeightParser.parse($0) == .value(value)) }
  }

  @Test(arguments: [
    "", "NaN", "nan", "inf", "0x10", "1,5", "１", "1_000", " 1", "1 ", "e5", ".", "+", "1e", "1e400", "-1", "--1",
    "1.2.3",
  ])
  func others(text: String) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer {
      if case .value(let value) = WeightParser.parse($0) { Issue.record("\(text) was read as \(value)") }
    }
  }
}
