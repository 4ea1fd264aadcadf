import Foundation
import KithGraph
import KithInfluence
import KithTestSupport

/// The doctors of Coleman, Katz and Menzel, from the samples: node order is that of the ids.
enum MedicalInnovation {
  static let rows: [(id: Int, month: Int?)] = table("people.csv").map { (Int($0[0])!, Int($0[1])) }

  /// `from` named `to`, by the number of nominations.
  static let graph: Graph = {
    let places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1.id, $0) })
    var builder = GraphBuilder()
    for edge in table("edges.csv") {
      builder.add(places[Int(edge[0])!]!, places[Int(edge[1])!]!, weight: Float(edge[2])!)
    }
    return builder.build(nodeCount: rows.count)
  }()

  /// Watched for 17 months.
  static let times = AdoptionTimes(
    periods: rows.map { $0.month.map { Int32($0 - 1) } ?? AdoptionTimes.never }, count: 17)

  /// As the peers' data object has it: whoever had not adopted counts as adopting in month 18.
  static let coded = AdoptionTimes(periods: rows.map { Int32(($0.month ?? 18) - 1) }, count: 18)

  /// Professional age, in classes.
  static let proage: [Double] = table("people.csv").map { Double($0[5]) ?? .nan }

  private static func table(_ name: String) -> [[String]] {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let path = { folder.appendingPathComponent("samples/medical-innovation/\(name)").path }
    while !FileManager.default.fileExists(atPath: path()) { folder.deleteLastPathComponent() }
    let text = try! String(contentsOfFile: path(), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
