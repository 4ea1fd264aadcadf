import Foundation
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithInput

/// Published logs, with the counts their publishers give.
@Suite struct SharedDataTests {
  static func read(_ path: String, columns: String? = nil, kinds: [String] = []) throws -> LogReading {
    var options = InputOptions(sources: [try #require(sharedData(path))], kinds: kinds)
    options.columnList = columns?.split(separator: ",").map(String.init)
    return try LogReader(options).read(execution: Execution(threads: 2))
  }

  /// SNAP's aggregated networks, and the kind of row each sums up.
  @Test(
    .enabled(if: sharedData("data/higgs-twitter/higgs-activity_time.txt.gz") != nil, "../shared is absent"),
    arguments: [
      ("RT", "retweet", 256_491, 328_132, 354_930), ("MT", "mention", 116_408, 150_818, 171_237),
      ("RE", "reply", 38_918, 32_523, 36_902),
    ])
  func higgsRowsSumToItsNetworks(kind: String, name: String, nodes: Int, edges: Int, weight: Int) throws {
    let activity = try Self.read(
      "data/higgs-twitter/higgs-activity_time.txt.gz", columns: "from,to,at,kind", kinds: [kind])
    let network = try Self.read("data/higgs-twitter/higgs-\(name)_network.edgelist.gz", columns: "from,to,weight")
    #expect(activity.log.count == weight)
    #expect(activity.summary.rowsRead == 563_069)
    #expect(network.log.count == edges)
    #expect(network.log.people.count == nodes)
    #expect(activity.log.people == network.log.people)
    var sums: [UInt64: Float] = [:]
    for row in 0..<activity.log.count {
      sums[UInt64(activity.log.actors[row]) << 32 | UInt64(activity.log.targets[row]), default: 0] += 1
    }
    #expect(sums.count == edges)
    let isSame = (0..<network.log.count).allSatisfy { row in
      let pair = UInt64(network.log.actors[row]) << 32 | UInt64(network.log.targets[row])
      return sums[pair] == network.log.weights?[row] ?? 1
    }
    #expect(isSame)
  }

  @Test(.enabled(if: sharedData("data/higgs-twitter/higgs-activity_time.txt.gz") != nil, "../shared is absent"))
  func higgsHasItsPublishedPeopleAndPeriod() throws {
    let reading = try Self.read("data/higgs-twitter/higgs-activity_time.txt.gz", columns: "from,to,at,kind")
    #expect(reading.log.count == 563_069)
    #expect(reading.log.people.count == 304_691)
    #expect(reading.log.kinds?.names.strings == ["mention", "reply", "share"])
    #expect(
      reading.log.period
        == Timestamp(milliseconds: 1_341_100_972_000)...Timestamp(milliseconds: 1_341_705_593_000))
    #expect(reading.log.people.isCanonical)
    #expect(reading.summary.files[0].delimiter == "space")
  }

  @Test(
    .enabled(if: sharedData("data/collegemsg/CollegeMsg.txt.gz") != nil, "../shared is absent"),
    arguments: [
      ("data/collegemsg/CollegeMsg.txt.gz", 59_835, 1_899),
      ("data/email-eu-core-temporal/email-Eu-core-temporal.txt.gz", 332_334, 986),
      ("data/email-eu-core-temporal/email-Eu-core-temporal-Dept1.txt.gz", 61_046, 309),
      ("data/email-eu-core-temporal/email-Eu-core-temporal-Dept3.txt.gz", 12_216, 89),
    ])
  func headerlessLogsHaveTheirPublishedCounts(path: String, rows: Int, people: Int) throws {
    let reading = try Self.read(path)
    #expect(reading.log.count == rows)
    #expect(reading.log.people.count == people)
    #expect(reading.log.times != nil)
    #expect(reading.summary.warnings.map(\.code) == ["W207"])
  }
}
