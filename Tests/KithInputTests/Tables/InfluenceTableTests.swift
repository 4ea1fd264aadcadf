import Foundation
import KithFoundation
import KithGraph
import KithInput
import Testing

final class InfluenceTableTests {
  private var files: [URL] = []

  deinit { for file in files { try? FileManager.default.removeItem(at: file) } }

  private let people = NameTable(["a", "b", "c"])

  private func file(_ text: String) throws -> String {
    let url = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("kith-pairs-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: url)
    files.append(url)
    return url.path
  }

  @Test func rowsComeInOrderAndStrangersAreCounted() throws {
    let table = try InfluenceTable(
      contentsOf: file("target,source,trials,Probability\nc,b,4,0.25\nb,a,2,1\nz,a,1,0.5\n"), among: people)
    #expect(table.sources == [0, 1] && table.targets == [1, 2] && table.probabilities == [1, 0.25])
    #expect(table.strangers == 1)
  }

  @Test(arguments: [
    ("source,target,probability\na,b,1.5\n", "E450", 2), ("source,target,probability\na,b,0.1\nb,c,nan\n", "E450", 3),
    ("source,target,probability\na,b,\n", "E450", 2), ("source,target,weight\na,b,1\n", "E222", 1),
    ("source,target,p\na,b,0.1\na,b,0.2\n", "E220", 3), ("source,target,p\na,a,0.1\n", "E223", 2),
  ])
  func badRowsAreNamed(text: String, code: String, line: Int) throws {
    let path = try file(text)
    let error = #expect(throws: KithError.self) { try InfluenceTable(contentsOf: path, among: people) }
    #expect(error?.diagnostic.code == code && error?.exitCode == .badData && error?.diagnostic.place?.line == line)
  }
}
