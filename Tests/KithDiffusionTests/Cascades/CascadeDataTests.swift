import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithInput
import KithTestSupport
import Testing

/// Published logs, measured whole, against counts by an independent program.
@Suite("Cascades of published logs")
struct CascadeDataTests {
  @Test(
    .enabled(if: sharedData("data/higgs-twitter/higgs-activity_time.txt.gz") != nil, "../shared is absent"))
  func higgs() throws {
    var options = InputOptions(sources: [try #require(sharedData("data/higgs-twitter/higgs-activity_time.txt.gz"))])
    options.columnList = ["from", "to", "at", "kind"]
    let log = try LogReader(options).read(execution: Execution(threads: 2)).log
    let cascades = try CascadeReconstruction(inference: nil).cascades(in: log)
    #expect(cascades.tally.rows == 563_069 && cascades.tally.repeats == 291_970)
    #expect(cascades.memberCount == 299_946 && cascades.count == 29_707)
    #expect(cascades.roots(.unlogged).count == 28_847)
    let largest = try #require(cascades.indices.max { cascades[$0].size < cascades[$1].size })
    #expect(cascades[largest].size == 15_433 && cascades.people[cascades[largest].root] == "88")
    let ledger = try CreditLedger(cascades)
    let first = try #require(ledger.triggers.first)
    #expect(first.code == cascades[largest].root && first.setOff == 15_433)
    let rows = ledger.evidence(for: first.code)
    #expect(!rows.isEmpty && rows.allSatisfy { log.targets[$0] == UInt32(first.code) })
  }

  /// Cascades with a network of contacts; the root of each is named first, without a time.
  @Test(
    .enabled(
      if: sharedData("data/cascades-ms-hgat/android/cascades.txt.zst") != nil, "../shared is absent"),
    arguments: [("android", 679, 29_022, 14_277), ("christianity", 589, 15_327, 2597)])
  func contacts(name: String, items: Int, members: Int, roots: Int) throws {
    var rows: [(person: String, item: Int, time: Int64)] = []
    let lines = try unpacked("data/cascades-ms-hgat/\(name)/cascades.txt.zst")
    for (item, line) in lines.enumerated() {
      for entry in line.split(separator: ",") {
        let fields = entry.split(separator: " ").map(String.init)
        if fields.count == 3 { rows.append((fields[0], item, 0)) }
        if fields.count > 1 { rows.append((fields[fields.count - 2], item, Int64(fields[fields.count - 1])!)) }
      }
    }
    let edges = try unpacked("data/cascades-ms-hgat/\(name)/edges.txt.zst").map { $0.split(separator: ",") }
    let names = Set(rows.map(\.person)).union(edges.joined().map(String.init)).sorted()
    let codes = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, UInt32($0)) })
    let actions = ActionLog(
      people: NameTable(names), items: NameTable(lines.indices.map { String(10_000 + $0) }),
      persons: rows.map { codes[$0.person]! }, itemCodes: rows.map { UInt32($0.item) }, times: rows.map(\.time))
    let influence = Graph(
      sources: edges.map { codes[String($0[0])]! }, targets: edges.map { codes[String($0[1])]! },
      nodeCount: names.count, isDirected: false)
    let cascades = try CascadeReconstruction().cascades(in: actions, over: influence)
    #expect(cascades.itemRanges.count == items && cascades.memberCount == members && cascades.count == roots)
    let ledger = try CreditLedger(cascades, split: .equal)
    #expect(
      abs(ledger.residuals.direct) < 1e-9 * Double(members) && abs(ledger.residuals.roots) < 1e-9 * Double(members))
    #expect(try cascades.metrics().reduce(0) { $0 + $1.size } == members)
  }

  /// Cascades whose network is not published: everyone is a start, and sizes are counted all the same.
  @Test(
    .enabled(
      if: sharedData("data/cascades-ms-hgat/twitter/cascades.txt.zst") != nil, "../shared is absent"),
    arguments: [("twitter", 3_454, 135_472), ("douban", 3_485, 83_955)])
  func actionsAlone(name: String, items: Int, rowCount: Int) throws {
    let lines = try unpacked("data/cascades-ms-hgat/\(name)/cascades.txt.zst")
    var rows: [(person: String, item: Int, time: Int64)] = []
    for (item, line) in lines.enumerated() {
      for entry in line.split(separator: ",") {
        let fields = entry.split(separator: " ").map(String.init)
        if fields.count == 2 { rows.append((fields[0], item, Int64(Double(fields[1])! * 1000))) }
      }
    }
    #expect(rows.count == rowCount)
    let names = Set(rows.map(\.person)).sorted()
    let codes = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, UInt32($0)) })
    let actions = ActionLog(
      people: NameTable(names), items: NameTable(lines.indices.map { String(10_000 + $0) }),
      persons: rows.map { codes[$0.person]! }, itemCodes: rows.map { UInt32($0.item) }, times: rows.map(\.time))
    let cascades = try CascadeReconstruction(inference: nil).cascades(in: actions, over: nil)
    let pairs = Set(rows.map { UInt64($0.item) << 32 | UInt64(codes[$0.person]!) }).count
    #expect(cascades.itemRanges.count == items && cascades.memberCount == pairs && cascades.count == pairs)
    #expect(cascades.tally.repeats == rowCount - pairs)
    let spreads = cascades.spreads
    #expect(spreads.count == items && spreads.reduce(0) { $0 + $1.members } == pairs)
  }

  private func unpacked(_ path: String) throws -> [Substring] {
    let zstd = Process()
    zstd.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    zstd.arguments = ["zstd", "-dc", "--long=27", try #require(sharedData(path))]
    let pipe = Pipe()
    zstd.standardOutput = pipe
    try zstd.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    zstd.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
  }
}
