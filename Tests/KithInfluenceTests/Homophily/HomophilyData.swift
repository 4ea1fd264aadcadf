import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithInfluence
import KithTestSupport
import Testing

/// Data that several tests of likeness among friends share.
enum HomophilyData {
  /// The karate club's two halves: Mr. Hi's people, then the officer's.
  static let clubs: CodedColumn = {
    let hi: Set = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21]
    return CodedColumn(names: NameTable(["Mr. Hi", "Officer"]), codes: (0..<34).map { hi.contains($0) ? 0 : 1 })
  }()

  /// The same as numbers.
  static let clubNumbers = clubs.codes.map(Double.init)

  static let karateDegrees = (0..<34).map { Double(Karate.graph.out.degree($0)) }

  static func column(_ codes: [Int?], groups: Int) -> CodedColumn {
    CodedColumn(
      names: NameTable((0..<groups).map { "g\($0)" }), codes: codes.map { $0.map(UInt32.init) ?? InteractionLog.none })
  }

  /// A trait at random, some of it unknown.
  static func randomGroups(_ count: Int, groups: Int, seed: UInt64, unknown: Bool = true) -> CodedColumn {
    var random = RandomStream(seed: seed, purpose: "test groups")
    return column((0..<count).map { _ in unknown && random.below(6) == 0 ? nil : random.below(groups) }, groups: groups)
  }

  static func randomValues(_ count: Int, seed: UInt64, unknown: Bool = true) -> [Double] {
    var random = RandomStream(seed: seed, purpose: "test values")
    return (0..<count).map { _ in unknown && random.below(6) == 0 ? .nan : Double(random.below(1000)) / 100 }
  }

  /// Edges with both ends known, an undirected one from both ends: what every definition sums over.
  static func ends(_ graph: Graph, isKnown: (Int) -> Bool) -> [(source: Int, target: Int, weight: Double)] {
    (0..<graph.nodeCount).filter(isKnown).flatMap { node in
      (graph.out.offsets[node]..<graph.out.offsets[node + 1]).compactMap { edge in
        let other = Int(graph.out.neighbors[edge])
        return isKnown(other) ? (node, other, Double(graph.out.weight(at: edge))) : nil
      }
    }
  }

  // The excerpt of 50 girls of the Glasgow study.
  static let s50IsPresent = sharedData("data/glasgow-s50/attributes.csv") != nil

  static func s50(wave: Int) throws -> (graph: Graph, alcohol: [Double], smoking: CodedColumn) {
    var builder = GraphBuilder()
    for row in try rows("data/glasgow-s50/wave\(wave)-friendships.csv") {
      builder.add(try #require(Int(row[0])) - 1, try #require(Int(row[1])) - 1)
    }
    let people = try rows("data/glasgow-s50/attributes.csv")
    let smoking = try people.map { try #require(Int($0[3 + wave])) - 1 }
    return (
      builder.build(nodeCount: 50), try people.map { try #require(Double($0[wave])) },
      column(smoking, groups: 3)
    )
  }

  /// The departments of email-Eu-core's people.
  static func departments() throws -> CodedColumn {
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = [
      "gzip", "-dc", try #require(sharedData("data/email-eu-core/email-Eu-core-department-labels.txt.gz")),
    ]
    let pipe = Pipe()
    gzip.standardOutput = pipe
    try gzip.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    gzip.waitUntilExit()
    var codes = [Int?](repeating: nil, count: 1005)
    for line in text.split(whereSeparator: \.isNewline) {
      let fields = line.split(separator: "\t").flatMap { $0.split(separator: " ") }
      codes[try #require(Int(fields[0]))] = Int(fields[1])
    }
    return column(codes, groups: 42)
  }

  /// Fields of a file under ../shared, without its header.
  static func rows(_ path: String) throws -> [[Substring]] {
    let text = try String(contentsOfFile: try #require(sharedData(path)), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }
}

/// The value, or a failed test that says why there is none.
func defined(_ value: DiffusionValue, _ place: SourceLocation = #_sourceLocation) throws -> Double {
  try #require(value.value, "\(value.undefined ?? "")", sourceLocation: place)
}
