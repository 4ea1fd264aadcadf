import Foundation
import Testing

@testable import KithInput

@Suite struct NearFileTests {
  @Test func aSlipOfTheFingerIsSuggestedInItsFolder() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kith-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["comments.csv", "commenta.csv", "people.csv"] {
      try Data().write(to: folder.appendingPathComponent(name))
    }
    // Both are one edit away: the first by bytes.
    #expect(NearFile.of(folder.path + "/commentz.csv") == folder.path + "/commenta.csv")
    #expect(NearFile.of(folder.path + "/entirely-different.parquet") == nil)
    #expect(NearFile.of(folder.path + "/no-such-folder/comments.csv") == nil)
  }
}
