import Foundation
import KithFoundation
import Testing

@testable import KithInput

/// Documentation/Input.md and ExitCodes.md say what the code does.
@Suite struct InputGuideTests {
  private static func document(_ name: String) throws -> [Substring] {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let url = root.appendingPathComponent("Documentation").appendingPathComponent(name)
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
  }

  @Test(arguments: ColumnRole.allCases)
  func everyNameOfAColumnIsListedInOrder(role: ColumnRole) throws {
    let row = try #require(try Self.document("Input.md").first { $0.hasPrefix("| `\(role.rawValue)` |") })
    let names = ColumnNames.synonyms(of: role).map { "`\($0)`" }.joined(separator: ", ")
    #expect(row.hasSuffix("| \(names) |"))
  }

  @Test func everySpellingOfAKindBecomesIt() throws {
    let rows = try Self.document("Input.md").drop { $0 != "| kind | spellings |" }.dropFirst(2).prefix {
      $0.hasPrefix("|")
    }
    #expect(rows.count == 10)
    for row in rows {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      for spelling in cells[1].components(separatedBy: ", ") {
        let written = spelling.trimmingCharacters(in: ["`"])
        #expect(KindNames.normalised(written) == cells[0], "\(written)")
      }
    }
  }

  @Test func everyExitCodeIsListed() throws {
    let rows = try Self.document("ExitCodes.md").filter { $0.hasPrefix("| ") }
    let listed = Set(
      rows.flatMap { $0.split(separator: "|")[0].split(separator: ",") }.compactMap {
        Int32($0.trimmingCharacters(in: .whitespaces))
      })
    #expect(listed == Set(ExitCode.allCases.map(\.rawValue)))
  }
}
