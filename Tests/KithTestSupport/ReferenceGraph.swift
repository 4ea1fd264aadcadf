import Foundation
import KithGraph

/// A classic network with what other programs compute on it: `../shared/reference/NAME.json` and its edges.
public struct ReferenceGraph {
  public let graph: Graph
  /// The same with self-edges, which the references count and graphs of logs never hold.
  public let graphWithSelfEdges: Graph
  private let vectors: [String: [Double?]]

  /// How the references number nodes, and whether edges are directed.
  private static let conventions = [
    "node ids 0..n-1; edges sorted ascending; undirected, u<v": false,
    "node ids 0..n-1; edges sorted ascending; directed u->v": true,
  ]

  /// Not polblogs: its reference was computed on another copy, with ten edges fewer than the data's.
  public static let names = ["karate", "lesmis", "dolphins", "email_eu_core"]

  /// Whether all the files are there: where not, a test that needs them is skipped.
  public static var arePresent: Bool {
    names.allSatisfy { sharedData("reference/\($0).json") != nil && edgeFile($0) != nil }
  }

  public init(_ name: String) throws {
    struct Reference: Decodable {
      let convention: String
      let names: [String]?
      let vectors: [String: [Double?]]
    }
    let json = try Data(contentsOf: URL(fileURLWithPath: sharedData("reference/\(name).json") ?? ""))
    let reference = try JSONDecoder().decode(Reference.self, from: json)
    guard let isDirected = Self.conventions[reference.convention] else { throw UnknownConvention() }
    vectors = reference.vectors

    var lines = try Self.lines(Self.edgeFile(name) ?? "")
    if lines.first?.first?.isNumber != true { lines.removeFirst() }
    let number = try Self.numbering(name, reference.names)
    let edges = lines.map { line in
      let fields = line.split { $0 == "," || $0 == " " }
      return (
        source: number(String(fields[0])), target: number(String(fields[1])),
        weight: fields.count > 2 ? Float(fields[2])! : 1
      )
    }
    let nodeCount = vectors.values.map(\.count).min()!
    graph = NaiveGraph(nodeCount: nodeCount, isDirected: isDirected, edges: edges).graph
    graphWithSelfEdges =
      NaiveGraph(nodeCount: nodeCount, isDirected: isDirected, edges: edges, keepsSelfEdges: true).graph
  }

  public struct UnknownConvention: Error {}

  /// A vector by node; nil where the reference has no such vector.
  public func vector(_ name: String) -> [Double]? { vectors[name]?.map { $0 ?? .nan } }

  private static func edgeFile(_ name: String) -> String? {
    switch name {
    case "karate": sharedData("data/classics-gml/karate_club-edges.csv")
    case "email_eu_core": sharedData("data/email-eu-core/email-Eu-core.txt.gz")
    default: sharedData("data/classics-gml/\(name)-edges.csv")
    }
  }

  /// The reference's number of a file's id.
  private static func numbering(_ name: String, _ names: [String]?) throws -> (String) -> Int {
    // Numbered by label where the reference names its nodes; else as in the file.
    if let names {
      let rows = try lines(sharedData("data/classics-gml/\(name)-nodes.csv") ?? "").dropFirst()
      let pairs = rows.map { row in
        let fields = row.split(separator: ",")
        return (String(fields[0]), names.firstIndex(of: String(fields[1]))!)
      }
      let index = Dictionary(uniqueKeysWithValues: pairs)
      return { index[$0]! }
    }
    return { Int($0)! }
  }

  private static func lines(_ path: String) throws -> [Substring] {
    let isCompressed = path.hasSuffix(".gz")
    var data = Data()
    if isCompressed {
      let gzip = Process()
      gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      gzip.arguments = ["gzip", "-dc", path]
      let pipe = Pipe()
      gzip.standardOutput = pipe
      try gzip.run()
      data = pipe.fileHandleForReading.readDataToEndOfFile()
      gzip.waitUntilExit()
    } else {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    }
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
  }
}
