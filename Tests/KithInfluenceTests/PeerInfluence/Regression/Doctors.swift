import Foundation
import KithGraph
import KithInfluence

/// Coleman, Katz and Menzel's doctors, from the sample that comes with Kith.
struct Doctors {
  let graph: Graph
  let times: AdoptionTimes
  /// Nan where unknown.
  let proage: [Double]
  let city: [String]

  /// - Parameter codesCensored: take whoever never adopted as adopting in an 18th month, as netdiffuseR codes them.
  init(codesCensored: Bool = false) throws {
    // The package's folder, wherever the tests are built.
    var folder = URL(fileURLWithPath: #filePath)
    repeat {
      folder.deleteLastPathComponent()
    } while !FileManager.default.fileExists(atPath: folder.appendingPathComponent("samples").path) && folder.path != "/"
    func rows(_ file: String) throws -> [[String]] {
      let text = try String(
        contentsOf: folder.appendingPathComponent("samples/medical-innovation/\(file)"), encoding: .utf8)
      return text.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
    let people = try rows("people.csv")
    let number = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1[0], $0) })
    var builder = GraphBuilder()
    for edge in try rows("edges.csv") { builder.add(number[edge[0]]!, number[edge[1]]!, weight: Float(edge[2])!) }
    graph = builder.build(nodeCount: people.count)
    let late = codesCensored ? 17 : AdoptionTimes.never
    times = AdoptionTimes(periods: people.map { Int32($0[1]).map { $0 - 1 } ?? late }, count: codesCensored ? 18 : 17)
    city = people.map { $0[2] }
    proage = people.map { Double($0[5]) ?? .nan }
  }
}
