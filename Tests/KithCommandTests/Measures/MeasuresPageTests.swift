import Foundation
import Testing

@testable import KithCommand

struct MeasuresPageTests {
  @Test func theDocumentedMeasuresAreTheRegistrys() throws {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(contentsOf: package.appendingPathComponent("Documentation/Measures.md"), encoding: .utf8)
    #expect(page == MeasureSheet.page, "Documentation/Measures.md is stale: run make docs")
  }

  @Test func thePageIsWhatTheCommandPrints() throws {
    #expect(try Workbench().kith("measures", "--format", "markdown").out == MeasureSheet.page)
  }
}
