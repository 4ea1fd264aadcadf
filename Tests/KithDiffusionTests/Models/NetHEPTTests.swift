import Foundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithDiffusion

/// NetHEPT under seven conventions: given spreaders have the spread that 10,000 runs of another program gave them.
@Suite("NetHEPT", .enabled(if: NetHEPT.isPresent, "../shared or zstd is absent"))
struct NetHEPTTests {
  @Test("The first and the first ten spreaders of each convention", arguments: NetHEPT.conventions.indices)
  func spreads(index: Int) throws {
    let reference = try NetHEPT.references()[index]
    let convention = NetHEPT.conventions[index]
    #expect(reference.name.hasPrefix(convention.name))
    let graph = try NetHEPT.graph(isDirected: convention.isDirected)
    // The directed file has 22 self-edges.
    #expect(graph.out.neighbors.count == reference.arcs - (convention.isDirected ? 22 : 0))
    let inward = try convention.model.inward(on: graph)
    let network = ReverseNetwork(convention.model, inward, on: graph, benefit: nil)
    for (count, expected) in [(1, reference.ofOne), (10, reference.ofTen)] {
      let spreaders = Array(reference.spreaders.prefix(count))
      let simulated = try MonteCarloSpread(simulations: count == 1 ? 1000 : 300).estimate(
        of: spreaders, model: convention.model, on: graph)
      #expect(
        approximately(simulated.mean, expected[0], 4 * (simulated.standardError + expected[1])),
        "\(convention.name), \(count): \(simulated.mean) for \(expected[0])")
      let hits = try network.hits(of: spreaders, in: 0..<100_000, seed: 1, purpose: "test", .serial)
      let reversed = SpreadEstimate(hits: hits, of: 100_000, total: network.total, convention: "")
      #expect(
        approximately(reversed.mean, expected[0], 4 * (reversed.standardError + expected[1])),
        "\(convention.name), \(count): \(reversed.mean) for \(expected[0])")
    }
  }
}

private enum NetHEPT {
  struct Reference: Decodable {
    let name: String
    let arcs: Int
    let spreaders: [Int]
    let ofOne: [Double]
    let ofTen: [Double]

    enum CodingKeys: String, CodingKey {
      case name, arcs
      case spreaders = "seeds_first10"
      case ofOne = "mc_spread_k1"
      case ofTen = "mc_spread_k10"
    }
  }

  static let conventions: [(name: String, model: DiffusionModel, isDirected: Bool)] = [
    ("A", .weightedCascade, false),
    ("B", .cascade(.weightedCascadePerInteraction), false),
    ("C", .cascade(.constantPerInteraction(0.01)), false),
    ("D", .cascade(.constant(0.01)), false),
    ("E", .threshold(.weightedCascade), false),
    ("F", .threshold(.weightShare), false),
    ("G", .weightedCascade, true),
  ]

  static let isPresent =
    sharedData("reference/nethept_spread.json") != nil && sharedData(file(isDirected: false)) != nil
    && ["/usr/bin/zstd", "/usr/local/bin/zstd"].contains { FileManager.default.isExecutableFile(atPath: $0) }

  static func references() throws -> [Reference] {
    let data = try Data(contentsOf: URL(fileURLWithPath: sharedData("reference/nethept_spread.json") ?? ""))
    return try JSONDecoder().decode([Reference].self, from: data)
  }

  private static func file(isDirected: Bool) -> String {
    "data/im-nethept-netphy/" + (isDirected ? "NetHEPT-snowgy.txt.zst" : "NetHept.txt.zst")
  }

  static func graph(isDirected: Bool) throws -> Graph {
    let zstd = Process()
    zstd.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    zstd.arguments = ["zstd", "-dc", sharedData(file(isDirected: isDirected)) ?? ""]
    let pipe = Pipe()
    zstd.standardOutput = pipe
    try zstd.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    zstd.waitUntilExit()
    let rows = text.split(whereSeparator: \.isNewline).map { $0.split(whereSeparator: \.isWhitespace) }
    let edges = rows.dropFirst()
    return Graph(
      sources: edges.map { UInt32($0[0])! }, targets: edges.map { UInt32($0[1])! }, nodeCount: Int(rows[0][0])!,
      isDirected: isDirected)
  }
}
