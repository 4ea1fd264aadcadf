import Foundation
import KithFoundation
import KithGraph
import Testing

@testable import KithCommand

struct SeriesTests {
  private func bench(_ log: String = Fixtures.comments) throws -> Workbench {
    let bench = try Workbench()
    try bench.put(log, "log.csv")
    return bench
  }

  @Test func eachWindowHasItsBest() throws {
    #expect(
      try bench().kith(
        "scores", "log.csv", "--measure", "in-strength", "--window", "2d", "--top", "1", "--time-zone", "Asia/Seoul"
      ).out == """
        start,end,rank,id,in_strength
        2026-05-31T15:00:00Z,2026-06-02T15:00:00Z,1,mina,4
        2026-06-02T15:00:00Z,2026-06-04T15:00:00Z,1,jun,1

        """)
  }

  /// Rolling windows are those of the log cut by hand.
  @Test func aWindowIsTheLogBetweenItsEnds() throws {
    let bench = try bench()
    let all = try bench.kith("scores", "log.csv", "--window", "1d", "--format", "csv").out.split(separator: "\n")
    for day in ["2026-06-01", "2026-06-02", "2026-06-03"] {
      let alone = try bench.kith("scores", "log.csv", "--since", day, "--until", day).out.split(separator: "\n")
      let rows = all.filter { $0.hasPrefix(day) }.map { $0.split(separator: ",").dropFirst(2).joined(separator: ",") }
      #expect(rows == alone.dropFirst().map(String.init), "\(day)")
    }
  }

  @Test func expandingWindowsBeginWhereTheLogDoes() throws {
    let out = try bench().kith(
      "scores", "log.csv", "--measure", "out-degree", "--expanding", "--step", "2d", "--top", "1"
    ).out
    let starts = out.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[0] }
    let ends = out.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] }
    #expect(starts == ["2026-06-01T00:00:00Z", "2026-06-01T00:00:00Z"])
    #expect(ends == ["2026-06-03T00:00:00Z", "2026-06-05T00:00:00Z"])
  }

  @Test func withoutTimesThereAreNoWindows() throws {
    let outcome = try bench(Fixtures.edges).kith("scores", "log.csv", "--window", "1d")
    #expect(outcome.status == 1)
    #expect(outcome.err.contains("error[E412]") && outcome.err.contains("--at"))
    #expect(outcome.out == "")
  }

  @Test func tooManyWindowsAreRefused() throws {
    let log = "from,to,at\na,b,1990-01-01\nb,a,2026-01-01\n"
    let outcome = try bench(log).kith("scores", "log.csv", "--window", "1h", "--step", "1m")
    #expect(outcome.status == 75)
    #expect(outcome.err.contains("longer --step"))
  }

  /// A window without rows, and one in which the person to return to does not occur.
  @Test func windowsWithoutAnAnswerAreCounted() throws {
    let bench = try bench("from,to,at\na,b,2026-01-01\nx,y,2026-01-03\n")
    let outcome = try bench.kith(
      "scores", "log.csv", "--window", "1d", "--measure", "personalized-pagerank", "--restart", "a", "--top", "1")
    #expect(outcome.status == 0)
    #expect(outcome.out.split(separator: "\n").count == 2)
    #expect(outcome.err == "2 of 3 windows without an answer: nobody of --restart is in the window\n")
    let network = try bench.kith("scores", "log.csv", "--window", "1d", "--measure", "density")
    #expect(
      network.out.split(separator: "\n")[2] == "2026-01-02T00:00:00Z,2026-01-03T00:00:00Z,0,0,0,")
    let groups = try bench.kith("communities", "log.csv", "--window", "1d", "--method", "components")
    #expect(groups.status == 0)
  }

  @Test func anEmptyLogHasNoWindows() throws {
    #expect(
      try bench("from,to,at\n").kith("scores", "log.csv", "--measure", "in-degree", "--window", "1d").out
        == "start,end,rank,id,in_degree\n")
  }

  @Test func sameBytesForAnyOrderAndThreads() throws {
    let bench = try bench()
    let rows = Fixtures.comments.split(separator: "\n")
    try bench.put(([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n") + "\n", "turned.csv")
    let first = try bench.kith("scores", "log.csv", "--window", "2d", "--step", "1d", "-j", "1").out
    #expect(try bench.kith("scores", "turned.csv", "--window", "2d", "--step", "1d", "-j", "5").out == first)
  }

  @Test func stretches() throws {
    #expect(try Stretch("90m", option: "x").milliseconds == 5_400_000)
    #expect(try Stretch("2w", option: "x").milliseconds == 14 * TimeWindow.day)
    #expect(try Stretch("12 h", option: "x").milliseconds == 43_200_000)
    for text in ["", "d", "0d", "-1d", "1.5d", "1y", "999999999d", "１d"] {
      #expect(throws: (any Error).self) { try Stretch(text, option: "x") }
    }
    let seoul = try #require(TimeZone(identifier: "Asia/Seoul"))
    let noon = Timestamp(milliseconds: 12 * 3_600_000 + 61_000)
    #expect(try Stretch("1d", option: "x").floor(of: noon, in: seoul).iso8601 == "1969-12-31T15:00:00Z")
    #expect(try Stretch("1h", option: "x").floor(of: noon, in: .gmt).iso8601 == "1970-01-01T12:00:00Z")
    #expect(
      try Stretch("1d", option: "x").floor(of: Timestamp(milliseconds: -1), in: .gmt).iso8601
        == "1969-12-31T00:00:00Z")
  }
}
